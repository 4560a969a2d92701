package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.kernel.Digest;
import dev.censim.model.Scenario;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import dev.censim.scenarios.whatif.CaseLine;
import dev.censim.scenarios.whatif.ElementKind;
import dev.censim.scenarios.whatif.Elements;
import dev.censim.scenarios.whatif.Equivalence;
import dev.censim.scenarios.whatif.Plan;
import dev.censim.scenarios.whatif.Requirement;
import dev.censim.scenarios.whatif.Walk;
import dev.censim.scenarios.whatif.WhatIf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep that leaves sets out, and was killed: what it may leave out depends on what the journal still has. */
class PrunedResumeTest {

    private static final Path FILE = Path.of("../scenarios/dual-tunnel-static.yaml");

    @TempDir
    private Path folder;

    private Path out = Path.of("");
    private String told = "";
    private byte[] whole = {};
    private byte[] journal = {};

    private Session run(String... more) {
        String[] args = Arrays.copyOf(
                new String[] {
                    "whatif",
                    FILE.toString(),
                    "--elements",
                    "path,customerGateway",
                    "--failures",
                    "2",
                    "--prune",
                    "--out",
                    out.toString()
                },
                9 + more.length);
        System.arraycopy(more, 0, args, 9, more.length);
        return Session.real(args);
    }

    private byte[] findings() throws IOException {
        return Files.readAllBytes(out.resolve(WhatIfCommand.FINDINGS));
    }

    @BeforeEach
    void runUndisturbed() throws Exception {
        out = folder.resolve("out");
        Session session = run();
        assertThat(session.out()).containsPattern("[1-9][0-9]* pruned: ");
        told = session.out();
        whole = findings();
        journal = wholeJournal();
    }

    /** As it was before the end of the sweep took it away. */
    private byte[] wholeJournal() throws Exception {
        Scenario scenario = ((ReadResult.Accepted) ScenarioReader.read(FILE)).scenario();
        Plan plan = Plan.of(
                Elements.of(scenario.topology(), EnumSet.of(ElementKind.PATH, ElementKind.CUSTOMER_GATEWAY)),
                2,
                Equivalence.in(scenario));
        WhatIf network = WhatIf.converge(scenario);
        SweepIdentity identity = new SweepIdentity(
                Version.number(),
                Checksum.sha256(FILE),
                scenario.seed(),
                Digest.format(network.digest()),
                2,
                "path,customerGateway",
                "merged, pruned",
                plan.size());
        Path file = folder.resolve("whole.journal");
        Walk walk = Walk.pruned(plan, Requirement.connected());
        try (CaseJournal cases = CaseJournal.begin(file, identity, CaseLine.of(network))) {
            new Sweep(walk, 2, network::outcome, "").run(cases, Session.console(), "test", true);
            assertThat(cases.cases()).as("what pruning leaves").isBetween(6L, plan.size() - 1);
        }
        return Files.readAllBytes(file);
    }

    /** Also where no set of two had been tried yet, and where some had. */
    @Test
    void cutAfterAnyCaseItEndsWithTheSameBytesAndLeavesOutAsMany() throws Exception {
        int line = 0;
        for (int end = 0; end < journal.length; end++) {
            if (journal[end] != '\n') {
                continue;
            }
            Files.write(out.resolve(CaseJournal.NAME), Arrays.copyOf(journal, end + 1));

            Session resumed = run("--resume");

            assertThat(resumed.status()).as(resumed.err()).isEqualTo(ExitStatus.HELD);
            assertThat(findings()).as("after %d", line).isEqualTo(whole);
            assertThat(resumed.out()).as("after %d", line).isEqualTo(told);
            assertThat(Files.readString(out.resolve(WhatIfCommand.TIMING)))
                    .contains("\"resumedCases\" : " + line + ",");
            line++;
        }
        assertThat(line).isGreaterThan(6);
    }
}
