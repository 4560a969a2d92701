package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.censim.scenarios.whatif.Failure;
import dev.censim.scenarios.whatif.Outcome;
import dev.censim.scenarios.whatif.Plan;
import dev.censim.scenarios.whatif.Walk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {

    private static final Plan PLAN = SyntheticSweep.plan(8, 2);

    @TempDir
    private Path folder;

    private CaseJournal begin() throws WrongInput {
        return CaseJournal.begin(
                folder.resolve(CaseJournal.NAME), SyntheticSweep.identity(PLAN), SyntheticSweep.lines());
    }

    @Test
    void onlyWhatTheJournalLacksIsTried() throws Exception {
        List<Failure> tried = Collections.synchronizedList(new ArrayList<>());
        Sweep sweep = new Sweep(
                Walk.all(PLAN),
                2,
                failure -> {
                    tried.add(failure);
                    return SyntheticSweep.outcome(failure);
                },
                "");
        try (CaseJournal journal = begin()) {
            for (int number = 0; number < 30; number++) {
                journal.append(SyntheticSweep.outcome(PLAN.at(number)));
            }
            sweep.run(journal, Session.console(), "test", true);

            assertThat(journal.cases()).isEqualTo(36);
        }
        assertThat(tried)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(30, 31, 32, 33, 34, 35).map(PLAN::at).toList());
    }

    @Test
    void caseThatShowsAFaultOfOursIsNamedAndThoseBeforeItAreKept() throws Exception {
        Sweep sweep = new Sweep(Walk.all(PLAN), 2, SweepTest::failing, "");
        try (CaseJournal journal = begin()) {
            assertThatThrownBy(() -> sweep.run(journal, Session.console(), "test", true))
                    .isInstanceOf(CaseFault.class)
                    .hasMessageContaining("path:path-5/silent")
                    .hasRootCauseMessage("never");

            assertThat(journal.cases()).isEqualTo(5);
        }
    }

    private static Outcome failing(Failure failure) {
        if (failure.id().equals("path:path-5/silent")) {
            throw new IllegalStateException("never");
        }
        return SyntheticSweep.outcome(failure);
    }

    @Test
    void faultOfACaseIsReportedWithACommandForThatCase() {
        Session.Printed printed = new Session.Printed();

        int status = ScenarioTask.perform(
                printed.terminal(),
                Path.of("../scenarios/dual-tunnel-static.yaml"),
                Optional.empty(),
                "whatif file.yaml",
                (accepted, scenario) -> {
                    throw new CaseFault(PLAN.at(20), new IllegalStateException("never"));
                });

        assertThat(status).isEqualTo(ExitStatus.FAULT);
        assertThat(printed.err())
                .contains(
                        "internal error in case " + PLAN.at(20).id() + ": java.lang.IllegalStateException: never",
                        "reproduce: ./censim whatif file.yaml --case "
                                + PLAN.at(20).id());
    }

    @Test
    void twoHundredThousandCasesFitIntoAHeapThatTheirLinesDoNot() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SyntheticSweep.class.getName(),
                        folder.toString(),
                        "632")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();

        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("said")))
                .isZero();
        assertThat(Files.size(folder.resolve("whatif.json"))).isGreaterThan(2 * (32L << 20));
        try (Stream<String> lines = Files.lines(folder.resolve("whatif.json"))) {
            assertThat(lines.filter(line -> line.startsWith("{\"id\""))).hasSize(632 + 632 * 631 / 2);
        }
    }
}
