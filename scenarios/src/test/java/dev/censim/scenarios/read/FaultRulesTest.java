package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.censim.model.fault.Fault;
import dev.censim.model.fault.TimedFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How the failure of an end, an attachment, a session or a region is written, and what is refused. The § stands where the message must point to. */
final class FaultRulesTest {

    private static final String FAULT = "{at: 20s, fault: silentLoss, path: path-1, repairAt: 30s}";

    /** A second region, a VPC that is not attached, a connection over the backbone, and a VBR without BGP. */
    private static final String MORE = Refusals.SOUND
            .replace(
                    "transitRouters:\n",
                    "  - {name: region-2, zones: [zone-c]}\ntransitRouters:\n  - {name: tr-2, region: region-2}\n")
            .replace("dataCenters:\n", "  - {name: vpc-2, region: region-2, cidrBlock: 10.2.0.0/16}\ndataCenters:\n")
            .replace(
                    "vpnConnections:\n",
                    "interRegionConnections:\n  - {name: backbone, latency: 30ms, attachments: [{transitRouter: tr-1},"
                            + " {transitRouter: tr-2}]}\nvpnConnections:\n")
            .replace("bgp: {peerAsn: 65002}", "routes: [172.18.0.0/16]");

    private static List<TimedFault> faults(String line) {
        return Refusals.accepted(MORE.replace(FAULT, line)).faults();
    }

    private static Fault only(String line) {
        List<TimedFault> faults = faults(line);
        assertThat(faults).hasSize(1);
        return faults.get(0).fault();
    }

    @Test
    void endOfATunnelIsTheCloudsUnlessWritten() {
        assertThat(only("{at: 20s, fault: tunnelEndpointDown, tunnel: vpn-1.tunnel1}"))
                .isEqualTo(new Fault.TunnelEndpointDown("vpn-1.tunnel1", Fault.End.CLOUD));
        assertThat(only("{at: 20s, fault: tunnelEndpointDown, tunnel: vpn-1.tunnel2, side: customer}"))
                .isEqualTo(new Fault.TunnelEndpointDown("vpn-1.tunnel2", Fault.End.CUSTOMER));
    }

    @Test
    void patternStandsForEveryTunnelAndEachFaultSaysWhatItIs() {
        assertThat(faults("{at: 20s, fault: tunnelEndpointDown, tunnel: 'vpn-*', repairAt: 25s}"))
                .extracting(TimedFault::text)
                .containsExactly("tunnelEndpointDown vpn-1.tunnel1 cloud", "tunnelEndpointDown vpn-1.tunnel2 cloud");
        assertThat(faults("{at: 20s, fault: attachmentDown, attachment: vpc-1, transitRouter: tr-1, repairAt: 25s}"))
                .containsExactly(new TimedFault(
                        "attachmentDown vpc-1 at tr-1",
                        Duration.ofSeconds(20),
                        new Fault.AttachmentDown("vpc-1", Optional.of("tr-1")),
                        Optional.of(Duration.ofSeconds(25))));
        assertThat(faults("{at: 20s, fault: regionOutage, region: 'region-?'}"))
                .extracting(TimedFault::text)
                .containsExactly("regionOutage region-1", "regionOutage region-2");
    }

    @Test
    void attachmentIsThatOfAnythingAttached() {
        for (String name : List.of("vpc-1", "vpn-1", "vbr-1", "backbone")) {
            assertThat(only("{at: 20s, fault: attachmentDown, attachment: " + name + "}"))
                    .isEqualTo(new Fault.AttachmentDown(name, Optional.empty()));
        }
    }

    @Test
    void sessionIsShutDownUnlessItIsFiltered() {
        assertThat(only("{at: 20s, fault: bgpSessionDown, session: vpn-1.tunnel1}"))
                .isEqualTo(new Fault.BgpSessionDown("vpn-1.tunnel1", Fault.Cause.SHUTDOWN));
        assertThat(only("{at: 20s, fault: bgpSessionDown, session: vpn-1.tunnel1, how: filtered}"))
                .isEqualTo(new Fault.BgpSessionDown("vpn-1.tunnel1", Fault.Cause.FILTERED));
    }

    static Stream<Arguments> slips() {
        return Stream.of(
                arguments(
                        "{at: 20s, fault: §tunelEndpointDown, tunnel: vpn-1.tunnel1}",
                        "fault: found 'tunelEndpointDown'; allowed: silentLoss, linkDown, impairment, customerGatewayCrash,"
                                + " zoneOutage, bgpSessionReset, natRestart, tunnelEndpointDown, attachmentDown, bgpSessionDown,"
                                + " regionOutage\n    help: did you mean 'tunnelEndpointDown'?"),
                arguments(
                        "{at: 20s, fault: tunnelEndpointDown, tunnel: §vpn-1.tunel1}",
                        "unknown name 'vpn-1.tunel1'; expected: a tunnel\n    help: did you mean 'vpn-1.tunnel1'?"),
                arguments(
                        "{at: 20s, fault: tunnelEndpointDown, tunnel: vpn-1.tunnel1, side: §cloudy}",
                        "side: found 'cloudy'; allowed: cloud, customer\n    help: did you mean 'cloud'?"),
                arguments(
                        "{at: 20s, fault: attachmentDown, attachment: §vpc-2}",
                        "attachment: 'vpc-2' is attached to no transit router\n"
                                + "    help: write attachment: {transitRouter: tr-1} at it"),
                arguments(
                        "{at: 20s, fault: attachmentDown, attachment: vpc-1, transitRouter: §tr-2}",
                        "transitRouter: 'vpc-1' is attached to another one\n    help: it is attached to: tr-1"),
                arguments(
                        "{at: 20s, fault: attachmentDown, attachment: vpc-1, transitRouter: §tr-3}",
                        "unknown name 'tr-3'; expected: a transit router\n    help: did you mean 'tr-2'?"),
                arguments(
                        "{at: 20s, fault: attachmentDown, attachment: backbone, transitRouter: §tr-2}",
                        "transitRouter: an inter-region connection goes down at both of its ends\n    help: leave it out"),
                arguments(
                        "{at: 20s, fault: attachmentDown, attachment: §app-1}",
                        "'app-1' is a host; expected: a VPC or a VBR or an ECR or a CCN or an IPsec-VPN connection or an"
                                + " inter-region connection\n    help: declared: vpc-1, vpc-2, vbr-1, vpn-1, backbone"),
                arguments(
                        "{at: 20s, fault: bgpSessionDown, session: §vbr-1}",
                        "session: 'vbr-1' runs no BGP\n"
                                + "    help: add enableTunnelsBgp: true to the connection, or bgp to the VBR"),
                arguments(
                        "{at: 20s, fault: bgpSessionDown, session: vpn-1.tunnel1, how: §filterd}",
                        "how: found 'filterd'; allowed: shutdown, filtered\n    help: did you mean 'filtered'?"),
                arguments(
                        "{at: 20s, fault: regionOutage, region: §region-3}",
                        "unknown name 'region-3'; expected: a region\n    help: did you mean 'region-1'?"),
                arguments(
                        "{at: 20s, fault: regionOutage, region: region-1, §zone: zone-a}",
                        "unknown key 'zone' in a fault; allowed: at, fault, repairAt, region"));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void slipIsReportedWhereItStands(String line, String message) {
        String marked = MORE.replace(FAULT, line);
        assertThat(Refusals.diagnostics(marked.replace("§", "")))
                .containsExactly(Refusals.place(marked) + ": error: " + message);
    }
}
