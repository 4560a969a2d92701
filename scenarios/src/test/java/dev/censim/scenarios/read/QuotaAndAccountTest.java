package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Quotas that no scenario can adjust, and attachments across accounts. */
final class QuotaAndAccountTest {

    private static final String ATTACHED = "  - name: vpn-1\n    attachment: {transitRouter: tr-1}";

    private static String owners(String more) {
        return Refusals.SOUND
                .replace("  - name: tr-1\n", "  - name: tr-1\n    ownerId: 22\n")
                .replace("  - name: vpc-1\n", "  - name: vpc-1\n    ownerId: 22\n")
                .replace("  - name: vbr-1\n", "  - name: vbr-1\n    ownerId: 22\n")
                .replace(ATTACHED, ATTACHED + more);
    }

    @Test
    void aConnectionIsAttachedToOneTransitRouter() {
        Refusals.expect(
                ATTACHED,
                "  - name: vpn-1\n    attachment: §[{transitRouter: tr-1}, {transitRouter: tr-1}]",
                "error: attachment: found a list; an IPsec-VPN connection is attached to one transit router (product page,"
                        + " Quotas)\n    help: the quota is not adjustable: write a connection for each transit router");
    }

    @Test
    void withoutAuthorizationAConnectionOfAnotherAccountIsRefusedWithThePagesSteps() {
        assertThat(Refusals.diagnostics(owners("\n    ownerId: 11")))
                .singleElement()
                .asString()
                .startsWith("t.yaml:")
                .contains(
                        "error: IPsec-VPN connection 'vpn-1' belongs to account 11, transit router 'tr-1' to account 22"
                                + " and is not authorized (product page, Cross-Account)",
                        "1. as its owner create the connection with Cross Account selected; 2. on its details page"
                                + " authorize account 22: write grantAttachment: {cenOwnerId: 22}",
                        "Different Account and UID 11");
    }

    @Test
    void withAuthorizationItIsAttached() {
        assertThat(Refusals.diagnostics(owners("\n    ownerId: 11\n    grantAttachment: {cenOwnerId: 22}")))
                .isEmpty();
    }

    @Test
    void authorizingSomebodyElseDoesNotHelp() {
        assertThat(Refusals.diagnostics(owners("\n    ownerId: 11\n    grantAttachment: {cenOwnerId: 33}")))
                .singleElement()
                .asString()
                .contains("error: cenOwnerId: ", "authorized is account 33");
    }

    @Test
    void authorizingOneselfIsAWarning() {
        assertThat(Refusals.diagnostics(owners("\n    ownerId: 22\n    grantAttachment: {cenOwnerId: 22}")))
                .singleElement()
                .asString()
                .contains("warning: cenOwnerId: ", "belong to the same account");
    }

    @Test
    void theSeventeenthOfEqualRoutesIsWarnedOf() {
        assertThat(Refusals.diagnostics(equals(15))).isEmpty();
        assertThat(Refusals.diagnostics(equals(16)))
                .singleElement()
                .asString()
                .contains(
                        "warning: IPsec-VPN connection 'vpn-x-16' has equal route number 17 to 172.16.0.0/16 at transit"
                                + " router 'tr-1'; 16 share traffic",
                        "the quota is not adjustable");
    }

    @Test
    void fiftyVpcsAreSynchronizedAtMost() {
        assertThat(Refusals.diagnostics(synchronizedVpcs(49))).isEmpty();
        assertThat(Refusals.diagnostics(synchronizedVpcs(50)))
                .singleElement()
                .asString()
                .contains(
                        "error: more than 50 VPCs with route synchronization at transit router 'tr-1' (vendor, \"route"
                                + " synchronization\")",
                        "the quota is not adjustable");
    }

    /** So many beside the one that is there. */
    private static String synchronizedVpcs(int more) {
        return Refusals.SOUND + """
                repeat:
                  - count: %d
                    vpcs:
                      - name: vpc-x-${i}
                        region: region-1
                        cidrBlock: 10.${100 + i}.0.0/16
                        attachment: {transitRouter: tr-1, autoPublishRouteEnabled: true}
                """.formatted(more);
    }

    /** So many connections to the data centre beside the one that is there. */
    private static String equals(int more) {
        return Refusals.SOUND + """
                repeat:
                  - count: %d
                    vpnConnections:
                      - name: vpn-x-${i}
                        attachment: {transitRouter: tr-1}
                        effectImmediately: true
                        enableTunnelsBgp: true
                        tunnels: [{customerGateway: cgw-1}]
                """.formatted(more);
    }
}
