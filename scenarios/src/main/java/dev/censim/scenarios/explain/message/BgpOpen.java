package dev.censim.scenarios.explain.message;

import dev.censim.model.address.Ipv4;
import dev.censim.wire.BigEndian;
import dev.censim.wire.Malformed;
import dev.censim.wire.bgp.BgpCodec;
import dev.censim.wire.bgp.BgpMessage;
import dev.censim.wire.bgp.Capability;
import java.util.List;
import java.util.Optional;

/**
 * An OPEN as an observer reads it, RFC 4271 section 4.2: one that its receiver refuses as well.
 *
 * @param asn the sender's AS number: the four-octet capability's if it is there
 * @param identifier of the sender
 * @param capabilities in words
 */
public record BgpOpen(long asn, int holdSeconds, Ipv4 identifier, List<String> capabilities) {

    private static final int HOLD_TIME = BgpCodec.HEADER + 3;

    public BgpOpen {
        capabilities = List.copyOf(capabilities);
    }

    /** @param message a whole OPEN, header included */
    static Optional<BgpOpen> of(byte[] message) {
        int hold = BigEndian.u16(message, HOLD_TIME);
        byte[] readable = message.clone();
        // A decoder refuses hold times of 1 and 2 seconds, which is what an observer wants to see.
        BigEndian.put16(readable, HOLD_TIME, 0);
        try {
            if (BgpCodec.decode(readable, 0, readable.length, false) instanceof BgpMessage.Open open) {
                List<String> capabilities =
                        open.capabilities().stream().map(BgpOpen::words).toList();
                return Optional.of(new BgpOpen(open.asn().number(), hold, open.identifier(), capabilities));
            }
        } catch (Malformed e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static String words(Capability capability) {
        if (capability.equals(Capability.IPV4_UNICAST)) {
            return "IPv4 unicast";
        } else if (capability instanceof Capability.RouteRefresh) {
            return "route refresh";
        } else if (capability instanceof Capability.FourOctetAs) {
            return "4-octet AS numbers";
        } else if (capability instanceof Capability.GracefulRestart restart) {
            return "graceful restart " + restart.restartSeconds() + " s";
        }
        return "capability " + capability.code();
    }

    /** {@code AS 65001, hold time 30 s, identifier 203.0.113.1}. */
    public String words() {
        return "AS " + asn + ", hold time " + holdSeconds + " s, identifier " + identifier;
    }
}
