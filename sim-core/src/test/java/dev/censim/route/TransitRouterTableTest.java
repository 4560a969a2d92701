package dev.censim.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.Defaults;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.policy.OriginRouteType;
import dev.censim.model.policy.RouteRule;
import dev.censim.model.policy.RouteStatus;
import dev.censim.wire.bgp.AsPath;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransitRouterTableTest {

    private static final Prefix PREFIX = Prefix.of("172.16.0.0/16");

    /** Regions by their place in the alphabet; the table's own is 1. */
    private static final int BEFORE = 0;

    private static final int HERE = 1;
    private static final int AFTER = 2;

    private final TransitRouterTable table = table(false);

    private static TransitRouterTable table(boolean isMultiRegionEcmp) {
        return new TransitRouterTable(new RouteOrder(Defaults.ROUTE_PREFERENCE, HERE, isMultiRegionEcmp));
    }

    private static RouteAttributes from(InstanceType type, OriginRouteType routeType, int origin) {
        return RouteAttributes.of(type, routeType, origin, HERE);
    }

    private static RouteAttributes bgp(InstanceType type, int origin, int region, int... path) {
        Asn[] asns = new Asn[path.length];
        for (int i = 0; i < path.length; i++) {
            asns[i] = new Asn(path[i]);
        }
        return RouteAttributes.of(type, OriginRouteType.BGP, origin, region).withAsPath(AsPath.sequence(asns));
    }

    private static Candidate learned(int attachment, RouteAttributes attributes) {
        return new Candidate(false, attachment, attributes.region() != HERE, attributes, Candidate.NOT_DENIED);
    }

    private static Candidate block(int attachment) {
        return learned(attachment, from(InstanceType.VPC, OriginRouteType.SYSTEM, attachment));
    }

    private List<Integer> active(Prefix prefix) {
        return table.active(prefix).stream().map(Candidate::attachment).toList();
    }

    private List<RouteStatus> states(Prefix prefix) {
        return table.standings(prefix).stream().map(Standing::status).toList();
    }

    private Optional<RouteRule> lostBy() {
        return table.standings(PREFIX).stream()
                .flatMap(standing -> standing.lostBy().stream())
                .findFirst();
    }

    @Test
    void typeDecidesBeforeAllElse() {
        table.put(PREFIX, learned(1, bgp(InstanceType.VPN, 1, HERE, 65001)));
        table.put(PREFIX, learned(2, bgp(InstanceType.VBR, 2, HERE, 65001, 65002, 65003)));

        assertThat(active(PREFIX)).containsExactly(2);
        assertThat(states(PREFIX)).containsExactly(RouteStatus.BACKUP, RouteStatus.ACTIVE);
        assertThat(lostBy()).contains(RouteRule.TYPE);
    }

    @Test
    void bgpWinsOverStatic() {
        table.put(PREFIX, learned(1, from(InstanceType.VBR, OriginRouteType.CUSTOM, 1)));
        table.put(PREFIX, learned(2, bgp(InstanceType.VBR, 2, HERE, 65001, 65002)));

        assertThat(active(PREFIX)).containsExactly(2);
        assertThat(lostBy()).contains(RouteRule.BGP_BEFORE_STATIC);
    }

    @Test
    void shortestPathWinsEvenFromAnotherRegion() {
        table.put(PREFIX, learned(1, bgp(InstanceType.VBR, 1, HERE, 65001, 65001)));
        table.put(PREFIX, learned(2, bgp(InstanceType.VBR, 2, AFTER, 65002)));

        assertThat(active(PREFIX)).containsExactly(2);
        assertThat(lostBy()).contains(RouteRule.AS_PATH);
    }

    @Test
    void localRegionWinsBeforeThePreferenceOfPolicies() {
        table.put(PREFIX, learned(1, bgp(InstanceType.VBR, 1, BEFORE, 65001).withPreference(10)));
        table.put(PREFIX, learned(2, bgp(InstanceType.VBR, 2, HERE, 65002).withPreference(90)));

        assertThat(active(PREFIX)).containsExactly(2);
        assertThat(lostBy()).contains(RouteRule.LOCAL_REGION);
    }

    @Test
    void smallerPreferenceWins() {
        table.put(PREFIX, learned(1, bgp(InstanceType.VBR, 1, HERE, 65001).withPreference(60)));
        table.put(PREFIX, learned(2, bgp(InstanceType.VBR, 2, HERE, 65002)));

        assertThat(active(PREFIX)).containsExactly(2);
        assertThat(lostBy()).contains(RouteRule.PREFERENCE);
    }

    @Test
    void firstRegionOfTheAlphabetWinsAmongOthers() {
        table.put(PREFIX, learned(1, bgp(InstanceType.VBR, 1, AFTER, 65001)));
        table.put(PREFIX, learned(2, bgp(InstanceType.VBR, 2, BEFORE, 65002)));

        assertThat(active(PREFIX)).containsExactly(2);
        assertThat(lostBy()).contains(RouteRule.REGION_ID);
    }

    @Test
    void regionsShareWhereMultiRegionEcmpIsOn() {
        TransitRouterTable sharing = table(true);
        sharing.put(PREFIX, learned(1, bgp(InstanceType.VBR, 1, AFTER, 65001)));
        sharing.put(PREFIX, learned(2, bgp(InstanceType.VBR, 2, BEFORE, 65002)));

        assertThat(sharing.active(PREFIX)).extracting(Candidate::attachment).containsExactly(1, 2);
    }

    @Test
    void equalRoutesShareUpToTheQuota() {
        for (int attachment = 0; attachment < 20; attachment++) {
            table.put(PREFIX, learned(attachment, bgp(InstanceType.VPN, attachment, HERE, 65001)));
        }

        assertThat(active(PREFIX)).hasSize(16).isSorted();
        assertThat(table.surplus(PREFIX)).extracting(Candidate::attachment).containsExactly(16, 17, 18, 19);
        assertThat(states(PREFIX)).filteredOn(RouteStatus.CANDIDATE::equals).hasSize(4);
    }

    @Test
    void theSeventeenthTakesThePlaceOfOneThatGoes() {
        for (int attachment = 0; attachment < 17; attachment++) {
            table.put(PREFIX, learned(attachment, bgp(InstanceType.VPN, attachment, HERE, 65001)));
        }
        table.remove(PREFIX, false, 3);

        assertThat(active(PREFIX)).hasSize(16).contains(16);
        assertThat(table.surplus(PREFIX)).isEmpty();
    }

    @Test
    void nextBestFollowsWhenTheBestGoes() {
        table.put(PREFIX, learned(1, bgp(InstanceType.VBR, 1, HERE, 65001)));
        table.put(PREFIX, learned(2, bgp(InstanceType.VPN, 2, HERE, 65001)));

        table.remove(PREFIX, false, 1);
        assertThat(active(PREFIX)).containsExactly(2);

        table.remove(PREFIX, false, 2);
        assertThat(active(PREFIX)).isEmpty();
        assertThat(table.prefixes()).isEmpty();
    }

    @Test
    void newOfferOfAnAttachmentReplacesItsOld() {
        table.put(PREFIX, learned(1, bgp(InstanceType.VPN, 1, HERE, 65001)));
        table.put(PREFIX, learned(2, bgp(InstanceType.VPN, 2, HERE, 65001)));
        table.put(PREFIX, learned(1, bgp(InstanceType.VPN, 1, HERE, 65001, 65002)));

        assertThat(active(PREFIX)).containsExactly(2);
    }

    @Test
    void staticEntryStandsBesideWhatItsAttachmentHasTold() {
        table.put(PREFIX, learned(1, bgp(InstanceType.VPN, 1, HERE, 65001)));
        table.put(
                PREFIX,
                new Candidate(true, 1, false, from(InstanceType.VPN, OriginRouteType.CUSTOM, 1), Candidate.NOT_DENIED));

        assertThat(states(PREFIX)).containsExactly(RouteStatus.BACKUP, RouteStatus.ACTIVE);
        table.remove(PREFIX, true, 1);
        assertThat(states(PREFIX)).containsExactly(RouteStatus.ACTIVE);
    }

    @Test
    void blockThatOverlapsAnotherVpcsIsRejectedUntilThatIsGone() {
        Prefix wide = Prefix.of("10.0.0.0/16");
        Prefix inside = Prefix.of("10.0.1.0/24");
        table.put(wide, block(1));
        table.put(inside, block(2));

        assertThat(states(inside)).containsExactly(RouteStatus.REJECTED);

        assertThat(table.remove(wide, false, 1)).containsExactly(wide, inside);
        assertThat(states(inside)).containsExactly(RouteStatus.ACTIVE);
    }

    @Test
    void blockThatComesFirstRejectsTheWiderOne() {
        Prefix wide = Prefix.of("10.0.0.0/16");
        Prefix inside = Prefix.of("10.0.1.0/24");
        table.put(inside, block(2));
        table.put(wide, block(1));

        assertThat(states(inside)).containsExactly(RouteStatus.ACTIVE);
        assertThat(states(wide)).containsExactly(RouteStatus.REJECTED);
    }

    @Test
    void blocksOfOneVpcMayOverlap() {
        table.put(Prefix.of("10.0.0.0/16"), block(1));
        table.put(Prefix.of("10.0.1.0/24"), block(1));

        assertThat(states(Prefix.of("10.0.1.0/24"))).containsExactly(RouteStatus.ACTIVE);
    }

    @Test
    void routeThatAPolicyDeniesIsForbiddenAndNotUsed() {
        table.put(PREFIX, new Candidate(false, 1, false, from(InstanceType.VPN, OriginRouteType.CUSTOM, 1), 20));

        assertThat(active(PREFIX)).isEmpty();
        assertThat(states(PREFIX)).containsExactly(RouteStatus.FORBIDDEN);
    }
}
