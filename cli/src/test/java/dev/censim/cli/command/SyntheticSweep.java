package dev.censim.cli.command;

import dev.censim.model.fault.Fault;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import dev.censim.scenarios.whatif.CaseLine;
import dev.censim.scenarios.whatif.Element;
import dev.censim.scenarios.whatif.ElementKind;
import dev.censim.scenarios.whatif.Failure;
import dev.censim.scenarios.whatif.Findings;
import dev.censim.scenarios.whatif.FlowLoss;
import dev.censim.scenarios.whatif.Outcome;
import dev.censim.scenarios.whatif.Plan;
import dev.censim.scenarios.whatif.Walk;
import dev.censim.scenarios.whatif.WhatIf;
import dev.censim.scenarios.whatif.WhatIfDocument;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A sweep whose cases cost nothing: what becomes of a failure is a function of its name. */
final class SyntheticSweep {

    /** A flow, of which the cases tell. */
    private static final String SCENARIO = """
            scenario: synthetic
            duration: 10s
            regions: [{name: r, zones: [a]}]
            vpcs:
              - name: vpc
                region: r
                cidrBlock: 10.0.0.0/16
                vSwitches: [{name: vsw, zone: a, cidrBlock: 10.0.0.0/24}]
                hosts: [{name: one, vSwitch: vsw, address: 10.0.0.10}, {name: two, vSwitch: vsw, address: 10.0.0.11}]
            traffic: [{name: up, kind: udp, from: one, to: two, rate: 1pps, size: 100B, start: 1s}]
            """;

    private SyntheticSweep() {}

    /** All sets of up to so many of so many elements, which fail silently only. */
    static Plan plan(int elements, int most) {
        return Plan.of(
                IntStream.range(0, elements)
                        .mapToObj(number -> "path-" + number)
                        .map(name -> new Element(
                                ElementKind.PATH,
                                name,
                                Optional.of(new Fault.SilentLoss(name, Fault.Direction.BOTH)),
                                Optional.empty()))
                        .toList(),
                most);
    }

    static SweepIdentity identity(Plan plan) {
        return new SweepIdentity("0.1.0", "cafe", 1, "beef", 2, "path", "each", plan.size());
    }

    static Sweep sweep(Plan plan) {
        return new Sweep(Walk.all(plan), 2, SyntheticSweep::outcome, "whatif file --resume");
    }

    static Outcome outcome(Failure failure) {
        long number = failure.id().hashCode();
        return new Outcome(failure, 1000, 2000, 3000, true, number, List.of(loss("up", number)), List.of(), List.of());
    }

    static CaseLine lines() {
        return new CaseLine(List.of(FlowLoss.none("up", List.of("überland"))));
    }

    private static FlowLoss loss(String flow, long number) {
        return new FlowLoss(
                flow,
                Math.abs(number),
                false,
                0,
                Math.abs(number),
                (int) Math.abs(number % 1000),
                0,
                0,
                Optional.empty(),
                0,
                0,
                0,
                0,
                List.of("überland"),
                List.of());
    }

    /** A whole sweep from the first case to the file, in the folder named. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Plan plan = plan(Integer.parseInt(args[1]), 2);
        ReadResult.Accepted accepted = (ReadResult.Accepted) ScenarioReader.read("synthetic.yaml", SCENARIO);
        WhatIf network = WhatIf.converge(accepted.scenario());
        try (CaseJournal journal = CaseJournal.begin(folder.resolve(CaseJournal.NAME), identity(plan), lines());
                Writer to = Files.newBufferedWriter(folder.resolve("whatif.json"))) {
            sweep(plan).run(journal, Session.console(), "synthetic", true);
            WhatIfDocument document = new WhatIfDocument(to, accepted.scenario(), network, 2, new Findings());
            journal.forEach(Walk.all(plan), document::add);
            document.end();
        }
    }
}
