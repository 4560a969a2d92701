package dev.censim.proto.bgp;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.wire.Malformed;
import dev.censim.wire.bgp.BgpCodec;
import dev.censim.wire.bgp.BgpMessage;
import dev.censim.wire.bgp.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What we say in our OPEN and what becomes of the peer's, RFC 4271 sections 4.2 and 6.2. */
final class OpenNegotiation {

    private static final long NANOS = 1_000_000_000L;
    private static final int OPEN_ERROR = 2;
    private static final int BAD_PEER_AS = 2;
    private static final int BAD_IDENTIFIER = 3;
    private static final int UNSUPPORTED_CAPABILITY = 7;

    private OpenNegotiation() {}

    static BgpMessage.Open offer(BgpSessionConfig config, Ipv4 identifier, OwnRestart own) {
        long number = config.localAsn().number();
        List<Capability> capabilities = new ArrayList<>();
        capabilities.add(Capability.IPV4_UNICAST);
        if (config.capabilities().routeRefresh()) {
            capabilities.add(new Capability.RouteRefresh());
        }
        if (config.capabilities().fourOctetAs()) {
            capabilities.add(new Capability.FourOctetAs(config.localAsn()));
        }
        config.capabilities()
                .gracefulRestart()
                .ifPresent(restart -> capabilities.add(Capability.GracefulRestart.of(
                        own.hasRestarted(),
                        restart.restartSeconds(),
                        List.of(Capability.GracefulRestart.Family.ipv4Unicast(
                                own.isForwarding() && restart.preservesForwarding())))));
        int myAs = number > 0xffff ? BgpCodec.AS_TRANS : (int) number;
        return new BgpMessage.Open(myAs, config.timers().holdSeconds(), identifier, capabilities);
    }

    /**
     * @throws Malformed 2/2, 2/3 or 2/7: the peer is not who it should be, or cannot do IPv4 unicast
     */
    static Negotiated with(BgpMessage.Open open, BgpSessionConfig config, Ipv4 identifier) throws Malformed {
        boolean isNew =
                config.capabilities().fourOctetAs() && open.fourOctetAs().isPresent();
        Asn peer = identity(open, config);
        if (config.remoteAsn().isPresent() && !peer.equals(config.remoteAsn().get())) {
            throw new Malformed(OPEN_ERROR, BAD_PEER_AS, 20, "peer is AS " + peer);
        }
        boolean external = !peer.equals(config.localAsn());
        if (!external && open.identifier().equals(identifier)) {
            throw new Malformed(OPEN_ERROR, BAD_IDENTIFIER, 24, "identifier is ours, RFC 6286 section 2.1");
        }
        requireIpv4Unicast(open);
        long hold = Math.min(config.timers().holdSeconds(), open.holdSeconds()) * NANOS;
        long third = hold / 3;
        long limit = config.timers().keepaliveSeconds() * NANOS;
        long keepalive = limit == 0 ? third : Math.min(third, limit);
        boolean refresh = open.capabilities().contains(new Capability.RouteRefresh());
        return new Negotiated(
                peer, open.identifier(), hold, keepalive, isNew, refresh, external, gracefulRestart(open, config));
    }

    /** RFC 4724 section 3: of several instances only the last one counts. */
    private static Optional<Capability.GracefulRestart> gracefulRestart(BgpMessage.Open open, BgpSessionConfig config) {
        return open.capabilities().stream()
                .filter(c ->
                        config.capabilities().gracefulRestart().isPresent() && c instanceof Capability.GracefulRestart)
                .map(Capability.GracefulRestart.class::cast)
                .reduce((first, last) -> last);
    }

    /**
     * Who the peer is. Without the capability of our own only the two-octet field counts (RFC 6793 section 4.1), and an expected AS
     * number that needs four octets then shows as AS_TRANS.
     */
    private static Asn identity(BgpMessage.Open open, BgpSessionConfig config) {
        if (config.capabilities().fourOctetAs()) {
            return open.asn();
        }
        boolean isDisguised = open.myAs() == BgpCodec.AS_TRANS;
        return config.remoteAsn()
                .filter(expected -> isDisguised && expected.number() > 0xffff)
                .orElseGet(() -> new Asn(open.myAs()));
    }

    /** No multiprotocol capability at all means IPv4 unicast, RFC 4760 section 8; others without it leave nothing to route. */
    private static void requireIpv4Unicast(BgpMessage.Open open) throws Malformed {
        boolean namesFamilies = open.capabilities().stream().anyMatch(c -> c instanceof Capability.Multiprotocol);
        if (namesFamilies && !open.capabilities().contains(Capability.IPV4_UNICAST)) {
            throw new Malformed(OPEN_ERROR, UNSUPPORTED_CAPABILITY, 28, "no IPv4 unicast");
        }
    }
}
