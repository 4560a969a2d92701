package dev.censim.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.billing.BillableItem;
import dev.censim.model.billing.BilledNetwork;
import dev.censim.reports.metrics.Bill;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BillTableTest {

    private static final Bill.Line HOURS = new Bill.Line(
            BilledNetwork.PUBLIC, BillableItem.TRANSIT_ROUTER_CONNECTION, 2, 2, Optional.of(new BigDecimal("0.06")));

    private static Bill.Line octets(Optional<BigDecimal> price) {
        return new Bill.Line(BilledNetwork.PUBLIC, BillableItem.OUTBOUND_DATA_TRANSFER, 2, 2_920_000, price);
    }

    private static String table(Optional<String> currency, Bill.Line... lines) {
        StringBuilder text = new StringBuilder();
        BillTable.append(text, new Bill(currency, List.of(lines)), false);
        return text.toString();
    }

    @Test
    void quantityPriceAndCostStandByItem() {
        assertThat(table(Optional.of("USD"), HOURS, octets(Optional.of(new BigDecimal("0.08")))))
                .isEqualTo("""
                Billing
                  item                             instances     quantity    price       USD
                  public: transitRouterConnection          2          2 h   0.06/h      0.12
                  public: outboundDataTransfer             2  0.002920 GB  0.08/GB  0.000234
                  total                                                             0.120234

                """);
    }

    @Test
    void withoutEveryPriceThereIsNoTotal() {
        assertThat(table(Optional.of("USD"), HOURS, octets(Optional.empty())))
                .contains("  public: outboundDataTransfer             2  0.002920 GB       -     -\n")
                .endsWith("  no total: an item without a price has no cost\n\n");
    }

    @Test
    void aScenarioWithoutPricesIsNotToldOfItsBill() {
        assertThat(table(Optional.empty(), HOURS)).isEmpty();
    }
}
