package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.BfdCause;
import dev.censim.facts.BfdState;
import dev.censim.facts.BgpCause;
import dev.censim.facts.BgpState;
import dev.censim.facts.CaptureFact.FrameSeen;
import dev.censim.facts.CircuitFact.BfdMoved;
import dev.censim.facts.CircuitFact.VbrRoutesSwitched;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.Side;
import dev.censim.kernel.Time;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.wire.BigEndian;
import dev.censim.wire.Ipv4Header;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two circuits to one data centre, watched by BFD: what it finds, how soon, and what becomes of BGP and of traffic. */
class BfdStoriesTest {

    private static final String NETWORK = """
            scenario: circuits
            duration: 120s
            seed: 7
            regions:
              - {name: r1, zones: [z1, z2]}
            transitRouters:
              - {name: tr, region: r1}
            vpcs:
              - name: vpc
                region: r1
                cidrBlock: 10.0.0.0/16
                vSwitches: [{name: vsw, zone: z1, cidrBlock: 10.0.1.0/24}]
                hosts: [{name: app, vSwitch: vsw, address: 10.0.1.10}]
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
            dataCenters:
              - name: dc
                cidrBlock: 172.16.0.0/16
                hosts: [{name: idc, address: 172.16.0.10}]
            paths:
              - {name: fibre-1, latency: 5ms}
              - {name: fibre-2, latency: 5ms}
            vbrs:
              - name: vbr-1
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
                dataCenter: dc
                localGatewayIp: 10.255.0.1
                peerGatewayIp: 10.255.0.2
                path: fibre-1
                bgp: {peerAsn: 65010<bfd>}
                <first>
              - name: vbr-2
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
                dataCenter: dc
                localGatewayIp: 10.255.1.1
                peerGatewayIp: 10.255.1.2
                path: fibre-2
                bgp: {peerAsn: 65010<bfd>}
            <more>
            traffic:
              - {name: ping, kind: ping, from: app, to: idc, interval: 100ms, start: 10s, stop: 119s}
              - {name: up, kind: udp, from: idc, to: app, rate: 20pps, size: 200B, start: 10s, stop: 119s}
            """;

    private static final String SILENCE = "faults:\n  - {at: 30s, fault: silentLoss, path: fibre-1, repairAt: 80s}\n";
    private static final String ONE_WAY =
            "faults:\n  - {at: 30s, fault: silentLoss, path: fibre-1, direction: toCloud, repairAt: 80s}\n";
    private static final String CUT = "faults:\n  - {at: 30s, fault: linkDown, path: fibre-1, repairAt: 80s}\n";

    private static final double REPAIR = 80;

    private static String yaml(String bfd) {
        return yaml(bfd, "", "");
    }

    private static String yaml(String bfd, String first, String more) {
        return NETWORK.replace("<bfd>", bfd.isEmpty() ? "" : ", bfd: {" + bfd + "}")
                .replace("<first>", first)
                .replace("<more>", more);
    }

    private static List<BfdMoved> moves(Run run, Side side) {
        int session = run.names().sessions().indexOf("vbr-1");
        return run.facts(BfdMoved.class)
                .filter(move -> move.session() == session && move.side() == side)
                .toList();
    }

    private static BfdMoved failure(Run run, Side side) {
        return moves(run, side).stream()
                .filter(move -> move.from() == BfdState.UP)
                .findFirst()
                .orElseThrow();
    }

    private static BgpMoved bgpEnd(Run run, Side side) {
        int session = run.names().sessions().indexOf("vbr-1");
        return run.facts(BgpMoved.class)
                .filter(move -> move.session() == session && move.side() == side)
                .filter(move -> move.from() == BgpState.ESTABLISHED)
                .findFirst()
                .orElseThrow();
    }

    /** When the last BFD packet arrived at an end before an instant: it is sent 5 ms earlier. */
    private static long lastHeard(Run run, String sender, long before) {
        int from = Ipv4.of(sender).bits();
        long silence = 30 * Time.SECOND;
        return run.facts(FrameSeen.class)
                .filter(frame -> frame.at() < Math.min(before, silence) && isBfd(frame.packet(), from))
                .mapToLong(frame -> frame.at() + 5_000_000)
                .max()
                .orElseThrow();
    }

