package dev.censim.scenarios.reach;

import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact.BgpRouteReceived;
import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.NetworkFact.RouteNotTaken;
import dev.censim.facts.Side;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import dev.censim.model.Scenario;
import dev.censim.model.topology.Ccn;
import dev.censim.model.topology.Host;
import dev.censim.model.topology.Path;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.Vpc;
import dev.censim.model.traffic.Flow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The actors of a network, part by part. A part is a site, or a VPC or CCN with its hosts. What joins parts is the hub: transit routers,
 * ECRs, connections between regions, VPN gateways and the VPCs that they are in, and VPCs whose tables are full.
 */
final class Partition {

    static final int HUB = -1;

    private final Names names;
    private final Map<String, Integer> actors = new HashMap<>();
    private final List<BitSet> members = new ArrayList<>();
    private final BitSet openSites = new BitSet();
    private final int sites;
    private final int[] partOf;
    private final BitSet hub = new BitSet();
    private final boolean isDivisible;

    private final int firstFlow;

    /** Of each flow the parts of its ends. */
    private final int[] flowsFrom;

    private final int[] flowsTo;

    /** @param converged everything that has happened so far */
    Partition(Scenario scenario, Names names, Journal converged) {
        this.names = names;
        firstFlow = names.actors().size() - 1 - names.flows().size();
        names.actors().subList(0, firstFlow).forEach(name -> actors.put(name, actors.size()));
        Topology topology = scenario.topology();
        Sites joined = new Sites(topology);
        // A site that can stand in for another one is one with it.
        claims(topology, joined, converged)
                .overlapping()
                .forEach(pair -> joined.join(name(pair.one()), name(pair.other())));
        for (List<String> site : joined.all()) {
            openSites.set(members.size(), joined.isOpen(site));
            part(site);
        }
        sites = members.size();
        Set<Integer> full = full(converged);
        topology.vpcs().stream()
                .filter(vpc -> !hasVpnGateway(topology, vpc) && !full.contains(actor(vpc.name())))
                .forEach(this::part);
        topology.ccns().forEach(this::part);
        partOf = new int[names.actors().size()];
        Arrays.fill(partOf, HUB);
        for (int part = 0; part < members.size(); part++) {
            int number = part;
            members.get(part).stream().forEach(actor -> partOf[actor] = number);
        }
        flowsFrom =
                scenario.flows().stream().map(Flow::from).mapToInt(this::partOf).toArray();
        flowsTo = scenario.flows().stream().map(Flow::to).mapToInt(this::partOf).toArray();
        hub.set(0, firstFlow);
        members.forEach(hub::andNot);
        isDivisible = topology.paths().stream()
                .filter(path -> hub.get(actor(path.name())))
                .allMatch(Partition::treatsAllAlike);
    }

    /** Whether what becomes of a packet depends on no other packet, not even on how many draws others have made. */
    private static boolean treatsAllAlike(Path path) {
        return path.jitter().isZero() && !Sites.carriesMoreOrLess(path);
    }

    private Claims claims(Topology topology, Sites joined, Journal converged) {
        Claims claims = new Claims();
        topology.transitRouters().stream()
                .flatMap(router -> router.routes().stream())
                .forEach(route -> route.attachment()
                        .filter(joined::has)
                        .ifPresent(nextHop -> claims.add(route.destination(), actor(nextHop))));
        converged.forEach(fact -> claim(fact, joined, claims));
        return claims;
    }

    /** What the tables of the cloud lead to, and what its ends of sessions have learned. */
    private void claim(Fact fact, Sites joined, Claims claims) {
        if (fact instanceof BgpRouteReceived learned && learned.side() == Side.CLOUD) {
            claims.add(learned.prefix(), learned.actor());
        } else if (fact instanceof RouteInstalled route) {
            String device = name(route.actor());
            if (joined.cloudEnds().contains(device)) {
                claims.add(route.prefix(), route.actor());
            } else if (!joined.has(device)) {
                route.nextHops().stream()
                        .filter(hop -> hop >= 0 && joined.has(name(hop)))
                        .forEach(hop -> claims.add(route.prefix(), hop));
            }
        }
    }

    /** Devices whose tables had no room: what leaves makes room for what has waited. */
    private static Set<Integer> full(Journal converged) {
        Set<Integer> full = new TreeSet<>();
        converged.forEach(fact -> {
            if (fact instanceof RouteNotTaken) {
                full.add(fact.actor());
            }
        });
        return full;
    }

    private static boolean hasVpnGateway(Topology topology, Vpc vpc) {
        return topology.vpnGateways().stream().anyMatch(gateway -> gateway.vpc().equals(vpc.name()));
    }

    private void part(Vpc vpc) {
        network(vpc.name(), vpc.hosts());
    }

    private void part(Ccn ccn) {
        network(ccn.name(), ccn.hosts());
    }

    private void network(String name, List<Host> hosts) {
        List<String> all = new ArrayList<>(List.of(name));
        hosts.forEach(host -> all.add(host.name()));
        part(all);
    }

    private void part(List<String> of) {
        BitSet part = new BitSet();
        of.forEach(name -> part.set(actor(name)));
        members.add(part);
    }

    private int actor(String name) {
        return Objects.requireNonNull(actors.get(name), name);
    }

    private String name(int actor) {
        return names.actors().get(actor);
    }

    private int partOf(String host) {
        return partOf[actor(host)];
    }

    /** Whether parts can be looked at one by one at all. */
    boolean isDivisible() {
        return isDivisible;
    }

    /** How many sites there are: the first parts. */
    int sites() {
        return sites;
    }

    /** The part that an actor belongs to; {@link #HUB} for none. */
    int partOf(int actor) {
        return partOf[actor];
    }

    boolean isSite(int part) {
        return part >= 0 && part < sites;
    }

    /** Sites that must go on with whatever goes on. */
    BitSet openSites() {
        return openSites;
    }

    BitSet members(int part) {
        return members.get(part);
    }

    BitSet hub() {
        return hub;
    }

    int flows() {
        return flowsFrom.length;
    }

    int flowActor(int flow) {
        return firstFlow + flow;
    }

    int flowFrom(int flow) {
        return flowsFrom[flow];
    }

    int flowTo(int flow) {
        return flowsTo[flow];
    }
}
