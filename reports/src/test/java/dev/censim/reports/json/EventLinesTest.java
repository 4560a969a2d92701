package dev.censim.reports.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.BfdCause;
import dev.censim.facts.BfdState;
import dev.censim.facts.BgpCause;
import dev.censim.facts.BgpState;
import dev.censim.facts.CaptureFact;
import dev.censim.facts.CircuitFact;
import dev.censim.facts.CloseCause;
import dev.censim.facts.DropCause;
import dev.censim.facts.IkeExchange;
import dev.censim.facts.IkeFailure;
import dev.censim.facts.NetworkFact;
import dev.censim.facts.RouteSource;
import dev.censim.facts.Side;
import dev.censim.facts.VbrSwitchCause;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import dev.censim.model.address.Prefix;
import dev.censim.model.change.Change;
import dev.censim.model.change.TimedChange;
import dev.censim.model.fault.Fault;
import dev.censim.model.fault.TimedFault;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.model.traffic.Flow;
import dev.censim.reports.Hub;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Actors of the hub: 0 tr-sg, 1 vpc-1, 2 vpn-1, 3 cgw-1, 4 and 5 its paths. */
class EventLinesTest {

    private static final Hub HUB = new Hub(1, 1).flow("app", Flow.Kind.PING, 0, 50);
    private static final Prefix PREFIX = Prefix.of("172.16.1.0/24");
    private static final TimedChange CHANGE = new TimedChange(
            "associate vpn-1 with dev",
            Duration.ofNanos(5),
            new Change.RouteTableAssociation("tr-sg", "vpn-1", Optional.of("dev")));

    private static final TimedFault FAULT = new TimedFault(
            "linkDown internet-1-a", Duration.ofSeconds(1), new Fault.LinkDown("internet-1-a"), Optional.empty());

    @Test
    void ikeFacts() throws IOException {
        assertThat(lines(
                        new NetworkFact.IkeSaEstablished(250_000_000, 2, 0, Side.CLOUD, 0xabL, -1L, false),
                        new NetworkFact.IkeSaClosed(1, 2, 1, Side.CUSTOMER, 1, 2, CloseCause.PEER_DEAD),
                        new NetworkFact.IkeRetransmitted(2, 2, 0, Side.CLOUD, -1, 3),
                        new NetworkFact.IkeFailed(
                                3, 2, 0, Side.CLOUD, IkeFailure.NO_RESPONSE, IkeExchange.IKE_SA_INIT, false),
                        new NetworkFact.PeerDead(4, 2, 0, Side.CLOUD)))
                .containsExactly(
                        "{'t':0.25,'type':'ikeSaEstablished','actor':'vpn-1','tunnel':'vpn-1.tunnel1','side':'cloud',"
                                + "'spiInitiator':'0x00000000000000ab','spiResponder':'0xffffffffffffffff','initiator':false}",
                        "{'t':0.000000001,'type':'ikeSaClosed','actor':'vpn-1','tunnel':'vpn-1.tunnel2','side':'customer',"
                                + "'spiInitiator':'0x0000000000000001','spiResponder':'0x0000000000000002','cause':'peer dead'}",
                        "{'t':0.000000002,'type':'ikeRetransmitted','actor':'vpn-1','tunnel':'vpn-1.tunnel1','side':'cloud',"
                                + "'messageId':4294967295,'attempt':3}",
                        "{'t':0.000000003,'type':'ikeFailed','actor':'vpn-1','tunnel':'vpn-1.tunnel1','side':'cloud',"
                                + "'cause':'no response','exchange':'IKE_SA_INIT','toldByPeer':false}",
                        "{'t':0.000000004,'type':'peerDead','actor':'vpn-1','tunnel':'vpn-1.tunnel1','side':'cloud'}");
    }

