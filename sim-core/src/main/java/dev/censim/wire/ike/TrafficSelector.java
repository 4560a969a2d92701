package dev.censim.wire.ike;

import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import java.util.Optional;

/**
 * TS_IPV4_ADDR_RANGE, RFC 7296 section 3.13.1. All bounds belong to the selector.
 *
 * @param protocol IP protocol number, 0 for any
 * @param startPort 0 to 65535; any port is 0 to 65535, OPAQUE is 65535 to 0
 * @param start the lowest address
 * @param end the highest address
 */
public record TrafficSelector(int protocol, int startPort, int endPort, Ipv4 start, Ipv4 end) {

    /** All traffic of a prefix. */
    public static TrafficSelector of(Prefix prefix) {
        int last = prefix.network() | ~Prefix.mask(prefix.length());
        return new TrafficSelector(0, 0, 65535, new Ipv4(prefix.network()), new Ipv4(last));
    }

    /** @param address its 32 bits; whatever the protocol and the ports */
    public boolean contains(int address) {
        return Integer.compareUnsigned(start.bits(), address) <= 0 && Integer.compareUnsigned(address, end.bits()) <= 0;
    }

    public boolean contains(TrafficSelector other) {
        return (protocol == 0 || protocol == other.protocol)
                && (coversPorts() || (startPort <= other.startPort && other.endPort <= endPort))
                && contains(other.start.bits())
                && contains(other.end.bits());
    }

    private boolean coversPorts() {
        return startPort == 0 && endPort == 65535;
    }

    /** The part of this selector whose addresses lie in the prefix; protocol and ports stay (RFC 7296 section 2.9). */
    public Optional<TrafficSelector> narrowedTo(Prefix prefix) {
        TrafficSelector limit = of(prefix);
        Ipv4 low = start.compareTo(limit.start) > 0 ? start : limit.start;
        Ipv4 high = end.compareTo(limit.end) < 0 ? end : limit.end;
        return low.compareTo(high) > 0
                ? Optional.empty()
                : Optional.of(new TrafficSelector(protocol, startPort, endPort, low, high));
    }

    @Override
    public String toString() {
        String ports = coversPorts() ? "" : " port " + startPort + "-" + endPort;
        return start + "-" + end + (protocol == 0 ? "" : " protocol " + protocol) + ports;
    }
}
