package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Asn;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of the vendor's other pages, each asked of the reader. */
final class DocumentedRulesTest {

    private static String policies(String table, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(priority -> "      - {priority: " + priority + ", routeTable: " + table
                        + ", transmitDirection: regionIn, mapResult: permit}\n")
                .collect(Collectors.joining());
    }

    /** Priorities are unique for each table, so that only two tables can exceed the quota. */
    @Test
    void aDirectionHasAHundredPoliciesAtMost() {
        String find = "    routeTables: [prod]\n";
        String hundred = find + "    routingPolicies:\n" + policies("system", 60) + policies("prod", 40);

        assertThat(Refusals.diagnostics(Refusals.spoilt(find, hundred))).isEmpty();
        assertThat(Refusals.diagnostics(Refusals.spoilt(
                        find,
                        hundred + "      - {priority: 41, routeTable: prod,"
                                + " transmitDirection: regionIn, mapResult: permit}\n")))
                .singleElement()
                .asString()
                .contains("error: more than 100 policies in regionIn", "the quota is not adjustable (vendor)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vpc-1", "vbr-1"})
    void vpcsAndVbrsOfAnotherAccountNeedAuthorizationToo(String instance) {
        String owned = Refusals.SOUND
                .replace("  - name: tr-1\n", "  - name: tr-1\n    ownerId: 22\n")
                .replace("  - name: vpc-1\n", "  - name: vpc-1\n    ownerId: 22\n")
                .replace("  - name: vbr-1\n", "  - name: vbr-1\n    ownerId: 22\n")
                .replace("  - name: vpn-1\n", "  - name: vpn-1\n    ownerId: 22\n");
        String name = "  - name: " + instance + "\n    ownerId: ";
        String foreign = owned.replace(name + "22\n", name + "11\n");

        assertThat(Refusals.diagnostics(foreign))
                .singleElement()
                .asString()
                .contains("'" + instance + "' belongs to account 11", "not authorized");
        assertThat(Refusals.diagnostics(
                        foreign.replace(name + "11\n", name + "11\n    grantAttachment: {cenOwnerId: 22}\n")))
                .isEmpty();
    }

    @Test
    void customerGatewaysOfOneConnectionMayHaveTwoAsNumbers() {
        String two = Refusals.SOUND
                .replace("asn: 65001}]", "asn: 65001}, {name: cgw-2, ipAddress: 203.0.113.20, asn: 65009}]")
                .replace(
                        "- customerGateway: cgw-1\n        tunnelBgpConfig",
                        "- customerGateway: cgw-2\n        tunnelBgpConfig");

        assertThat(Refusals.accepted(two).topology().tunnels())
                .extracting(tunnel -> tunnel.bgp().orElseThrow().device().localAsn())
                .isEqualTo(List.of(new Asn(65001), new Asn(65009)));
    }

    @Test
    void aHealthCheckBesideBgpIsWarnedOf() {
        String single = Refusals.spoilt(
                        "    psk: secret\n",
                        "    healthCheckConfig: {enable: true, dip: 172.16.0.10, sip: 192.168.255.1}\n")
                .replace("      - customerGateway: cgw-1\n        tunnelBgpConfig: {tunnelCidr: 169.254.21.0/30}\n", "")
                .replace(
                        "    customerGateways: [{",
                        "    routes: {destination: 192.168.255.1/32, nextHop: vpn-1}\n    customerGateways: [{");

        assertThat(Refusals.diagnostics(single))
                .singleElement()
                .asString()
                .contains("warning: a health check beside BGP", "use DPD");
    }
}
