package dev.censim.cli.live;

import dev.censim.model.Scenario;
import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.policy.BgpTimers;
import dev.censim.model.policy.Defaults;
import dev.censim.model.topology.BgpDevice;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.VpnConnection;
import dev.censim.proto.bgp.BgpSessionConfig;
import dev.censim.proto.bgp.BgpSpeakerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The BGP session of one end of a scenario's tunnel: its AS numbers and timers. The addresses are those of the real network.
 *
 * @param name one of {@link #names}
 */
public record TunnelPeering(Scenario scenario, String name, End end) {

    /** Opens a router with this session, or with one that {@code settings} alone describe, and what it announces. */
    public static LiveBgp open(
            Optional<TunnelPeering> tunnel,
            PeeringSettings settings,
            InetSocketAddress bind,
            InetSocketAddress peer,
            PrefixFile announced,
            BgpObserver observer)
            throws IOException {
        Ipv4 local = Ipv4.of(bind.getAddress().getHostAddress());
        Ipv4 remote = Ipv4.of(peer.getAddress().getHostAddress());
        BgpSessionConfig base = tunnel.flatMap(of -> of.session(local, remote))
                .orElseGet(() -> BgpSessionConfig.of(local, remote, Defaults.LOCAL_ASN, Optional.empty()));
        BgpSpeakerConfig router =
                new BgpSpeakerConfig(settings.routerId().orElse(local), List.of(settings.applied(base)), 1);
        LiveBgp live = new LiveBgp(router, bind, peer, observer);
        announced.routes().forEach((attributes, prefixes) -> live.announce(prefixes, attributes));
        return live;
    }

    /** The tunnels with BGP. */
    public static List<String> names(Scenario scenario) {
        List<String> names = new ArrayList<>();
        for (VpnConnection connection : scenario.topology().vpnConnections()) {
            for (Tunnel tunnel : connection.tunnels()) {
                if (tunnel.bgp().isPresent()) {
                    names.add(tunnel.name());
                }
            }
        }
        return names;
    }

    private Optional<BgpSessionConfig> session(Ipv4 local, Ipv4 remote) {
        for (VpnConnection connection : scenario.topology().vpnConnections()) {
            for (Tunnel tunnel : connection.tunnels()) {
                if (tunnel.name().equals(name) && tunnel.bgp().isPresent()) {
                    BgpDevice device = tunnel.bgp().get().device();
                    return Optional.of(
                            end == End.CLOUD
                                    ? session(
                                            local,
                                            remote,
                                            connection.localAsn(),
                                            customerAsn(tunnel),
                                            tunnel.cloud().bgpTimers())
                                    : session(
                                            local,
                                            remote,
                                            device.localAsn(),
                                            Optional.of(device.peerAsn()),
                                            device.timers()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Asn> customerAsn(Tunnel tunnel) {
        return scenario.topology().customerGateway(tunnel.customerGateway()).asn();
    }

    private static BgpSessionConfig session(Ipv4 local, Ipv4 remote, Asn own, Optional<Asn> peer, BgpTimers timers) {
        return BgpSessionConfig.of(local, remote, own, peer)
                .withTimers(
                        (int) timers.hold().toSeconds(),
                        (int) timers.keepalive().toSeconds(),
                        (int) Math.max(1, timers.connectRetry().toSeconds()))
                .withMraiNanos(timers.minimumRouteAdvertisementInterval().toNanos());
    }
}
