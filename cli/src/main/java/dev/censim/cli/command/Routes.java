package dev.censim.cli.command;

import dev.censim.compile.Compiler;
import dev.censim.compile.Network;
import dev.censim.facts.Names;
import dev.censim.kernel.Simulation;
import dev.censim.model.Scenario;
import dev.censim.reports.tables.RouteTables;
import dev.censim.reports.tables.RouteTablesJson;
import dev.censim.reports.tables.RouteTablesText;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import dev.censim.scenarios.read.Suggestion;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code censim routes}: read, run up to an instant, print what the route tables hold then.
 *
 * @param at as a scenario writes durations; the end of the run unless given
 * @param table a table, or a device with one or several; all unless given
 * @param seed instead of the scenario's, when given
 */
record Routes(
        Terminal terminal, Path file, Optional<String> at, Optional<String> table, Optional<Long> seed, boolean json) {

    int execute() {
        ReadResult result = ScenarioReader.read(file);
        if (result instanceof ReadResult.Refused refused) {
            refused.diagnostics().forEach(terminal.err()::println);
            return ExitStatus.WRONG_INPUT;
        }
        ReadResult.Accepted accepted = (ReadResult.Accepted) result;
        Scenario scenario = seed.map(accepted.scenario()::withSeed).orElse(accepted.scenario());
        try {
            Run.checkSeed(seed);
            long instant = Explain.instant(scenario, at);
            Network network = Compiler.compile(scenario, false);
            checkTable(network.names());
            return print(scenario, network, instant);
        } catch (WrongInput e) {
            terminal.err().println("censim: " + e.sentence());
            return ExitStatus.WRONG_INPUT;
        }
    }

    private void checkTable(Names names) throws WrongInput {
        Set<String> known = new LinkedHashSet<>(names.tables());
        names.tables().stream().map(name -> name.split("/", 2)[0]).forEach(known::add);
        if (table.isPresent() && !known.contains(table.get())) {
            List<String> shown = names.tables().stream().limit(8).toList();
            String help = Suggestion.nearest(table.get(), known)
                    .map(name -> "did you mean '" + name + "'?")
                    .orElse(shown.isEmpty() ? "it has none" : "it has " + String.join(", ", shown));
            throw new WrongInput(file + " has no route table '" + table.get() + "'; " + help);
        }
    }

    // Whatever fails in there is ours to report, be it an exception, a failed assertion or the end of the memory.
    @SuppressWarnings("CatchingUnchecked")
    private int print(Scenario scenario, Network network, long instant) {
        RouteTables tables;
        try (ProgressLine progress = ProgressLine.of(terminal, scenario.name(), json)) {
            Simulation simulation = Engine.simulate(network, instant, progress);
            RouteTables all = RouteTables.of(
                    scenario.name(), scenario.seed(), instant, network.names(), network.tables(simulation));
            tables = table.map(all::named).orElse(all);
        } catch (RuntimeException | Error fault) {
            terminal.err().println("censim: internal error: " + fault);
            terminal.err().println("reproduce: ./censim routes " + file);
            fault.printStackTrace(terminal.err());
            return ExitStatus.FAULT;
        }
        if (json) {
            terminal.out().println(RouteTablesJson.of(tables));
        } else {
            RouteTablesText.of(tables).forEach(terminal.out()::println);
        }
        return ExitStatus.HELD;
    }
}
