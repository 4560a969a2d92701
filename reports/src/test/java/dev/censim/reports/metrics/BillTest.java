package dev.censim.reports.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.OctetsMetered;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import dev.censim.kernel.Time;
import dev.censim.model.billing.BillableItem;
import dev.censim.model.billing.BilledNetwork;
import dev.censim.model.billing.Prices;
import dev.censim.reports.Hub;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class BillTest {

    private static final int ROUTER = 0;

    /** Two VPCs and two sites; the numbers of the actors are the hub's. */
    private static Hub hub() {
        return new Hub(2, 2);
    }

    private static Bill bill(Hub hub, long seconds, Fact... facts) {
        return Bill.of(hub.scenario(), hub.names(), Journal.of(List.of(facts)), seconds * Time.SECOND);
    }

    private static Bill.Line line(Bill bill, BilledNetwork network, BillableItem item) {
        return bill.lines().stream()
                .filter(line -> line.network() == network && line.item() == item)
                .findFirst()
                .orElseThrow();
    }

    private static Prices.Price price(BilledNetwork network, BillableItem item, String amount) {
        return new Prices.Price(network, item, new BigDecimal(amount));
    }

    @Test
    void anHourThatHasBegunCountsAsAWholeOneForEachInstance() {
        assertThat(line(bill(hub(), 1), BilledNetwork.PUBLIC, BillableItem.IPSEC_VPN_CONNECTION)
                        .quantity())
                .isEqualTo(2);
        assertThat(line(bill(hub(), 3600), BilledNetwork.VPC, BillableItem.TRANSIT_ROUTER_CONNECTION)
                        .quantity())
                .isEqualTo(2);
        assertThat(line(bill(hub(), 3601), BilledNetwork.PUBLIC, BillableItem.TRANSIT_ROUTER_CONNECTION)
                        .quantity())
                .isEqualTo(4);
    }

    @Test
    void whatTheRouterTakesIsForwardedAndWhatAPathTakesIsOutbound() {
        Hub hub = hub();
        Bill bill = bill(
                hub,
                100,
                new OctetsMetered(100, ROUTER, hub.vpc(1), 700),
                new OctetsMetered(100, ROUTER, hub.connection(1), 20),
                new OctetsMetered(100, ROUTER, hub.connection(2), 3),
                new OctetsMetered(100, hub.path(1, 1), hub.connection(1), 4000),
                new OctetsMetered(100, hub.path(1, 2), hub.connection(1), 50_000));

        assertThat(line(bill, BilledNetwork.VPC, BillableItem.TRANSIT_ROUTER_DATA_FORWARDING)
                        .quantity())
                .isEqualTo(700);
        assertThat(line(bill, BilledNetwork.PUBLIC, BillableItem.TRANSIT_ROUTER_DATA_FORWARDING)
                        .quantity())
                .isEqualTo(23);
        assertThat(line(bill, BilledNetwork.PUBLIC, BillableItem.OUTBOUND_DATA_TRANSFER)
                        .quantity())
                .isEqualTo(54_000);
    }

    @Test
    void networksThatTheScenarioDoesNotHaveAreLeftOut() {
        assertThat(bill(hub(), 100).lines())
                .extracting(Bill.Line::network)
                .containsOnly(BilledNetwork.PUBLIC, BilledNetwork.VPC);
    }

    @Test
    void costIsThePriceTimesTheQuantityToTheLastDigit() {
        Hub hub = hub().priced(new Prices(
                "USD",
                List.of(
                        price(BilledNetwork.PUBLIC, BillableItem.TRANSIT_ROUTER_CONNECTION, "0.06"),
                        price(BilledNetwork.PUBLIC, BillableItem.OUTBOUND_DATA_TRANSFER, "0.08"))));
        Bill bill = bill(hub, 7200, new OctetsMetered(7200, hub.path(1, 1), hub.connection(1), 2_560_001));

        assertThat(line(bill, BilledNetwork.PUBLIC, BillableItem.TRANSIT_ROUTER_CONNECTION)
                        .cost())
                .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("0.24"));
        assertThat(line(bill, BilledNetwork.PUBLIC, BillableItem.OUTBOUND_DATA_TRANSFER)
                        .cost())
                .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("0.00020480008"));
    }

    @Test
    void anItemWithoutAPriceHasNoCostAndTheBillNoTotal() {
        Prices.Price some = price(BilledNetwork.VPC, BillableItem.TRANSIT_ROUTER_CONNECTION, "1");
        Bill bill = bill(hub().priced(new Prices("USD", List.of(some))), 60);

        assertThat(line(bill, BilledNetwork.PUBLIC, BillableItem.TRANSIT_ROUTER_CONNECTION)
                        .cost())
                .isEmpty();
        assertThat(bill.total()).isEmpty();
    }

    @Test
    void aBillWhoseEveryItemHasAPriceHasATotal() {
        List<Prices.Price> all = List.of(BilledNetwork.PUBLIC, BilledNetwork.VPC).stream()
                .flatMap(network -> network.items().stream().map(item -> price(network, item, "0.5")))
                .toList();
        Bill bill = bill(hub().priced(new Prices("CNY", all)), 60);

        // Two connections twice and two VPCs once, an hour each; no data.
        assertThat(bill.total()).hasValueSatisfying(total -> assertThat(total).isEqualByComparingTo("3"));
    }
}