    @Test
    void espFacts() throws IOException {
        assertThat(lines(
                        new NetworkFact.ChildSaInstalled(0, 3, 0, Side.CUSTOMER, 0xc0ffee, -1),
                        new NetworkFact.ChildSaClosed(0, 3, 0, Side.CUSTOMER, 1, 2, CloseCause.REPLACED),
                        new NetworkFact.TunnelMoved(0, 3, 0, Side.CUSTOMER, true)))
                .containsExactly(
                        "{'t':0,'type':'childSaInstalled','actor':'cgw-1','tunnel':'vpn-1.tunnel1','side':'customer',"
                                + "'spiIn':'0x00c0ffee','spiOut':'0xffffffff'}",
                        "{'t':0,'type':'childSaClosed','actor':'cgw-1','tunnel':'vpn-1.tunnel1','side':'customer',"
                                + "'spiIn':'0x00000001','spiOut':'0x00000002','cause':'replaced'}",
                        "{'t':0,'type':'tunnelMoved','actor':'cgw-1','tunnel':'vpn-1.tunnel1','side':'customer','up':true}");
    }

    @Test
    void routingFacts() throws IOException {
        assertThat(lines(
                        new NetworkFact.BgpMoved(
                                0, 2, 0, Side.CLOUD, BgpState.OPEN_SENT, BgpState.IDLE, BgpCause.HOLD_TIMER_EXPIRED),
                        new NetworkFact.BgpRouteReceived(0, 2, 0, Side.CLOUD, PREFIX, 2),
                        new NetworkFact.BgpRouteWithdrawn(0, 2, 0, Side.CLOUD, PREFIX),
                        new NetworkFact.RouteInstalled(0, 0, 0, PREFIX, RouteSource.BGP, List.of(-1, 3)),
                        new NetworkFact.RouteRemoved(0, 3, 1, PREFIX)))
                .containsExactly(
                        "{'t':0,'type':'bgpMoved','actor':'vpn-1','session':'vpn-1.tunnel1','side':'cloud',"
                                + "'from':'OpenSent','to':'Idle','cause':'hold timer expired'}",
                        "{'t':0,'type':'bgpRouteReceived','actor':'vpn-1','session':'vpn-1.tunnel1','side':'cloud',"
                                + "'prefix':'172.16.1.0/24','asPathLength':2}",
                        "{'t':0,'type':'bgpRouteWithdrawn','actor':'vpn-1','session':'vpn-1.tunnel1','side':'cloud',"
                                + "'prefix':'172.16.1.0/24'}",
                        "{'t':0,'type':'routeInstalled','actor':'tr-sg','table':'tr-sg/system','prefix':'172.16.1.0/24',"
                                + "'source':'bgp','nextHops':['vpn-1.tunnel1','cgw-1']}",
                        "{'t':0,'type':'routeRemoved','actor':'cgw-1','table':'cgw-1','prefix':'172.16.1.0/24'}");
    }

