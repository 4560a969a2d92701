package dev.censim.scenarios.read;

import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hands out what the cloud would choose: gateway addresses, tunnel CIDR blocks, pre-shared keys. Depends on the scenario alone,
 * so that a run can be repeated; what the scenario chooses itself is kept free.
 */
final class Allocation {

    static final Prefix LINK_LOCAL = Prefix.of("169.254.0.0/16");
    /** RFC 2544 benchmarking addresses, which nobody announces. */
    private static final Prefix GATEWAYS = Prefix.of("198.18.0.0/15");

    private static final Ipv4 FIRST_TUNNEL_CIDR = Ipv4.of("169.254.10.0");
    /** Product page and CreateVpnAttachment, which lists one block more. */
    private static final List<Prefix> RESERVED = List.of(
            Prefix.of("169.254.0.0/30"),
            Prefix.of("169.254.1.0/30"),
            Prefix.of("169.254.2.0/30"),
            Prefix.of("169.254.3.0/30"),
            Prefix.of("169.254.4.0/30"),
            Prefix.of("169.254.5.0/30"),
            Prefix.of("169.254.6.0/30"),
            Prefix.of("169.254.169.252/30"));

    private static final String PSK_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int PSK_LENGTH = 16;

    private final Set<Ipv4> gatewaysInUse = new HashSet<>();
    private final Set<Prefix> tunnelCidrsInUse = new HashSet<>();
    private final Map<Object, Mark> taken = new HashMap<>();
    private int nextGateway = 1;
    private int nextTunnelCidr;

    /** Keeps what a connection writes down from being given to another. */
    void reserve(Cursor connection) {
        for (Node.Mapping tunnel : connection.mappings("tunnels")) {
            scalar(tunnel, "gatewayIp").flatMap(Ipv4::tryParse).ifPresent(gatewaysInUse::add);
            tunnel.value("tunnelBgpConfig")
                    .flatMap(node -> node instanceof Node.Mapping bgp ? scalar(bgp, "tunnelCidr") : Optional.empty())
                    .flatMap(Prefix::tryParse)
                    .ifPresent(tunnelCidrsInUse::add);
        }
    }

    private static Optional<String> scalar(Node.Mapping mapping, String key) {
        return mapping.value(key)
                .flatMap(node -> node instanceof Node.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty());
    }

    /** Where an address or block was used first; empty when it is new, and then it is taken. */
    Optional<Mark> take(Object addressOrBlock, Mark mark) {
        return Optional.ofNullable(taken.putIfAbsent(addressOrBlock, mark));
    }

    Ipv4 gateway() {
        Ipv4 address;
        do {
            address = GATEWAYS.address(nextGateway++ % (1 << 17));
        } while (gatewaysInUse.contains(address));
        return address;
    }

    /** The next /30 that is neither reserved nor in use; empty when all 16,000 are. */
    Optional<Prefix> tunnelCidr() {
        while (true) {
            Ipv4 first = new Ipv4(FIRST_TUNNEL_CIDR.bits() + 4 * nextTunnelCidr++);
            if (!LINK_LOCAL.contains(first)) {
                nextTunnelCidr--;
                return Optional.empty();
            }
            Prefix block = Prefix.around(first, 30);
            if (!isReserved(block) && !tunnelCidrsInUse.contains(block)) {
                return Optional.of(block);
            }
        }
    }

    static boolean isReserved(Prefix block) {
        return RESERVED.contains(block);
    }

    /** Product page, Pre-Shared Key: random when left blank. Random here is a function of the seed and the name. */
    static String psk(long seed, String connection) {
        StringBuilder psk = new StringBuilder();
        long state = seed ^ hash(connection);
        for (int i = 0; i < PSK_LENGTH; i++) {
            state += 0x9e3779b97f4a7c15L;
            psk.append(PSK_LETTERS.charAt((int) Long.remainderUnsigned(mix(state), PSK_LETTERS.length())));
        }
        return psk.toString();
    }

    /** FNV-1a, 64 bits. */
    static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /** The finisher of SplitMix64. */
    private static long mix(long z) {
        long y = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long x = (y ^ (y >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}