    private static boolean isBfd(byte[] packet, int from) {
        int port = BigEndian.u16(packet, Ipv4Header.LENGTH + 2);
        return Ipv4Header.source(packet, 0) == from
                && Ipv4Header.protocol(packet, 0) == 17
                && (port == 3784 || port == 4784);
    }

    @Test
    void sessionsComeUpAndStayUp() {
        Run run = Run.of(yaml("enable: true"));

        assertThat(run.facts(BfdMoved.class).filter(move -> move.to() == BfdState.UP))
                .hasSize(4)
                .allSatisfy(move -> assertThat(move.at()).isLessThan(3 * Time.SECOND));
        assertThat(run.facts(BfdMoved.class).filter(move -> move.from() == BfdState.UP))
                .isEmpty();
        assertThat(run.facts(PacketDropped.class)).isEmpty();
        assertThat(run.received("ping", at -> true)).isEqualTo(run.sent("ping"));
    }

    /** RFC 5880 section 6.8.4, from packets on the fibre, not from what the session says of itself. */
    @ParameterizedTest
    @CsvSource({
        "'enable: true', 3000, 3000",
        "'minTxInterval: 200ms, minRxInterval: 200ms', 600, 600",
        "'minTxInterval: 200ms, minRxInterval: 400ms, detectMultiplier: 5, peer: {minTxInterval: 1s, minRxInterval: 300ms,"
                + " detectMultiplier: 4}', 4000, 1500",
        "'multiHop: 1', 3000, 3000",
    })
    void silenceIsFoundInTheTimeOfTheRfc(String bfd, long cloudMillis, long customerMillis) {
        Run run = Run.captured(Run.read(yaml(bfd) + SILENCE));
        BfdMoved cloud = failure(run, Side.CLOUD);
        BfdMoved customer = failure(run, Side.CUSTOMER);

        assertThat(cloud.at()).isEqualTo(lastHeard(run, "10.255.0.2", cloud.at()) + cloudMillis * 1_000_000);
        assertThat(customer.at()).isEqualTo(lastHeard(run, "10.255.0.1", customer.at()) + customerMillis * 1_000_000);
        assertThat(cloud.detection()).isEqualTo(cloudMillis * 1_000_000);
        assertThat(List.of(cloud.cause(), customer.cause())).containsOnly(BfdCause.DETECTION_TIME_EXPIRED);
    }

    @Test
    void bgpEndsWithBfdAndNotWithItsHoldTimer() {
        Run run = Run.of(yaml("enable: true") + SILENCE);

        assertThat(bgpEnd(run, Side.CLOUD).at())
                .isEqualTo(failure(run, Side.CLOUD).at());
        assertThat(bgpEnd(run, Side.CLOUD).cause()).isEqualTo(BgpCause.BFD_DOWN);
        assertThat(bgpEnd(run, Side.CUSTOMER).at())
                .isEqualTo(failure(run, Side.CUSTOMER).at());
    }

    @Test
    void withoutBfdTheHoldTimerFindsIt() {
        Run run = Run.of(yaml("") + SILENCE);

        assertThat(run.facts(BfdMoved.class)).isEmpty();
        assertThat(bgpEnd(run, Side.CLOUD).cause()).isEqualTo(BgpCause.HOLD_TIMER_EXPIRED);
        assertThat(bgpEnd(run, Side.CLOUD).at()).isBetween(50 * Time.SECOND, 60 * Time.SECOND);
    }

    @Test
    void otherCircuitCarriesTheTrafficThreeSecondsLater() {
        Run run = Run.of(yaml("enable: true") + SILENCE);

        assertThat(run.received("ping", at -> at > 33.1 && at < REPAIR)).isEqualTo(sent(run, "ping", 33.1));
        assertThat(run.received("up", at -> at > 33.1 && at < REPAIR)).isEqualTo(sent(run, "up", 33.1));
        assertThat(run.path("ping", 40)).contains("fibre-2").doesNotContain("fibre-1");
    }

    private static long sent(Run run, String flow, double from) {
        return run.sentAfter(flow, from) - run.sentAfter(flow, REPAIR);
    }

