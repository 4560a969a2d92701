package dev.censim.scenarios.diff;

import dev.censim.compile.Compiler;
import dev.censim.compile.Network;
import dev.censim.kernel.Simulation;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.model.billing.BillableItem.Unit;
import dev.censim.reports.metrics.Bill;
import dev.censim.scenarios.diff.Difference.Charge;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an hour of a scenario costs while nothing fails: begun hours of a run's bill, and the octets of one minute times sixty.
 *
 * @param currency empty without prices
 */
record Tariff(Optional<String> currency, Map<String, Charge> items, Optional<BigDecimal> total) {

    private static final long MEASURED = 60 * Time.SECOND;
    private static final int PER_HOUR = 60;

    /** @param from when all is well, in nanoseconds */
    static Tariff of(Scenario scenario, long from) {
        Bill before = bill(scenario, from);
        Bill after = bill(scenario, from + MEASURED);
        Map<String, Charge> items = new LinkedHashMap<>();
        List<Bill.Line> hourly = new ArrayList<>();
        for (int line = 0; line < after.lines().size(); line++) {
            Bill.Line now = after.lines().get(line);
            long octets = (now.quantity() - before.lines().get(line).quantity()) * PER_HOUR;
            Bill.Line hour = new Bill.Line(
                    now.network(),
                    now.item(),
                    now.instances(),
                    now.item().unit() == Unit.HOUR ? now.instances() : octets,
                    now.price());
            hourly.add(hour);
            items.put(hour.network().text() + "." + hour.item().text(), new Charge(hour.quantity(), hour.cost()));
        }
        return new Tariff(after.currency(), items, new Bill(after.currency(), hourly).total());
    }

    private static Bill bill(Scenario scenario, long end) {
        Duration duration = Duration.ofNanos(end);
        Scenario quiet = scenario.withFaults(List.of())
                .withExpectations(List.of())
                .withDuration(duration)
                .withFlows(scenario.flows().stream()
                        .map(flow -> flow.until(duration))
                        .toList());
        Network network = Compiler.compile(quiet, false);
        Simulation run = network.start().run(end);
        network.finishEsp();
        return Bill.of(quiet, network.names(), run.journal(), end);
    }

    /** @param isCounted whether it is worse when the total is higher */
    List<Difference> differences(Tariff after, boolean isCounted) {
        Set<String> names = new TreeSet<>(items.keySet());
        names.addAll(after.items.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            Optional<Charge> here = Optional.ofNullable(items.get(name));
            Optional<Charge> there = Optional.ofNullable(after.items.get(name));
            if (!here.equals(there)) {
                differences.add(new Difference.Cost(name, here, there, Effect.OTHER));
            }
        }
        if (!total.equals(after.total)) {
            int higher = isCounted && currency.equals(after.currency) && total.isPresent() && after.total.isPresent()
                    ? after.total.get().compareTo(total.get())
                    : 0;
            differences.add(new Difference.Cost(
                    "total",
                    total.map(cost -> new Charge(0, total)),
                    after.total.map(cost -> new Charge(0, after.total)),
                    Effect.of(higher > 0, higher < 0)));
        }
        return differences;
    }
}
