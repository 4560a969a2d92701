package dev.censim.reports.metrics;

import dev.censim.facts.Names;
import dev.censim.facts.OctetsMetered;
import dev.censim.kernel.Journal;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.model.billing.BillableItem;
import dev.censim.model.billing.BillableItem.Unit;
import dev.censim.model.billing.BilledNetwork;
import dev.censim.model.billing.Prices;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the cloud would charge for a run (product page, Billing).
 *
 * @param currency of the prices; empty when the scenario gives none
 * @param lines by network and item; items of networks that the scenario does not have are left out
 */
public record Bill(Optional<String> currency, List<Line> lines) {

    private static final long HOUR = 3_600 * Time.SECOND;
    private static final int GIGABYTE_DIGITS = 9;

    /**
     * One item of one network.
     *
     * @param instances attachments, connections or circuits that it is charged for
     * @param quantity hours or octets, by the unit of the item: of all instances together
     * @param price for one hour or one gigabyte of one instance
     */
    public record Line(
            BilledNetwork network, BillableItem item, int instances, long quantity, Optional<BigDecimal> price) {

        /** The exact product of price and quantity; empty without a price. */
        public Optional<BigDecimal> cost() {
            return price.map(one -> item.unit() == Unit.HOUR
                    ? one.multiply(BigDecimal.valueOf(quantity))
                    : one.multiply(BigDecimal.valueOf(quantity, GIGABYTE_DIGITS)));
        }
    }

    public Bill {
        lines = List.copyOf(lines);
    }

    /** The sum of all costs; empty while an item has no price. */
    public Optional<BigDecimal> total() {
        BigDecimal total = BigDecimal.ZERO;
        for (Line line : lines) {
            if (line.cost().isEmpty()) {
                return Optional.empty();
            }
            total = total.add(line.cost().get());
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(total);
    }

    /** @param end of the run in nanoseconds */
    public static Bill of(Scenario scenario, Names names, Journal journal, long end) {
        Map<String, Long> forwarded = new LinkedHashMap<>();
        Map<String, Long> outbound = new LinkedHashMap<>();
        BilledInstances instances = BilledInstances.of(scenario.topology());
        journal.forEach(fact -> {
            if (fact instanceof OctetsMetered metered) {
                String from = names.actors().get(metered.from());
                boolean byRouter = instances.isTransitRouter(names.actors().get(metered.actor()));
                (byRouter ? forwarded : outbound).merge(from, metered.octets(), Long::sum);
            }
        });
        List<Line> lines = new ArrayList<>();
        for (BilledNetwork network : BilledNetwork.values()) {
            for (BillableItem item : network.items()) {
                List<String> charged = instances.charged(network, item);
                long quantity = switch (item) {
                    case TRANSIT_ROUTER_CONNECTION, IPSEC_VPN_CONNECTION -> begunHours(end) * charged.size();
                    case TRANSIT_ROUTER_DATA_FORWARDING -> sum(forwarded, charged);
                    case OUTBOUND_DATA_TRANSFER -> sum(outbound, charged);
                };
                Optional<BigDecimal> price = scenario.prices().flatMap(prices -> prices.of(network, item));
                if (!charged.isEmpty()) {
                    lines.add(new Line(network, item, charged.size(), quantity, price));
                }
            }
        }
        return new Bill(scenario.prices().map(Prices::currency), lines);
    }

    /** The vendor's billing rules: an hour that has begun counts as a whole one. */
    private static long begunHours(long end) {
        return (end + HOUR - 1) / HOUR;
    }

    private static long sum(Map<String, Long> octets, List<String> names) {
        return names.stream().mapToLong(name -> octets.getOrDefault(name, 0L)).sum();
    }
}
