package dev.censim.interop.bgp;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import dev.censim.model.address.Prefix;
import dev.censim.proto.bgp.RoutePolicy;
import dev.censim.proto.bgp.RoutePolicy.Action;
import dev.censim.proto.bgp.RoutePolicy.Match;
import dev.censim.proto.bgp.RoutePolicy.Term;
import dev.censim.wire.bgp.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * BIRD with a routing table for each router of several topologies, and with both ends of each session. All addresses are its own,
 * which BIRD refuses as next hops of the loopback; a route by the other device makes them resolve.
 */
final class BirdMesh implements AutoCloseable {

    private static final Pattern TIME = Pattern.compile(" \\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\b");
    private static final Pattern BEST = Pattern.compile("^(\\d+\\.\\d+\\.\\d+\\.\\d+/\\d+)\\s+\\S+ \\[(\\w+) .*");
    private static final Pattern ATTRIBUTE = Pattern.compile("^\\s+BGP\\.(\\w+): ?(.*)$");

    private final Path socket;
    private final Process process;
    private final int sessions;

    BirdMesh(Namespace lab, List<List<RandomTopology.Router>> topologies) {
        Path config = lab.folder.resolve("mesh.conf");
        socket = lab.folder.resolve("mesh.ctl");
        StringBuilder text = new StringBuilder("""
                log stderr { warning, error, fatal, bug };
                router id 192.0.2.1;
                protocol device { }
                ipv4 table interior;
                protocol static reach { ipv4 { table interior; }; route 198.18.0.0/16 via "DEVICE"; }
                """.replace("DEVICE", lab.theirDevice()));
        int count = 0;
        for (int number = 0; number < topologies.size(); number++) {
            for (RandomTopology.Router router : topologies.get(number)) {
                write(number, router, text);
                count += router.sessions().size();
            }
        }
        sessions = count;
        try {
            Files.deleteIfExists(socket);
            Files.writeString(config, text);
            Shell.run(Bird.PROGRAM.toString(), "-p", "-c", config.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = Bird.start(lab, config, socket, lab.folder.resolve("mesh.pid"));
    }

    private static String name(int topology, int router) {
        return topology + "_" + router;
    }

    private static void write(int topology, RandomTopology.Router router, StringBuilder text) {
        String name = name(topology, router.index());
        text.append("ipv4 table t")
                .append(name)
                .append(";\nprotocol static s")
                .append(name)
                .append(" { ipv4 { table t")
                .append(name)
                .append("; };\n");
        String origin = router.origin() == Origin.IGP ? "ORIGIN_IGP" : "ORIGIN_INCOMPLETE";
        router.originates()
                .forEach(prefix -> text.append("  route ")
                        .append(prefix)
                        .append(" blackhole { bgp_origin = ")
                        .append(origin)
                        .append("; bgp_local_pref = ")
                        .append(RandomTopology.OWN_PREFERENCE)
                        .append("; };\n"));
        text.append("}\n");
        for (int session = 0; session < router.sessions().size(); session++) {
            RandomTopology.Session end = router.sessions().get(session);
            text.append("""
                    protocol bgp bNAME_SESSION {
                      router id IDENTIFIER;
                      local LOCAL port PORT as OWN;
                      neighbor REMOTE port PORT as PEER;
                      multihop 2;
                      strict bind yes;
                      PASSIVE
                      connect delay time 1;
                      connect retry time 2;
                      error wait time 1, 2;
                      deterministic med yes;
                      ipv4 {
                        table tNAME;
                        igp table interior;
                        gateway recursive;
                        next hop self;
                        import filter { INWARD };
                        export filter { OUTWARD };
                      };
                    }
                    """.replace("NAME", name)
                    .replace("SESSION", String.valueOf(session))
                    .replace("IDENTIFIER", router.identifier().toString())
                    .replace("LOCAL", end.local().toString())
                    .replace("REMOTE", end.remote().toString())
                    .replace("PORT", String.valueOf(Setup.PORT))
                    .replace("OWN", router.asn().toString())
                    .replace("PEER", end.peerAsn().toString())
                    .replace("PASSIVE", end.isPassive() ? "passive on;" : "")
                    .replace("INWARD", filter(end.imports(), router.asn()))
                    .replace("OUTWARD", filter(end.exports(), router.asn())));
        }
    }

    private static String filter(RoutePolicy policy, Asn own) {
        StringBuilder text = new StringBuilder();
        for (Term term : policy.terms()) {
            text.append("if ").append(condition(term.match())).append(" then { ");
            term.actions().forEach(action -> text.append(statement(action, own)));
            text.append(term.permits() ? "accept; } " : "reject; } ");
        }
        return text.append("accept;").toString();
    }

    private static String condition(Match match) {
        List<String> all = new ArrayList<>(List.of("true"));
        if (!match.prefixes().isEmpty()) {
            all.add("net ~ [ "
                    + String.join(
                            ", ",
                            match.prefixes().stream().map(Prefix::toString).toList()) + " ]");
        }
        match.communities().forEach(community -> all.add(pair(community) + " ~ bgp_community"));
        match.through().ifPresent(asn -> all.add("bgp_path ~ [= * " + asn + " * =]"));
        return String.join(" && ", all);
    }

    private static String statement(Action action, Asn own) {
        if (action instanceof Action.SetLocalPref set) {
            return "bgp_local_pref = " + set.preference() + "; ";
        } else if (action instanceof Action.SetMed set) {
            return "bgp_med = " + set.metric() + "; ";
        } else if (action instanceof Action.Prepend prepend) {
            return ("bgp_path.prepend(" + own + "); ").repeat(prepend.times());
        } else if (action instanceof Action.AddCommunity add) {
            return "bgp_community.add(" + pair(add.community()) + "); ";
        } else if (action instanceof Action.RemoveCommunity remove) {
            return "bgp_community.delete(" + pair(remove.community()) + "); ";
        }
        throw new AssertionError(action);
    }

    private static String pair(Community community) {
        return "(" + (community.bits() >>> 16) + "," + (community.bits() & 0xffff) + ")";
    }

    private String ask(String... words) {
        List<String> command = new ArrayList<>(List.of(Bird.CONTROL.toString(), "-s", socket.toString()));
        command.addAll(List.of(words));
        return Shell.run(command.toArray(String[]::new));
    }

    /** Waits until all sessions are up and no table changes any more, whatever BIRD, which counts back from now, says of since when. */
    void awaitQuiet() {
        Shell.await(
                sessions + " sessions in BIRD",
                Duration.ofMinutes(4),
                () -> ask("show", "protocols").split("Established", -1).length == sessions + 1);
        AtomicReference<String> before = new AtomicReference<>("");
        AtomicInteger same = new AtomicInteger();
        Shell.await("tables in BIRD that do not change", Duration.ofMinutes(4), () -> {
            Shell.pause(700);
            String now = ask("show", "route", "table", "all", "count")
                    + ask("show", "route", "table", "all", "primary", "all");
            String timeless = TIME.matcher(now).replaceAll("");
            same.set(timeless.equals(before.getAndSet(timeless)) ? same.get() + 1 : 0);
            return same.get() == 3;
        });
    }

    /** What a router has chosen, as {@link SimulatedMesh} writes it. */
    TreeMap<Prefix, String> locRib(int topology, int router) {
        TreeMap<Prefix, String> rib = new TreeMap<>();
        TreeMap<String, String> attributes = new TreeMap<>();
        String protocol = null;
        String prefix = null;
        for (String line : ask("show", "route", "table", "t" + name(topology, router), "primary", "all")
                .lines()
                .toList()) {
            Matcher best = BEST.matcher(line);
            Matcher attribute = ATTRIBUTE.matcher(line);
            if (best.matches()) {
                put(prefix, protocol, attributes, rib);
                prefix = best.group(1);
                protocol = best.group(2);
                attributes.clear();
            } else if (attribute.matches()) {
                attributes.put(attribute.group(1), attribute.group(2).strip());
            }
        }
        put(prefix, protocol, attributes, rib);
        return rib;
    }

    private static void put(
            @Nullable String prefix,
            @Nullable String protocol,
            TreeMap<String, String> attributes,
            TreeMap<Prefix, String> into) {
        if (prefix == null || protocol == null) {
            return;
        }
        into.put(Prefix.of(prefix), protocol.startsWith("s") ? "local" : text(protocol, attributes));
    }

    private static String text(String protocol, TreeMap<String, String> attributes) {
        String communities = Objects.requireNonNullElse(attributes.get("community"), "");
        List<String> sorted = communities.isEmpty()
                ? List.of()
                : Arrays.stream(communities.split(" ")).sorted().toList();
        return "session " + protocol.substring(protocol.lastIndexOf('_') + 1) + " origin " + attributes.get("origin")
                + " path " + Objects.requireNonNullElse(attributes.get("as_path"), "") + " next hop "
                + attributes.get("next_hop") + " med "
                + Objects.requireNonNullElse(attributes.get("med"), "none") + " preference "
                + attributes.get("local_pref") + " communities " + sorted;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Shell.await("BIRD to end", () -> !process.isAlive());
    }
}
