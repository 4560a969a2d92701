package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhatIfCommandTest {

    private static final String SCENARIO = "../scenarios/dual-tunnel-static.yaml";

    @TempDir
    private Path folder;

    private Session run(String... more) {
        String[] args = new String[4 + more.length];
        args[0] = "whatif";
        args[1] = SCENARIO;
        args[2] = "--out";
        args[3] = folder.toString();
        System.arraycopy(more, 0, args, 4, more.length);
        return Session.real(args);
    }

    private String findings() throws IOException {
        return Files.readString(folder.resolve("whatif.json"));
    }

    @Test
    void everyPathFailsInBothManners() throws IOException {
        Session session = run("--elements", "path");

        assertThat(session.status()).isEqualTo(ExitStatus.HELD);
        assertThat(session.out()).contains("flows by their worst outage:", "4 cases:");
        assertThat(findings()).contains("/silent\"", "/clean\"", "\"detectedBy\":\"dpd\"", "\"singlePoints\": []");
        assertThat(folder.resolve("whatif-timing.json")).exists();
    }

    @Test
    void numberOfWorkersAndTheWayThereChangeNoByte() throws IOException {
        run("--elements", "path,customerGateway", "--workers", "1", "--quiet");
        String byOne = findings();
        run("--elements", "path,customerGateway", "--workers", "3", "--quiet");
        assertThat(findings()).isEqualTo(byOne);
        run("--elements", "path,customerGateway", "--from-zero", "--quiet");
        assertThat(findings()).isEqualTo(byOne);
    }

    @Test
    void sameThingIsTriedOnceUnlessEachIsWanted() throws IOException {
        run("--elements", "tunnelEndpoint,zone", "--quiet");
        assertThat(findings()).contains("\"representativeOf\":[\"zone:");
        run("--elements", "tunnelEndpoint,zone", "--quiet", "--no-merge");
        assertThat(findings()).contains("\"id\":\"zone:").doesNotContain("\"representativeOf\":[\"");
    }

    @Test
    void prunedSweepFindsTheSameSetsInFewerCases() throws IOException {
        String[] what = {"--elements", "path,customerGateway", "--failures", "2"};
        Session whole = run(what);
        String all = findings();
        Session spared = run("--elements", "path,customerGateway", "--failures", "2", "--prune", "--workers", "3");
        assertThat(findings().substring(findings().indexOf("\"minimalFailureSets\"")))
                .isEqualTo(all.substring(all.indexOf("\"minimalFailureSets\"")));
        assertThat(whole.out()).contains(" cases: ").doesNotContain("pruned");
        assertThat(spared.out()).containsPattern("[1-9][0-9]* pruned: ");
        assertThat(findings()).containsPattern("\"pruned\": ?[1-9]");
    }

    @Test
    void setThatBreaksManyFlowsIsToldOnOneLine() {
        Session session = run("--elements", "path", "--failures", "2");

        assertThat(session.out())
                .contains("single points of failure: none", "other minimal failure sets:")
                .containsOnlyOnce("  path:carrier-1+path:carrier-2/silent breaks ");
    }

    @Test
    void unknownKindIsRefusedWithTheKnownOnes() {
        Session session = run("--elements", "cable");

        assertThat(session.status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(session.err()).contains("--elements cable", "path, circuit, peerLink, tunnelEndpoint");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void kindThatTheScenarioHasNotGotIsRefused() {
        Session session = run("--elements", "circuit");

        assertThat(session.status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(session.err()).contains("nothing of the kinds asked for");
    }

    @Test
    void oneCaseIsToldWithItsTimelineAndNothingIsWritten() {
        Session session = Session.real("whatif", SCENARIO, "--case", "path:carrier-1/silent");

        assertThat(session.status()).as(session.err()).isEqualTo(ExitStatus.HELD);
        assertThat(session.out())
                .startsWith("path:carrier-1/silent: failed at ")
                .contains("found by dpd of ", "    before: ", "Timeline", "fault: path:carrier-1 silent")
                .doesNotContain("arriving via", "report.html");
    }

    @Test
    void oneCaseIsWrittenWhereToldTo() throws IOException {
        run("--elements", "path", "--quiet");
        String line = findings()
                .lines()
                .filter(text -> text.startsWith("{\"id\":\"path:carrier-2/clean\""))
                .findFirst()
                .orElseThrow();
        run("--case", "path:carrier-2/clean", "--quiet");

        assertThat(line).startsWith(findings().lines().toList().get(7));
    }

    @Test
    void sweepStartsOverUnlessItIsToldToGoOn() throws Exception {
        Path journal = folder.resolve(CaseJournal.NAME);
        Files.createDirectories(folder);
        CaseJournal.begin(journal, SyntheticSweep.identity(SyntheticSweep.plan(3, 2)), SyntheticSweep.lines())
                .close();

        Session refused = run("--elements", "attachment", "--resume");
        assertThat(refused.status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(refused.err())
                .contains("cannot resume: " + journal + " is of another sweep: scenario is cafe there");
        assertThat(journal).exists();

        Session over = run("--elements", "attachment");
        assertThat(over.status()).isEqualTo(ExitStatus.HELD);
        assertThat(over.err())
                .isEqualTo("censim: starts over; --resume would have gone on where " + journal + " ends\n");
        assertThat(journal).doesNotExist();
        assertThat(Files.readString(folder.resolve("whatif-timing.json")))
                .contains("\"cases\" : 2", "\"resumedCases\" : 0", "\"peakHeapBytes\" : ");
    }

    @Test
    void finishedSweepIsNotTriedAgain() throws IOException {
        run("--elements", "path", "--quiet");
        Files.writeString(folder.resolve("whatif.json"), "left alone");

        Session again = run("--elements", "path", "--resume");

        assertThat(again.status()).isEqualTo(ExitStatus.HELD);
        assertThat(again.out())
                .isEqualTo("finished already, nothing is tried again: " + folder.resolve("whatif.json") + "\n");
        assertThat(findings()).isEqualTo("left alone");
    }

    @Test
    void finishedSweepOfOtherFailuresIsNoneOfThis() throws IOException {
        run("--elements", "path", "--quiet");

        Session other = run("--elements", "path,customerGateway", "--resume");

        assertThat(other.out()).contains(" cases: ").doesNotContain("finished already");
        assertThat(findings()).contains("customerGateway:");
    }

    @Test
    void folderInWhichACaseWasToldSinceIsNotTakenForFinished() throws IOException {
        run("--elements", "path", "--quiet");
        String all = findings();
        run("--case", "path:carrier-2/clean", "--quiet");

        run("--elements", "path", "--resume", "--quiet");

        assertThat(findings()).isEqualTo(all);
    }

    @Test
    void unknownCaseIsRefused() {
        Session session = run("--case", "path:internet-9/silent");

        assertThat(session.status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(session.err()).contains("--case path:internet-9/silent", "no such case", "path:internet-1/silent");
    }

    @Test
    void noFailureAtAllIsRefused() {
        assertThat(run("--failures", "0").status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(run("--workers", "0").status()).isEqualTo(ExitStatus.WRONG_INPUT);
    }
}
