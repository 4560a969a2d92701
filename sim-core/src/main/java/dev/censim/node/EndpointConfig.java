package dev.censim.node;

import dev.censim.facts.Names;
import dev.censim.facts.Side;
import dev.censim.model.address.Ipv4;
import dev.censim.proto.bfd.BfdSessionConfig;
import dev.censim.proto.bfd.Encapsulation;
import dev.censim.proto.ike.IkeEndpointConfig;
import dev.censim.proto.tcp.Md5Key;
import java.util.Optional;

/**
 * One end of a tunnel or of a circuit, on a gateway.
 *
 * @param gateway actor id of the gateway
 * @param name for random streams
 * @param tunnel number of the tunnel; {@link #CIRCUIT} for a circuit
 * @param link actor id of what takes its packets: the path under it, or the NAT in front of it; of a private tunnel the gateway's
 *     uplink, which routes them
 * @param localAddress outer address of this end; of a circuit its address in the /30
 * @param outsideAddress the address by which the path knows this end: not its own behind a NAT
 * @param remoteAddress outer address of the other end
 * @param ike empty for a circuit
 * @param initiates whether this end negotiates by itself
 * @param bgp empty without BGP
 * @param preference among ends that carry the same static route the lowest is used, equal ones share
 * @param captures whether keys are noted for a capture
 */
public record EndpointConfig(
        int gateway,
        String name,
        int tunnel,
        Side side,
        int link,
        Ipv4 localAddress,
        Ipv4 outsideAddress,
        Ipv4 remoteAddress,
        Optional<IkeEndpointConfig> ike,
        boolean initiates,
        Optional<Peering> bgp,
        int preference,
        EspProcessing esp,
        boolean captures) {

    /** In place of a tunnel's number. */
    public static final int CIRCUIT = -1;

    /**
     * A BGP session through this end.
     *
     * @param session number of the session
     * @param local our address in the tunnel or on the circuit
     * @param isActive whether this end opens the TCP connection
     * @param mss largest TCP segment in octets
     * @param md5Key signs TCP segments
     * @param filtersTcp179 whether a packet filter drops what comes in from or for BGP's port
     * @param bfd what watches the path for it, on a circuit only; empty when nothing does
     */
    public record Peering(
            int session,
            Ipv4 local,
            Ipv4 remote,
            boolean isActive,
            int mss,
            Optional<Md5Key> md5Key,
            boolean filtersTcp179,
            Optional<Bfd> bfd) {

        public Peering watchedBy(Optional<Bfd> watcher) {
            return new Peering(session, local, remote, isActive, mss, md5Key, filtersTcp179, watcher);
        }
    }

    /**
     * Failure detection for a BGP session.
     *
     * @param switchesRoutes whether all routes through the end, static ones too, are taken back from the uplink while it is down
     */
    public record Bfd(BfdSessionConfig session, Encapsulation encapsulation, boolean switchesRoutes) {}

    boolean isCircuit() {
        return tunnel == CIRCUIT;
    }

    /** Whether it listens on the port of NAT traversal. */
    boolean traversesNat() {
        return ike.isPresent() && ike.get().natTraversal().enabled();
    }

    /** How the path of a packet shows this end, as in {@link Names#hop}. */
    int hop() {
        return isCircuit() ? link : Names.hopInto(tunnel);
    }
}