    /** The cloud hears nothing and says so; the data centre, which hears that, need not wait for its own timer. */
    @Test
    void lossInOneDirectionIsToldInTheOther() {
        Run run = Run.of(yaml("enable: true") + ONE_WAY);

        assertThat(failure(run, Side.CLOUD).cause()).isEqualTo(BfdCause.DETECTION_TIME_EXPIRED);
        assertThat(failure(run, Side.CUSTOMER).cause()).isEqualTo(BfdCause.NEIGHBOR_DOWN);
        assertThat(failure(run, Side.CUSTOMER).at())
                .isEqualTo(failure(run, Side.CLOUD).at() + 5_000_000);
    }

    @Test
    void lossOfCarrierIsNotWaitedFor() {
        Run run = Run.of(yaml("enable: true") + CUT);

        assertThat(failure(run, Side.CLOUD).at()).isEqualTo(30 * Time.SECOND);
        assertThat(failure(run, Side.CLOUD).cause()).isEqualTo(BfdCause.PATH_DOWN);
        assertThat(bgpEnd(run, Side.CLOUD).cause()).isEqualTo(BgpCause.DEVICE_LOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {SILENCE, ONE_WAY, CUT})
    void repairedCircuitIsInUseAgain(String fault) {
        Run run = Run.of(yaml("enable: true") + fault);

        assertThat(moves(run, Side.CLOUD).stream().filter(move -> move.to() == BfdState.UP))
                .hasSize(2);
        assertThat(run.facts(BgpMoved.class)
                        .filter(move -> move.to() == BgpState.ESTABLISHED && move.at() > 80 * Time.SECOND))
                .hasSize(2);
        assertThat(run.received("ping", at -> at > 105)).isEqualTo(run.sentAfter("ping", 105));
    }

    /** RFC 5881 and 5883 differ in their ports: neither end hears the other, and BGP goes on without. */
    @Test
    void endsOfDifferentDistanceNeverMeet() {
        Run run = Run.of(yaml("multiHop: 1, peer: {multiHop: 255}"));

        assertThat(run.facts(BfdMoved.class)).isEmpty();
        assertThat(run.facts(PacketDropped.class)).isNotEmpty();
        assertThat(run.received("ping", at -> true)).isEqualTo(run.sent("ping"));
    }

    /** RFC 5882 section 4.1: a peer without BFD is no failed path. */
    @Test
    void bgpDoesNotWaitForAPeerWithoutBfd() {
        Run run = Run.of(yaml("enable: true, peer: {enable: false}") + SILENCE);

        assertThat(run.facts(BfdMoved.class)).isEmpty();
        assertThat(bgpEnd(run, Side.CLOUD).cause()).isEqualTo(BgpCause.HOLD_TIMER_EXPIRED);
    }

    /** A static route that is longer than BGP's stays with the circuit, as the vendor warns: BFD belongs to BGP. */
    @Test
    void staticRoutesAreNotWatched() {
        Run run = Run.of(yaml("enable: true", "routes: [172.16.0.0/24]", "") + SILENCE);

        assertThat(run.facts(VbrRoutesSwitched.class)).isEmpty();
        assertThat(run.received("up", at -> at > 33.1 && at < REPAIR)).isEqualTo(sent(run, "up", 33.1));
        assertThat(run.received("ping", at -> at > 40 && at < REPAIR)).isLessThan(sent(run, "ping", 40));
    }

    @Test
    void failoverGroupSwitchesThemToo() {
        String group = "vbrFailoverGroups: [{name: pair, vbrs: [vbr-1, vbr-2]}]";
        Run run = Run.of(yaml("enable: true", "routes: [172.16.0.0/16]", group) + SILENCE);

        List<VbrRoutesSwitched> switches = run.facts(VbrRoutesSwitched.class).toList();
        assertThat(switches).extracting(VbrRoutesSwitched::withdrawn).containsExactly(true, false);
        assertThat(switches.get(0).at()).isEqualTo(failure(run, Side.CLOUD).at());
        assertThat(switches.get(0).prefixes()).containsExactly(Prefix.of("172.16.0.0/16"));
        assertThat(run.received("ping", at -> at > 33.1 && at < REPAIR)).isEqualTo(sent(run, "ping", 33.1));
    }

    @Test
    void forkInTheMiddleOfADetectionGoesOnAsTheOriginal() {
        Run run = Run.started(Run.read(yaml("enable: true") + SILENCE)).until(31 * Time.SECOND);
        Run fork = run.fork();

        assertThat(fork.until(120 * Time.SECOND).digest())
                .isEqualTo(run.until(120 * Time.SECOND).digest());
    }
}
