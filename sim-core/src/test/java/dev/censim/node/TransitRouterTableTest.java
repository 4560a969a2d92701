package dev.censim.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Prefix;
import dev.censim.model.policy.Defaults;
import dev.censim.model.policy.RouteType;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransitRouterTableTest {

    private static final Prefix PREFIX = Prefix.of("172.16.0.0/16");

    private final TransitRouterTable table = new TransitRouterTable(Defaults.ROUTE_PREFERENCE);

    private List<Integer> selected() {
        return table.selected(PREFIX).stream().map(Candidate::attachment).toList();
    }

    @Test
    void typeDecidesBeforeTheMetric() {
        table.put(PREFIX, new Candidate(RouteType.VPN, 1, 0));
        table.put(PREFIX, new Candidate(RouteType.VBR, 2, 5));

        assertThat(selected()).containsExactly(2);
    }

    @Test
    void lowestMetricOfATypeWins() {
        table.put(PREFIX, new Candidate(RouteType.VPN, 1, 2));
        table.put(PREFIX, new Candidate(RouteType.VPN, 2, 1));

        assertThat(selected()).containsExactly(2);
    }

    @Test
    void equalRoutesShareUpToTheQuota() {
        for (int attachment = 0; attachment < 20; attachment++) {
            table.put(PREFIX, new Candidate(RouteType.VPN, attachment, 1));
        }

        assertThat(selected()).hasSize(16).isSorted();
        assertThat(table.surplus(PREFIX)).extracting(Candidate::attachment).containsExactly(16, 17, 18, 19);
    }

    @Test
    void theSeventeenthTakesThePlaceOfOneThatGoes() {
        for (int attachment = 0; attachment < 17; attachment++) {
            table.put(PREFIX, new Candidate(RouteType.VPN, attachment, 1));
        }
        table.remove(PREFIX, RouteType.VPN, 3);

        assertThat(selected()).hasSize(16).contains(16);
        assertThat(table.surplus(PREFIX)).isEmpty();
    }

    @Test
    void nextBestFollowsWhenTheBestGoes() {
        table.put(PREFIX, new Candidate(RouteType.VBR, 1, 0));
        table.put(PREFIX, new Candidate(RouteType.VPN, 2, 0));

        table.remove(PREFIX, RouteType.VBR, 1);
        assertThat(selected()).containsExactly(2);

        table.remove(PREFIX, RouteType.VPN, 2);
        assertThat(selected()).isEmpty();
    }

    @Test
    void newOfferOfAnAttachmentReplacesItsOld() {
        table.put(PREFIX, new Candidate(RouteType.VPN, 1, 1));
        table.put(PREFIX, new Candidate(RouteType.VPN, 2, 1));
        table.put(PREFIX, new Candidate(RouteType.VPN, 1, 3));

        assertThat(selected()).containsExactly(2);
    }
}
