package dev.censim.interop.bgp;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.proto.bgp.RoutePolicy;
import dev.censim.proto.bgp.RoutePolicy.Action;
import dev.censim.proto.bgp.RoutePolicy.Match;
import dev.censim.proto.bgp.RoutePolicy.Term;
import dev.censim.wire.bgp.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Two to twelve routers, their sessions and their policies, all drawn. Each AS is the customer, the provider or the peer of another;
 * routes of customers are preferred, then those of peers, and only routes of customers are told to peers and providers. Under these
 * rules (Gao and Rexford, "Stable Internet routing without global coordination", 2001) there is exactly one outcome, whatever else a
 * policy prefers, prepends, tags or denies: two implementations can be compared route for route.
 */
final class RandomTopology {

    /** @param sessions in the order of the router's own numbering */
    record Router(
            int index, Asn asn, Ipv4 identifier, List<Session> sessions, List<Prefix> originates, Origin origin) {}

    /**
     * One end of a session.
     *
     * @param peer index of the router at the other end
     * @param peerSession its number there
     */
    record Session(
            Ipv4 local,
            Ipv4 remote,
            int peer,
            int peerSession,
            Asn peerAsn,
            boolean isPassive,
            RoutePolicy imports,
            RoutePolicy exports) {}

    private enum Relation {
        CUSTOMER(200),
        PEER(150),
        PROVIDER(100);

        private final int preference;

        Relation(int preference) {
            this.preference = preference;
        }

        /** Where a route was learned. */
        Community tag() {
            return new Community(1 << 16 | ordinal());
        }

        Relation reverse() {
            return this == PEER ? PEER : this == CUSTOMER ? PROVIDER : CUSTOMER;
        }
    }

    /** Of an AS's own routes within it; they win over what anybody else says, or else there were two outcomes. */
    static final int OWN_PREFERENCE = 300;

    private static final int PREFIXES = 8;

    private final SplittableRandom random;
    private final int number;
    private final List<Asn> asns = new ArrayList<>();
    private final List<List<Session>> sessions = new ArrayList<>();
    private int addresses;

    private RandomTopology(long seed, int number) {
        random = new SplittableRandom(seed);
        this.number = number;
    }

    /** @param number 0 to 255, in the addresses, so that several topologies can stand side by side */
    static List<Router> draw(long seed, int number) {
        return new RandomTopology(seed, number).routers();
    }

    private List<Router> routers() {
        int count = 2 + random.nextInt(11);
        for (int router = 0; router < count; router++) {
            boolean isInTheSameAs = router > 0 && random.nextInt(4) == 0;
            Asn own = new Asn(random.nextInt(3) == 0 ? 4_200_000_000L + router : 64_600L + router);
            asns.add(isInTheSameAs ? asns.get(router - 1) : own);
            sessions.add(new ArrayList<>());
        }
        for (int router = 1; router < count; router++) {
            for (int before = router - 1; before >= 0 && asns.get(before).equals(asns.get(router)); before--) {
                join(before, router, Optional.empty());
            }
        }
        Relation[][] relations = relations(count);
        for (int router = 1; router < count; router++) {
            joinOutside(random.nextInt(router), router, relations);
        }
        for (int more = random.nextInt(count + 3); more > 0; more--) {
            joinOutside(random.nextInt(count), random.nextInt(count), relations);
        }
        List<Router> routers = new ArrayList<>();
        for (int router = 0; router < count; router++) {
            List<Prefix> originates = new ArrayList<>();
            for (int prefix = 0; prefix < PREFIXES; prefix++) {
                if (random.nextInt(count) < 2) {
                    originates.add(prefix(prefix));
                }
            }
            Ipv4 identifier = new Ipv4(0x0a000000 + (random.nextInt(1 << 16) << 8) + router);
            Origin origin = random.nextInt(3) == 0 ? Origin.INCOMPLETE : Origin.IGP;
            routers.add(new Router(router, asns.get(router), identifier, sessions.get(router), originates, origin));
        }
        return routers;
    }

    /** What the AS of one router is to that of another; providers have lower numbers, so nobody is its own customer. */
    private Relation[][] relations(int count) {
        Relation[][] relations = new Relation[count][count];
        for (int a = 0; a < count; a++) {
            for (int b = a + 1; b < count; b++) {
                relations[first(a)][first(b)] = random.nextInt(10) < 3 ? Relation.PEER : Relation.PROVIDER;
            }
        }
        return relations;
    }

    /** The first router of the AS. */
    private int first(int router) {
        return asns.indexOf(asns.get(router));
    }

