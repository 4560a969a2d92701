package dev.censim.scenarios.read;

import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.Defaults;
import dev.censim.model.policy.VbrHealthCheck;
import dev.censim.model.topology.DataCenter;
import dev.censim.model.topology.Host;
import dev.censim.model.topology.Vbr;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code healthCheck} of a VBR, and looks at the end whether its probes can be answered. */
final class VbrHealthCheckReader {

    /** From here the product takes a source address by itself. */
    private static final Prefix SOURCES = Prefix.of("100.96.0.0/16");

    private static final List<Prefix> PRIVATE =
            List.of(Prefix.of("10.0.0.0/8"), Prefix.of("172.16.0.0/12"), Prefix.of("192.168.0.0/16"), SOURCES);

    private static final String SOURCE = " (vendor, Configure health checks)";

    private static final Form<Duration> INTERVAL = Units.DURATION.where(
            duration ->
                    duration.compareTo(Duration.ofSeconds(2)) >= 0 && duration.compareTo(Duration.ofSeconds(3)) <= 0,
            "2s to 3s" + SOURCE);
    private static final Form<Long> THRESHOLD = new Form<>(
            "a whole number from 3 to 8" + SOURCE, 8L, Units.integer(3, 8).parse());
    private static final Form<Ipv4> SOURCE_IP = Forms.ADDRESS.where(
            address -> PRIVATE.stream().anyMatch(block -> block.contains(address)),
            "an idle private address of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.96.0.0/16" + SOURCE);

    private final Draft draft;
    private int allocated;

    VbrHealthCheckReader(Draft draft) {
        this.draft = draft;
    }

    /** Empty when it is off. */
    Optional<VbrHealthCheck> read(Cursor at, Ipv4 peer) {
        boolean isOn = at.or("enable", Forms.BOOLEAN, true);
        Ipv4 source = at.optional("healthCheckSourceIp", SOURCE_IP).orElseGet(this::next);
        VbrHealthCheck check = new VbrHealthCheck(
                source,
                at.or("healthCheckTargetIp", Forms.ADDRESS, peer),
                at.or("healthCheckInterval", INTERVAL, Defaults.VBR_HEALTH_CHECK_INTERVAL),
                at.or("healthyThreshold", THRESHOLD, (long) Defaults.VBR_HEALTHY_THRESHOLD)
                        .intValue(),
                at.or("healthCheckOnly", Forms.BOOLEAN, false));
        at.done();
        return isOn ? Optional.of(check) : Optional.empty();
    }

    /** The lowest addresses of the product's block, in the order of the file. */
    private Ipv4 next() {
        allocated++;
        return new Ipv4(SOURCES.network() + allocated);
    }

    /** When everything has been read. */
    void check() {
        Map<Ipv4, String> owners = new HashMap<>();
        Stream.concat(
                        draft.hosts.values().stream()
                                .map(Declared::value)
                                .map(host -> Map.entry(host.address(), host.name())),
                        draft.vbrs.values().stream()
                                .map(Declared::value)
                                .flatMap(vbr -> Stream.of(
                                        Map.entry(vbr.localGatewayIp(), vbr.name()),
                                        Map.entry(vbr.peerGatewayIp(), vbr.name()))))
                .forEach(owner -> owners.putIfAbsent(owner.getKey(), owner.getValue()));
        for (Declared<Vbr> vbr : draft.vbrs.values()) {
            Cursor at = vbr.at().childOrEmpty("healthCheck", "the health check of a VBR");
            vbr.value().healthCheck().ifPresent(check -> {
                checkSource(at, vbr.value(), check, owners);
                checkTarget(at, vbr.value(), check);
            });
        }
    }

    private static void checkSource(Cursor at, Vbr vbr, VbrHealthCheck check, Map<Ipv4, String> owners) {
        String owner = owners.putIfAbsent(check.sourceIp(), vbr.name());
        at.check(
                "healthCheckSourceIp",
                owner == null,
                "healthCheckSourceIp: " + check.sourceIp() + " is already in use by "
                        + Quote.of(owner == null ? "" : owner),
                "name an idle address, or leave it out: one of " + SOURCES + " is taken then" + SOURCE);
        Prefix needed = Prefix.around(check.sourceIp(), 32);
        boolean isRouted =
                vbr.bgp().isPresent() || vbr.peerRoutes().stream().anyMatch(route -> route.contains(check.sourceIp()));
        if (!isRouted) {
            at.warning(
                    "healthCheckSourceIp",
                    "healthCheckSourceIp: without BGP the data centre needs a route " + needed
                            + " into this circuit, or no reply comes back the way the probe went" + SOURCE,
                    "add to the VBR peerRoutes: [" + needed + "]");
        }
    }

    private void checkTarget(Cursor at, Vbr vbr, VbrHealthCheck check) {
        Declared<DataCenter> home = draft.dataCenters.get(vbr.dataCenter());
        boolean isThere = check.targetIp().equals(vbr.peerGatewayIp())
                || home == null
                || home.value().hosts().stream().map(Host::address).anyMatch(check.targetIp()::equals);
        if (!isThere) {
            at.warning(
                    "healthCheckTargetIp",
                    "healthCheckTargetIp: " + check.targetIp() + " is neither the circuit's peer " + vbr.peerGatewayIp()
                            + " nor a host of " + Quote.of(vbr.dataCenter()) + ": nobody answers",
                    "leave it out to probe the peer");
        }
    }
}
