package dev.censim.reports.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the hot path aims at, one line each: the bar that must hold, and the stretch beyond it. */
final class Goals {

    static final List<Goal> ALL = List.of(
            ratio("ns-3's default scheduler, 1e3 pending", "event-list", "pending=1000", "ns3-map", 4, 5),
            ratio("ns-3's default scheduler, 1e5 pending", "event-list", "pending=100000", "ns3-map", 4, 5),
            ratio("ns-3's default scheduler, 1e6 pending", "event-list", "pending=1000000", "ns3-map", 4, 5),
            ratio("ns-3's fastest scheduler, 1e3 pending", "event-list", "pending=1000", "ns3-priority-queue", 2, 3),
            ratio(
                    "ns-3's fastest scheduler, 1e5 pending",
                    "event-list",
                    "pending=100000",
                    "ns3-priority-queue",
                    2,
                    2.5),
            ratio(
                    "ns-3's fastest scheduler, 1e6 pending",
                    "event-list",
                    "pending=1000000",
                    "ns3-priority-queue",
                    1.2,
                    1.5),
            bytes("allocated per event", "event-list", "", 0.5, 0.5),
            ratio("DPDK's rte_fib, scalar bulk, uniform", "lookup", "stream=uniform", "dpdk-fib", 0.85, 1),
            ratio("DPDK's rte_fib, scalar bulk, prefix", "lookup", "stream=prefix", "dpdk-fib", 0.85, 1),
            ratio("DPDK's rte_fib, scalar bulk, trace", "lookup", "stream=trace", "dpdk-fib", 0.85, 1),
            ratio("DPDK's rte_lpm, single, uniform", "lookup", "stream=uniform", "dpdk-lpm", 1, 1.2),
            ratio("DPDK's rte_lpm, single, prefix", "lookup", "stream=prefix", "dpdk-lpm", 1, 1.2),
            ratio("DPDK's rte_lpm, single, trace", "lookup", "stream=trace", "dpdk-lpm", 1, 1.2),
            ratio("IPAddress's trie", "lookup", "stream=uniform", "ipAddress", 100, 200),
            ratio("IPAddress's trie, 1,000 tables", "lookup", "tables=1000", "ipAddress", 20, 40),
            ratio(
                    "OpenSSL's EVP, a batch sealed and opened, 64 B",
                    "esp-in",
                    "operation=seal+open octets=64 way=batch",
                    "openssl",
                    1.3,
                    1.8),
            ratio(
                    "OpenSSL's EVP, a batch sealed and opened, 576 B",
                    "esp-in",
                    "operation=seal+open octets=576 way=batch",
                    "openssl",
                    1.1,
                    1.45),
            ratio(
                    "OpenSSL's EVP, a batch sealed and opened, 1408 B",
                    "esp-in",
                    "operation=seal+open octets=1408 way=batch",
                    "openssl",
                    1.03,
                    1.35),
            ratio(
                    "OpenSSL's EVP, packet by packet, 64 B",
                    "esp-in",
                    "operation=seal+open octets=64 way=single",
                    "openssl",
                    1.3,
                    1.3),
            ratio(
                    "OpenSSL's EVP, packet by packet, 576 B",
                    "esp-in",
                    "operation=seal+open octets=576 way=single",
                    "openssl",
                    1.1,
                    1.1),
            ratio(
                    "OpenSSL's EVP, packet by packet, 1408 B",
                    "esp-in",
                    "operation=seal+open octets=1408 way=single",
                    "openssl",
                    1.03,
                    1.03),
            bytes("allocated per packet of a batch", "esp-in", "operation=seal+open way=batch", 450, 450),
            bytes("allocated per packet of a frugal batch", "esp-in", "operation=seal+open way=frugal-batch", 48, 48),
            ratio("OpenSSL's four constant-time exponentiations", "ike", "", "openssl", 1.3, 2),
            ratio("SunJCE's defaults, 1024 bits", "ike", "group=GROUP2", "sunJce", 4, 4),
            ratio("SunJCE's defaults, 2048 bits", "ike", "group=GROUP14", "sunJce", 8, 10),
            ratio("BIRD, the full table", "bgp-update", "peers=1", "bird", 1, 3),
            ratio("FRR's bgpd, the full table", "bgp-update", "peers=1", "frr", 15, 30),
            ratio(
                    "ns-3, forwarding over 10 routers",
                    "packet",
                    "routers=10 routes=10 octets=64",
                    "ns3-forward",
                    15,
                    25),
            ratio("ns-3, 1,000 routes a router", "packet", "routers=1 routes=1000 octets=64", "ns3-forward", 100, 200),
            ratio("ns-3's plain forwarding, with real ESP", "packet", "esp=real", "ns3-forward", 1, 1));

    private Goals() {}

    private static Goal ratio(
            String against, String paths, String parameters, String peer, double bar, double stretch) {
        return new Goal(
                "faster than " + against,
                Arrays.asList(paths.split("\\+")),
                parameters(parameters),
                Optional.of(peer),
                bar,
                stretch);
    }

    private static Goal bytes(String what, String paths, String parameters, double bar, double stretch) {
        return new Goal(
                what, Arrays.asList(paths.split("\\+")), parameters(parameters), Optional.empty(), bar, stretch);
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String word : text.isEmpty() ? new String[0] : text.split(" ")) {
            parameters.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        }
        return parameters;
    }
}