    private void joinOutside(int a, int b, Relation[][] relations) {
        int high = Math.min(a, b);
        int low = Math.max(a, b);
        if (!asns.get(a).equals(asns.get(b))) {
            join(high, low, Optional.of(relations[first(high)][first(low)]));
        }
    }

    /** @param above what the first one is to the second; empty within an AS */
    private void join(int a, int b, Optional<Relation> above) {
        Ipv4 addressA = address();
        Ipv4 addressB = address();
        int numberA = sessions.get(a).size();
        int numberB = sessions.get(b).size();
        sessions.get(a).add(session(addressA, addressB, b, numberB, false, above.map(Relation::reverse)));
        sessions.get(b).add(session(addressB, addressA, a, numberA, true, above));
    }

    private Session session(
            Ipv4 local, Ipv4 remote, int peer, int peerSession, boolean isPassive, Optional<Relation> peerIs) {
        return new Session(
                local,
                remote,
                peer,
                peerSession,
                asns.get(peer),
                isPassive,
                peerIs.map(this::imports).orElse(RoutePolicy.PERMIT_ALL),
                peerIs.map(this::exports).orElse(RoutePolicy.PERMIT_ALL));
    }

    private Ipv4 address() {
        return new Ipv4(0xc6120000 + (number << 8) + ++addresses);
    }

    private static Prefix prefix(int index) {
        return new Prefix(0x0a000000 + (index << 16), 16 + index % 3);
    }

    private RoutePolicy imports(Relation peerIs) {
        List<Term> terms = new ArrayList<>();
        maybe(8, () -> terms.add(deny(new Match(List.of(randomPrefix()), List.of(), Optional.empty()))));
        maybe(8, () -> terms.add(deny(new Match(List.of(), List.of(randomTag()), Optional.empty()))));
        maybe(
                8,
                () -> terms.add(
                        deny(new Match(List.of(), List.of(), Optional.of(asns.get(random.nextInt(asns.size())))))));
        maybe(
                2,
                () -> terms.add(new Term(
                        new Match(List.of(randomPrefix(), randomPrefix()), List.of(), Optional.empty()),
                        true,
                        imported(peerIs))));
        terms.add(new Term(Match.ANY, true, imported(peerIs)));
        return new RoutePolicy(terms);
    }

    private List<Action> imported(Relation peerIs) {
        List<Action> actions = new ArrayList<>();
        for (Relation relation : Relation.values()) {
            actions.add(new Action.RemoveCommunity(relation.tag()));
        }
        actions.add(new Action.AddCommunity(peerIs.tag()));
        actions.add(new Action.SetLocalPref(peerIs.preference + (random.nextInt(3) == 0 ? random.nextInt(30) : 0)));
        return actions;
    }

    private RoutePolicy exports(Relation peerIs) {
        List<Term> terms = new ArrayList<>();
        if (peerIs != Relation.CUSTOMER) {
            terms.add(deny(new Match(List.of(), List.of(Relation.PEER.tag()), Optional.empty())));
            terms.add(deny(new Match(List.of(), List.of(Relation.PROVIDER.tag()), Optional.empty())));
        }
        maybe(8, () -> terms.add(deny(new Match(List.of(randomPrefix()), List.of(), Optional.empty()))));
        maybe(
                2,
                () -> terms.add(
                        new Term(new Match(List.of(randomPrefix()), List.of(), Optional.empty()), true, exported())));
        terms.add(new Term(Match.ANY, true, exported()));
        return new RoutePolicy(terms);
    }

    private List<Action> exported() {
        List<Action> actions = new ArrayList<>();
        maybe(4, () -> actions.add(new Action.Prepend(1 + random.nextInt(3))));
        maybe(3, () -> actions.add(new Action.SetMed(random.nextInt(3) * 10)));
        maybe(3, () -> actions.add(new Action.AddCommunity(randomTag())));
        maybe(12, () -> actions.add(new Action.AddCommunity(Community.NO_EXPORT)));
        maybe(25, () -> actions.add(new Action.AddCommunity(Community.NO_ADVERTISE)));
        return actions;
    }

    private void maybe(int oneIn, Runnable what) {
        if (random.nextInt(oneIn) == 0) {
            what.run();
        }
    }

    private static Term deny(Match match) {
        return new Term(match, false, List.of());
    }

    private Prefix randomPrefix() {
        return prefix(random.nextInt(PREFIXES));
    }

    private Community randomTag() {
        return new Community(2 << 16 | random.nextInt(4));
    }
}