    @Test
    void trafficAndFaults() throws IOException {
        assertThat(lines(
                        new NetworkFact.FlowSent(5, 1, 0, 7, new long[] {1, 2, 3}),
                        new NetworkFact.FlowReceived(5, 1, 0, new int[] {9, 7}, new long[] {4, 5}),
                        new NetworkFact.PathTaken(5, 1, 0, 7, new int[] {1, -1, 3}),
                        new NetworkFact.PacketDropped(5, 4, 0, 8, DropCause.PATH_LOSS),
                        new NetworkFact.PacketDropped(5, 4, -1, -1, DropCause.PATH_DOWN),
                        new NetworkFact.FaultApplied(5, 6, FAULT),
                        new NetworkFact.FaultRepaired(5, 6, FAULT),
                        new NetworkFact.ChangeMade(5, 6, CHANGE)))
                .containsExactly(
                        "{'t':0.000000005,'type':'flowSent','actor':'vpc-1','flow':'app','count':3,'firstSequence':7,"
                                + "'firstSeconds':0.000000001,'lastSeconds':0.000000003}",
                        "{'t':0.000000005,'type':'flowReceived','actor':'vpc-1','flow':'app','count':2,'lowestSequence':7,"
                                + "'highestSequence':9,'firstSeconds':0.000000004,'lastSeconds':0.000000005}",
                        "{'t':0.000000005,'type':'pathTaken','actor':'vpc-1','flow':'app','sequence':7,"
                                + "'hops':['vpc-1','vpn-1.tunnel1','cgw-1']}",
                        "{'t':0.000000005,'type':'packetDropped','actor':'internet-1-a','flow':'app','sequence':8,"
                                + "'cause':'path loss'}",
                        "{'t':0.000000005,'type':'packetDropped','actor':'internet-1-a','cause':'path down'}",
                        "{'t':0.000000005,'type':'faultApplied','actor':'faults','fault':'linkDown internet-1-a'}",
                        "{'t':0.000000005,'type':'faultRepaired','actor':'faults','fault':'linkDown internet-1-a'}",
                        "{'t':0.000000005,'type':'changeMade','actor':'faults','change':'associate vpn-1 with dev'}");
    }

    @Test
    void whatWatchesOverCircuits() throws IOException {
        assertThat(lines(
                        new CircuitFact.BfdMoved(
                                0,
                                2,
                                0,
                                Side.CUSTOMER,
                                BfdState.UP,
                                BfdState.DOWN,
                                BfdCause.DETECTION_TIME_EXPIRED,
                                3_000_000_000L),
                        new CircuitFact.VbrHealthCheckMoved(0, 2, false, 8),
                        new CircuitFact.VbrRoutesSwitched(0, 2, true, VbrSwitchCause.HEALTH_CHECK, List.of(PREFIX)),
                        new CircuitFact.VbrProbeDropped(0, 4, 2, 7, true, DropCause.PATH_SILENT)))
                .containsExactly(
                        "{'t':0,'type':'bfdMoved','actor':'vpn-1','session':'vpn-1.tunnel1','side':'customer','from':'Up',"
                                + "'to':'Down','cause':'detection time expired','detectionSeconds':3}",
                        "{'t':0,'type':'vbrHealthCheckMoved','actor':'vpn-1','healthy':false,'unanswered':8}",
                        "{'t':0,'type':'vbrRoutesSwitched','actor':'vpn-1','withdrawn':true,'cause':'health check',"
                                + "'prefixes':['172.16.1.0/24']}",
                        "{'t':0,'type':'vbrProbeDropped','actor':'internet-1-a','vbr':'vpn-1','sequence':7,'reply':true,"
                                + "'cause':'path drops silently'}");
    }

    @Test
    void keysAndFramesAreNoEvents() throws IOException {
        byte[] key = "a-secret-key-of-ike".getBytes(StandardCharsets.UTF_8);

        assertThat(lines(
                        new CaptureFact.FrameSeen(0, 4, key),
                        new CaptureFact.IkeKeysSeen(
                                0,
                                2,
                                0,
                                1,
                                2,
                                EncryptionAlgorithm.AES128,
                                AuthenticationAlgorithm.SHA1,
                                key,
                                key,
                                key,
                                key),
                        new CaptureFact.Ikev1KeysSeen(
                                0, 2, 0, 1, 2, EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1, key),
                        new CaptureFact.EspKeysSeen(
                                0, 2, 0, 1, 2, 3, EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1, key, key)))
                .isEmpty();
    }

    /** Lines as they are, quotation marks made simple; each parsed on the way. */
    private static List<String> lines(Fact... facts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EventLines.write(HUB.names(), Journal.of(facts), out);
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text.isEmpty() || text.endsWith("}\n")).isTrue();
        JsonMapper json = JsonMapper.builder().build();
        text.lines().forEach(line -> assertThat(json.readTree(line).isObject()).isTrue());
        return text.lines().map(line -> line.replace('"', '\'')).toList();
    }
}
