package dev.censim.cli.command;

import dev.censim.compile.Compiler;
import dev.censim.compile.Network;
import dev.censim.cores.SecondCore;
import dev.censim.forward.SpareCore;
import dev.censim.kernel.Simulation;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.reports.RunReport;
import dev.censim.reports.Verdict;
import dev.censim.scenarios.check.Verdicts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Compiles a scenario, drives its simulation to the end, and has the journal judged and told. */
final class Engine implements Execution {

    static final int STEPS = 200;

    @Override
    public Outcome run(Scenario scenario, Manner manner, Progress progress) {
        if (manner.cores() < CORES_MAX) {
            return run(scenario, manner.capture(), SpareCore.NONE, progress);
        }
        try (SecondCore second = new SecondCore()) {
            return run(scenario, manner.capture(), second, progress);
        }
    }

    private static Outcome run(Scenario scenario, boolean capture, SpareCore spare, Progress progress) {
        Network network = Compiler.compile(scenario, capture, spare);
        Simulation simulation = simulate(network, Time.of(scenario.duration()), progress);
        network.finishEsp();
        List<Verdict> verdicts = Verdicts.of(scenario, network.names(), simulation.journal());
        RunReport report = RunReport.of(
                scenario,
                network.names(),
                simulation.journal(),
                simulation.events(),
                scenario.duration(),
                verdicts,
                Version.number());
        return new Reported(report, verdicts, capture);
    }

    /** Drives a simulation up to an instant. Where it pauses changes nothing: each step ends with everything that was due. */
    static Simulation simulate(Network network, long end, Progress progress) {
        Simulation simulation = network.start();
        for (int step = 1; step <= STEPS; step++) {
            simulation.run(end / STEPS * step + end % STEPS * step / STEPS);
            progress.at(step, STEPS);
        }
        return simulation;
    }

    private record Reported(RunReport report, List<Verdict> verdicts, boolean captured) implements Outcome {

        @Override
        public boolean held() {
            return verdicts.stream().allMatch(Verdict::held);
        }

        @Override
        public String console(boolean colour, int columns) {
            return report.console(colour, columns);
        }

        @Override
        public List<Artefact> artefacts() {
            List<Artefact> artefacts = new ArrayList<>();
            artefacts.add(new Artefact(OutputFolder.SUMMARY, report::writeSummary));
            artefacts.add(new Artefact(OutputFolder.EVENTS, report::writeEvents));
            artefacts.add(new Artefact(OutputFolder.REPORT, report::writeHtml));
            if (captured) {
                artefacts.add(new Artefact(OutputFolder.CAPTURE, report::writeCapture));
                report.wiresharkTables()
                        .forEach((name, text) -> artefacts.add(new Artefact(
                                OutputFolder.WIRESHARK + "/" + name,
                                out -> out.write(text.getBytes(StandardCharsets.UTF_8)))));
            }
            return artefacts;
        }
    }
}
