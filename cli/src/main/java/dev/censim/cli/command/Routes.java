package dev.censim.cli.command;

import dev.censim.cli.command.Inspection.Answer;
import dev.censim.cli.command.Inspection.Moment;
import dev.censim.compile.Network;
import dev.censim.facts.Names;
import dev.censim.model.Scenario;
import dev.censim.reports.tables.RouteTables;
import dev.censim.reports.tables.RouteTablesJson;
import dev.censim.reports.tables.RouteTablesText;
import dev.censim.scenarios.read.Suggestion;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code censim routes}: what the route tables hold.
 *
 * @param table a table, or a device with one or several; all unless given
 */
record Routes(Path file, Optional<String> table) implements Inspection.Question {

    @Override
    public boolean needsCapture() {
        return false;
    }

    @Override
    public void check(Scenario scenario, Network network) throws WrongInput {
        Names names = network.names();
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

    @Override
    public String command() {
        return "routes " + file + table.map(name -> " --table " + name).orElse("");
    }

    @Override
    public Answer answer(Moment moment) {
        RouteTables all = RouteTables.of(
                moment.scenario().name(),
                moment.scenario().seed(),
                moment.now(),
                moment.network().names(),
                moment.network().tables(moment.simulation()));
        RouteTables tables = table.map(all::named).orElse(all);
        return new Answer(RouteTablesText.of(tables), RouteTablesJson.of(tables), true);
    }
}
