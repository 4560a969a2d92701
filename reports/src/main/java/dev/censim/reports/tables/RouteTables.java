package dev.censim.reports.tables;

import dev.censim.facts.Names;
import dev.censim.facts.TableFact;
import java.util.ArrayList;
import java.util.List;

/**
 * What route tables held at an instant.
 *
 * @param at in nanoseconds since the start
 */
public record RouteTables(String scenario, long seed, long at, Names names, List<Table> tables) {

    /** @param name such as {@code tr-sg/system} or {@code vpc-app} */
    public record Table(String name, List<TableFact> entries) {
        public Table {
            entries = List.copyOf(entries);
        }

        /** Whether it is meant by a name: its own, or that of its device. */
        boolean isNamed(String wanted) {
            return name.equals(wanted) || name.startsWith(wanted + "/");
        }
    }

    public RouteTables {
        tables = List.copyOf(tables);
    }

    /** @param facts in the order of tables */
    public static RouteTables of(String scenario, long seed, long at, Names names, List<TableFact> facts) {
        List<List<TableFact>> entries = new ArrayList<>();
        names.tables().forEach(name -> entries.add(new ArrayList<>()));
        facts.forEach(fact -> entries.get(fact.table()).add(fact));
        List<Table> tables = new ArrayList<>();
        for (int table = 0; table < entries.size(); table++) {
            tables.add(new Table(names.tables().get(table), entries.get(table)));
        }
        return new RouteTables(scenario, seed, at, names, tables);
    }

    /** Only the table of that name, or those of the device of that name. */
    public RouteTables named(String wanted) {
        List<Table> chosen =
                tables.stream().filter(table -> table.isNamed(wanted)).toList();
        return new RouteTables(scenario, seed, at, names, chosen);
    }
}
