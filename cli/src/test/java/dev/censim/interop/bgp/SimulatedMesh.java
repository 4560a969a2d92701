package dev.censim.interop.bgp;

import dev.censim.crypto.Entropy;
import dev.censim.model.address.Prefix;
import dev.censim.proto.Outbox;
import dev.censim.proto.bgp.BgpSessionConfig;
import dev.censim.proto.bgp.BgpSpeaker;
import dev.censim.proto.bgp.BgpSpeakerConfig;
import dev.censim.proto.bgp.Path;
import dev.censim.proto.bgp.SpeakerOutput;
import dev.censim.wire.bgp.PathAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Our speakers of a topology; what they send arrives in order on each session, and in any order across sessions. */
final class SimulatedMesh {

    private static final int DELIVERIES = 300_000;
    private static final int PASSIVE_NUMBER = 1;

    private record Segment(int router, int session, int connection, byte[] message) {}

    record Dice(SplittableRandom random) implements Entropy {
        @Override
        public long nextLong() {
            return random.nextLong();
        }

        @Override
        public Entropy copy() {
            return this;
        }
    }

    private final List<RandomTopology.Router> routers;
    private final SplittableRandom order;
    private final List<BgpSpeaker> speakers = new ArrayList<>();
    private final List<List<Deque<Segment>>> inFlight = new ArrayList<>();

    private SimulatedMesh(List<RandomTopology.Router> routers, long order) {
        this.routers = routers;
        this.order = new SplittableRandom(order);
        for (RandomTopology.Router router : routers) {
            List<BgpSessionConfig> sessions = new ArrayList<>();
            List<Deque<Segment>> queues = new ArrayList<>();
            for (RandomTopology.Session session : router.sessions()) {
                sessions.add(BgpSessionConfig.of(
                                session.local(), session.remote(), router.asn(), Optional.of(session.peerAsn()))
                        .withTimers(0, 0, 120)
                        .withPassive(session.isPassive())
                        .withNextHopSelf(true)
                        .withPolicies(session.imports(), session.exports()));
                queues.add(new ArrayDeque<>());
            }
            speakers.add(new BgpSpeaker(
                    new BgpSpeakerConfig(router.identifier(), sessions, 1), new Dice(this.order.split())));
            inFlight.add(queues);
        }
    }

    /** What each router has chosen in the end; empty when they never come to an end. */
    static Optional<List<TreeMap<Prefix, String>>> locRibs(List<RandomTopology.Router> routers, long order) {
        return new SimulatedMesh(routers, order).run();
    }

    private Optional<List<TreeMap<Prefix, String>>> run() {
        List<int[]> ends = new ArrayList<>();
        for (RandomTopology.Router router : routers) {
            act(
                    router.index(),
                    out -> speakers.get(router.index())
                            .originate(
                                    0,
                                    router.originates(),
                                    PathAttributes.originated(router.origin(), OptionalLong.empty())
                                            .withLocalPref(OptionalLong.of(RandomTopology.OWN_PREFERENCE)),
                                    out));
            for (int session = 0; session < router.sessions().size(); session++) {
                ends.add(new int[] {router.index(), session});
            }
        }
        // Whoever listens first, so that each connection is taken.
        ends.sort((a, b) -> Boolean.compare(passive(b), passive(a)));
        ends.forEach(end -> act(end[0], out -> speakers.get(end[0]).start(0, end[1], out)));
        int deliveries = 0;
        for (Deque<Segment> queue = next(); queue != null; queue = next()) {
            if (++deliveries > DELIVERIES) {
                return Optional.empty();
            }
            Segment segment = queue.remove();
            byte[] message = segment.message;
            act(
                    segment.router,
                    out -> speakers.get(segment.router)
                            .received(0, segment.session, segment.connection, message, 0, message.length, out));
        }
        List<TreeMap<Prefix, String>> chosen = new ArrayList<>();
        for (BgpSpeaker speaker : speakers) {
            TreeMap<Prefix, String> rib = new TreeMap<>();
            speaker.locRib().forEach((prefix, path) -> rib.put(prefix, text(path)));
            chosen.add(rib);
        }
        return Optional.of(chosen);
    }

    private boolean passive(int... end) {
        return routers.get(end[0]).sessions().get(end[1]).isPassive();
    }

    private @Nullable Deque<Segment> next() {
        List<Deque<Segment>> waiting = new ArrayList<>();
        inFlight.forEach(queues -> queues.stream().filter(q -> !q.isEmpty()).forEach(waiting::add));
        return waiting.isEmpty() ? null : waiting.get(order.nextInt(waiting.size()));
    }

    private interface Input {
        void into(Outbox<SpeakerOutput> out);
    }

    private void act(int router, Input input) {
        Outbox<SpeakerOutput> out = new Outbox<>();
        input.into(out);
        for (SpeakerOutput output = out.poll(); output != null; output = out.poll()) {
            if (output instanceof SpeakerOutput.Connect connect) {
                connect(router, connect.session(), connect.connection());
            } else if (output instanceof SpeakerOutput.Send send) {
                RandomTopology.Session from = routers.get(router).sessions().get(send.session());
                int number = from.isPassive() ? 0 : PASSIVE_NUMBER;
                inFlight.get(router)
                        .get(send.session())
                        .add(new Segment(from.peer(), from.peerSession(), number, send.message()));
            }
        }
    }

    private void connect(int router, int session, int connection) {
        RandomTopology.Session from = routers.get(router).sessions().get(session);
        act(from.peer(), out -> speakers.get(from.peer()).accepted(0, from.peerSession(), out));
        act(router, out -> speakers.get(router).connected(0, session, connection, out));
    }

    /** As {@link BirdMesh} reads it. */
    private static String text(Path path) {
        if (path.session() == Path.LOCAL) {
            return "local";
        }
        PathAttributes route = path.attributes();
        List<String> communities = route.communities().stream()
                .map(c -> "(" + (c.bits() >>> 16) + "," + (c.bits() & 0xffff) + ")")
                .sorted()
                .toList();
        return "session " + path.session() + " origin "
                + (route.origin().ordinal() == 0 ? "IGP" : "Incomplete") + " path " + route.asPath() + " next hop "
                + route.nextHop() + " med "
                + (route.med().isPresent() ? route.med().getAsLong() : "none") + " preference "
                + route.localPref().orElseThrow() + " communities " + communities;
    }
}
