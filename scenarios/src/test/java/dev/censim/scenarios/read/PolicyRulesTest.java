package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.policy.OriginRouteType;
import dev.censim.model.policy.RoutingPolicy;
import dev.censim.model.policy.RoutingPolicy.Direction;
import dev.censim.model.policy.RoutingPolicy.MatchMode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a routing policy may say. The § stands where the message must point to. */
final class PolicyRulesTest {

    private static final String FIND = "    routeTables: [prod]\n";

    private static String with(String... policies) {
        return FIND + "    routingPolicies:\n      - " + String.join("\n      - ", policies) + "\n";
    }

    private static RoutingPolicy only(String policy) {
        return Refusals.accepted(Refusals.spoilt(FIND, with(policy)))
                .topology()
                .transitRouters()
                .get(0)
                .routingPolicies()
                .get(0);
    }

    @Test
    void policyWithoutConditionsIsAboutEveryRouteOfTheSystemTable() {
        RoutingPolicy policy = only("{priority: 10, transmitDirection: RegionOut, mapResult: Deny}");

        assertThat(policy.direction()).isEqualTo(Direction.REGION_OUT);
        assertThat(policy.routeTable()).isEqualTo("system");
        assertThat(policy.permits()).isFalse();
        assertThat(policy.match()).isEqualTo(RoutingPolicy.Match.ALL);
        assertThat(policy.set()).isEqualTo(RoutingPolicy.Actions.NONE);
    }

    @Test
    void everyConditionAndActionIsRead() {
        RoutingPolicy policy = only("{priority: 100, transmitDirection: regionIn, routeTable: prod, mapResult: permit,"
                + " sourceRegionIds: region-1, sourceInstanceIds: [vbr-1], sourceInstanceIdsReverseMatch: true,"
                + " sourceChildInstanceTypes: [VPN, vbr], sourceRouteTableIds: prod, routeTypes: [BGP, custom],"
                + " destinationCidrBlocks: [172.16.0.0/12], cidrMatchMode: complete, matchAsns: [65001, 0.65002],"
                + " asPathMatchMode: Complete, matchCommunitySet: \"65001:7\", communityMatchMode: complete,"
                + " preference: 30, operateCommunitySet: \"65001:8\", communityOperateMode: Replace,"
                + " prependAsPath: [65009, 65009]}");

        RoutingPolicy.Match match = policy.match();
        assertThat(match.sourceInstances()).isEqualTo(new RoutingPolicy.Instances(List.of("vbr-1"), true));
        assertThat(match.sourceTypes()).containsExactly(InstanceType.VPN, InstanceType.VBR);
        assertThat(match.routeTypes()).containsExactly(OriginRouteType.BGP, OriginRouteType.CUSTOM);
        assertThat(match.prefixes()).containsExactly(Prefix.of("172.16.0.0/12"));
        assertThat(match.prefixMode()).isEqualTo(MatchMode.COMPLETE);
        assertThat(match.asPath()).containsExactly(new Asn(65001), new Asn(65002));
        assertThat(match.communities()).containsExactly(new Community(65001 << 16 | 7));
        assertThat(policy.set().preference()).hasValue(30);
        assertThat(policy.set().replacesCommunities()).isTrue();
        assertThat(policy.set().prependAsPath()).containsExactly(new Asn(65009), new Asn(65009));
    }

    @Test
    void policyIsTakenOutByItsPlace() {
        String changes =
                "changes:\n  - {at: 5s, change: removeRoutingPolicy, transitRouter: tr-1, policy: {priority: 10,"
                        + " transmitDirection: regionOut, routeTable: prod}}\n";
        assertThat(Refusals.accepted(Refusals.SOUND + changes).changes().get(0).text())
                .isEqualTo("removeRoutingPolicy tr-1 prod regionOut 10");
    }

    private static String numbers(int count) {
        return IntStream.range(0, count).mapToObj(i -> "65001").collect(Collectors.joining(", "));
    }

