package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused about ECRs, and where the message points to. */
final class EcrRulesTest {

    private static final String SOUND = """
            scenario: small
            duration: 60s
            regions:
              - {name: r1, zones: [z1, z2]}
              - {name: r2, zones: [z3]}
            transitRouters:
              - {name: tr-1, region: r1}
              - {name: tr-2, region: r2}
            vpcs:
              - name: vpc-1
                region: r1
                cidrBlock: 10.1.0.0/16
                vSwitches: [{name: vsw-1, zone: z1, cidrBlock: 10.1.1.0/24}]
                hosts: [{name: app-1, vSwitch: vsw-1, address: 10.1.1.10}]
                attachment: {transitRouter: tr-1}
            dataCenters:
              - {name: dc, cidrBlock: 172.16.0.0/16, hosts: [{name: idc, address: 172.16.0.10}]}
            paths:
              - {name: fibre, latency: 5ms}
            ecrs:
              - name: ecr-1
                alibabaSideAsn: 64600
                regions: [{region: r1, transitMode: nearBy}]
                interRegionLatencies: [{regions: [r1, r2], latency: 30ms}]
                transitRouterAssociations:
                  - attachment: {transitRouter: tr-1}
                  - attachment: {transitRouter: tr-2}
                vpcAssociations: [{vpc: vpc-1}]
            vbrs:
              - name: vbr-1
                ecr: ecr-1
                region: r1
                nearZones: [z1]
                dataCenter: dc
                localGatewayIp: 10.255.0.1
                peerGatewayIp: 10.255.0.2
                path: fibre
                bgp: {peerAsn: 65010}
            traffic:
              - {name: ping, kind: ping, from: app-1, to: idc, interval: 1s, start: 5s, stop: 50s}
            """;

    static Stream<Arguments> slips() {
        return Stream.of(
                slip(
                        "alibabaSideAsn: 64600",
                        "alibabaSideAsn: §65025",
                        "alibabaSideAsn: found '65025'; allowed: 45104, 64512 to 65534 without 65025"),
                slip(
                        "transitRouterAssociations:\n",
                        "transitRouterAssociations: §\n      - attachment: {transitRouter: tr-1}\n",
                        "'tr-1' and 'tr-1' are both in region 'r1' (vendor, \"connect ECRs\")"),
                slip(
                        "{transitRouter: tr-2}",
                        "{transitRouter: tr-2, autoPublishRouteEnabled: §false}",
                        "always advertises routes to an ECR"),
                slip(
                        "{regions: [r1, r2], latency: 30ms}",
                        "{regions: §[r1, r1], latency: 30ms}",
                        "a latency is between two regions"),
                slip(
                        "    vpcAssociations: [{vpc: vpc-1}]\n",
                        "    vpcAssociations: [{vpc: vpc-1}]\n  - {name: ecr-2, alibabaSideAsn: §64600}\n",
                        "alibabaSideAsn: 64600 is already the AS number of 'ecr-1'"),
                slip(
                        "attachment: {transitRouter: tr-1}\ndataCenters",
                        "attachment: {transitRouter: tr-1, autoPublishRouteEnabled: true}\ndataCenters",
                        "VPC 'vpc-1' has its routes synchronized by a transit router"),
                slip(
                        "bgp: {peerAsn: 65010}",
                        "bgp: §{peerAsn: 65010, localAsn: 45104}",
                        "localAsn 45104 is not the AS number of ECR 'ecr-1', 64600"),
                slip("    bgp: {peerAsn: 65010}\n", "", "a VBR of an ECR routes by BGP only"),
                slip(
                        "bgp: {peerAsn",
                        "routes: §[172.16.0.0/16]\n    bgp: {peerAsn",
                        "routes: a VBR of an ECR has no static routes"),
                slip("    region: r1\n    nearZones", "    nearZones", "a VBR needs the key 'region'"),
                slip("ecr: ecr-1", "ecr: §ecr-2", "unknown name 'ecr-2'; expected: an ECR"),
                slip(
                        "ecr: ecr-1",
                        "attachment: {transitRouter: tr-1}\n    ecr: §ecr-1",
                        "ecr: the VBR is attached to a transit router"),
                slip("nearZones: [z1]", "nearZones: §[z3]", "nearZones: z3 not in the VBR's region 'r1'"),
                slip(
                        "traffic:\n",
                        "changes:\n  - {at: 10s, change: disableSynchronization, attachment: §ecr-1, transitRouter: tr-1}\ntraffic:\n",
                        "a transit router always advertises routes to an ECR, 'ecr-1'"),
                slip(
                        "traffic:\n",
                        "changes:\n  - {at: 10s, change: enableSynchronization, attachment: §vpc-1}\ntraffic:\n",
                        "cannot be synchronized, because it belongs to an ECR"),
                slip(
                        "traffic:\n",
                        "changes:\n  - {at: 10s, change: addRoute, vbr: §vbr-1, destination: 172.17.0.0/16}\ntraffic:\n",
                        "'vbr-1' belongs to an ECR and has no static routes"));
    }

    private static Arguments slip(String find, String write, String message) {
        return Arguments.of(find, write, message);
    }

    @ParameterizedTest
    @MethodSource("slips")
    void aSlipMakesOneErrorWhereItIs(String find, String write, String message) {
        assertThat(SOUND).contains(find);
        int at = SOUND.indexOf(find);
        String marked = SOUND.substring(0, at) + write + SOUND.substring(at + find.length());
        List<String> diagnostics = Refusals.diagnostics(marked.replace("§", ""));

        assertThat(diagnostics).singleElement().asString().contains("error: ").contains(message);
        if (marked.contains("§") && !write.contains(": §\n")) {
            assertThat(diagnostics.get(0)).startsWith(Refusals.place(marked));
        }
    }

    @Test
    void anEcrInSeveralRegionsNeedsTheLatenciesBetweenThem() {
        String none = SOUND.replace("    interRegionLatencies: [{regions: [r1, r2], latency: 30ms}]\n", "");

        assertThat(Refusals.diagnostics(none))
                .singleElement()
                .asString()
                .contains("the vendor documents no latency between them", "write {regions: [r1, r2], latency: 30ms}");
    }

    @Test
    void nearZonesWithoutNearByAreDoubtful() {
        assertThat(Refusals.diagnostics(SOUND.replace("transitMode: nearBy", "transitMode: ecmp")))
                .singleElement()
                .asString()
                .contains("warning: nearZones: without effect");
    }

    @Test
    void anEcrOfAnotherAccountIsAuthorizedLikeAnyAttachment() {
        String foreign = SOUND.replace("{name: tr-1, region: r1}", "{name: tr-1, region: r1, ownerId: 22}")
                .replace("{name: tr-2, region: r2}", "{name: tr-2, region: r2, ownerId: 22}")
                .replace("  - name: vpc-1\n", "  - name: vpc-1\n    ownerId: 22\n");

        assertThat(Refusals.diagnostics(foreign))
                .isNotEmpty()
                .allMatch(line -> line.contains("GrantInstanceToTransitRouter"));
        assertThat(Refusals.diagnostics(foreign.replace(
                        "alibabaSideAsn: 64600", "alibabaSideAsn: 64600\n    grantAttachment: {cenOwnerId: 22}")))
                .isEmpty();
    }

    @Test
    void theSoundOneIsAcceptedAndSpeaksAsItsEcr() {
        assertThat(Refusals.accepted(SOUND)
                        .topology()
                        .vbrs()
                        .get(0)
                        .bgp()
                        .orElseThrow()
                        .localAsn()
                        .number())
                .isEqualTo(64_600);
    }
}
