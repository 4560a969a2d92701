package dev.censim.scenarios.explain.message;

import dev.censim.facts.CaptureFact.FrameSeen;
import dev.censim.facts.CaptureFact.IkeKeysSeen;
import dev.censim.facts.CaptureFact.Ikev1KeysSeen;
import dev.censim.facts.Side;
import dev.censim.wire.ike.IkeHeader;
import dev.censim.wire.ike.Octets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the IKE messages of a tunnel and the keys that open them. */
public final class Wiretap {

    /** Messages of one exchange have this in common. */
    private record ExchangeName(long spiInitiator, int exchangeType, int messageId) {}

    /** A message, however often it is sent. */
    private record Sent(Side sender, Octets octets) {}

    private final int gateway;
    private final int gatewayAtPeer;
    private final List<Datagram> datagrams = new ArrayList<>();
    private final Ikev1Reader version1 = new Ikev1Reader();
    private final Ikev2Reader version2 = new Ikev2Reader();

    /**
     * @param gateway the outer address of the cloud's end, in network order, which no other tunnel has
     * @param gatewayAtPeer where the customer's device looks for it
     */
    public Wiretap(int gateway, int gatewayAtPeer) {
        this.gateway = gateway;
        this.gatewayAtPeer = gatewayAtPeer;
    }

    /**
     * A packet on the tunnel's path, which may be of other tunnels too.
     *
     * @param number in the order of the capture, from 1
     */
    public void take(int number, FrameSeen frame) {
        Datagram.of(number, frame.at(), frame.packet(), gateway, gatewayAtPeer).ifPresent(datagrams::add);
    }

    public void learn(IkeKeysSeen keys) {
        version2.learn(keys);
    }

    /** @param side whose keys they are: the ends differ when their pre-shared keys do */
    public void learn(Side side, Ikev1KeysSeen keys) {
        version1.learn(side, keys);
    }

    /** The messages in order, opened where the keys are known. */
    public List<IkeFrame> frames() {
        List<IkeFrame> frames = new ArrayList<>();
        Map<Sent, IkeFrame> first = new HashMap<>();
        Map<ExchangeName, Integer> counts = new HashMap<>();
        for (Datagram datagram : datagrams) {
            IkeFrame known = first.get(new Sent(datagram.sender(), datagram.octets()));
            if (known != null) {
                frames.add(known.again(datagram));
                continue;
            }
            int ordinal = counts.merge(exchange(datagram.octets()), 1, Integer::sum);
            Optional<IkeFrame> frame = IkeFrame.of(datagram, ordinal, read(datagram));
            frame.ifPresent(fresh -> first.put(new Sent(fresh.sender(), fresh.octets()), fresh));
            frame.ifPresent(frames::add);
        }
        return List.copyOf(frames);
    }

    private static ExchangeName exchange(Octets octets) {
        byte[] b = octets.bytes();
        return new ExchangeName(IkeHeader.spiInitiator(b, 0), IkeHeader.exchangeType(b, 0), IkeHeader.messageId(b, 0));
    }

    private Reading read(Datagram datagram) {
        return IkeHeader.majorVersion(datagram.octets().bytes(), 0) == 1
                ? version1.read(datagram.sender(), datagram.octets())
                : version2.read(datagram.octets());
    }
}