    static Stream<Arguments> slips() {
        String out = "transmitDirection: regionOut, mapResult: permit";
        String in = "transmitDirection: regionIn, mapResult: permit";
        return Stream.of(
                arguments(
                        "{priority: §5000, " + out + "}",
                        "priority: found '5000'; allowed: a whole number from 1 to 100\n    help: the system's own policy has"
                                + " priority 5000 and can be neither changed nor removed (product page, Considerations); a"
                                + " policy of the user's with a smaller number is asked first"),
                arguments(
                        "{priority: 5, " + out + "}\n      - {priority: §5, " + out + "}",
                        "priority: regionOut 5 of table system exists already\n"
                                + "    help: a priority is unique for each table and direction (API)"),
                arguments(
                        "{priority: 5, " + out + ", nextPriority: §5}",
                        "nextPriority: 5 is not larger than priority: 5\n"
                                + "    help: the next policy is asked later: it has a larger number"),
                arguments(
                        "{priority: 5, " + out + ", nextPriority: §9}",
                        "nextPriority: regionOut 9 of table system does not exist\n"
                                + "    help: add that policy, or leave nextPriority out"),
                arguments(
                        "{priority: 5, transmitDirection: regionIn, mapResult: deny, nextPriority: §9}\n"
                                + "      - {priority: 9, " + in + "}",
                        "nextPriority: only a policy that permits hands over to another\n"
                                + "    help: leave it out, or write mapResult: permit"),
                arguments(
                        "{priority: 5, transmitDirection: regionIn, mapResult: §deny, preference: 3}",
                        "mapResult: a policy that denies changes nothing in a route\n    help: leave out preference,"
                                + " operateCommunitySet and prependAsPath, or write mapResult: permit"),
                arguments(
                        "{priority: 5, " + out + ", preference: §101}",
                        "preference: found '101'; allowed: a whole number from 1 to 100"),
                arguments(
                        "{priority: 5, " + out + ", matchCommunitySet: §\"65001:0\"}",
                        "matchCommunitySet: found '65001:0'; allowed: a community n:m, each from 1 to 65535, such as"
                                + " 65001:100 (RFC 1997)"),
                arguments(
                        "{priority: 5, " + out + ", matchAsns: §[" + numbers(33) + "]}",
                        "matchAsns: 33 values; allowed: 32 (API)\n"
                                + "    help: write several policies, each with nextPriority or the same result"),
                arguments(
                        "{priority: 5, " + out + ", prependAsPath: §65009}",
                        "prependAsPath: in regionOut it needs destinationInstanceIds (API)\n"
                                + "    help: name the instances that are told the longer path"),
                arguments(
                        "{priority: 5, " + in + ", sourceRegionIds: region-1, prependAsPath: §65009}",
                        "prependAsPath: in regionIn it needs sourceInstanceIds (API)\n"
                                + "    help: name the instances whose routes get the longer path"),
                arguments(
                        "{priority: 5, " + in + ", sourceInstanceIds: vpn-1, prependAsPath: §65009}",
                        "prependAsPath: in regionIn it needs sourceRegionIds: the policy's own region (API)\n"
                                + "    help: write sourceRegionIds: region-1"),
                arguments(
                        "{priority: 5, " + out + ", sourceInstanceIdsReverseMatch: §true}",
                        "sourceInstanceIdsReverseMatch: there is no sourceInstanceIds to reverse\n"
                                + "    help: write sourceInstanceIds: the instances that are not meant"),
                arguments(
                        "{priority: 5, " + out + ", sourceRouteTableIds: §test}",
                        "sourceRouteTableIds: unknown route table 'test'; allowed: system, prod"),
                arguments(
                        "{priority: 5, " + out + ", sourceChildInstanceTypes: §TR}",
                        "sourceChildInstanceTypes: found 'TR'; allowed: VPC, VBR, ECR, VPN, CCN"),
                arguments(
                        "{priority: 5, " + out + ", destinationInstanceIds: §vpn-7}",
                        "unknown name 'vpn-7'; expected: a VPC or a VBR or an ECR or an IPsec-VPN connection\n"
                                + "    help: did you mean 'vpn-1'?"));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void slipIsReportedWhereItStands(String policy, String message) {
        Refusals.expect(FIND, with(policy), "error: " + message);
    }

    @Test
    void conditionAboutTheDestinationOfRoutesOnTheirWayInIsWarnedOf() {
        Refusals.expect(
                FIND,
                with(
                        "{priority: 5, transmitDirection: regionIn, mapResult: deny, destinationChildInstanceTypes: §VPC}"),
                "warning: destinationChildInstanceTypes: conditions about the destination hold in regionOut only (API)\n"
                        + "    help: leave it out, or write transmitDirection: regionOut");
    }
}
