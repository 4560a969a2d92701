package dev.censim.proto.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.wire.bgp.Dice;
import dev.censim.wire.bgp.Origin;
import dev.censim.wire.bgp.PathAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Whatever has happened in a network, once it is quiet its routers have chosen what they would have chosen had they just been
 * started. Five routers, all joined to all, two of them in one AS; both ends of each session may connect.
 */
class HistoryLeavesNoTraceTest {

    private static final int ROUTERS = 5;
    private static final int PREFIXES = 4;
    private static final long[] AS = {65001, 65002, 4_200_000_003L, 65004, 65004};

    private static Prefix prefix(int index) {
        return new Prefix(0x0a000000 + (index << 16), 16);
    }

    private static Ipv4 address(int from, int to) {
        return new Ipv4(0xa9fe0000 + from * 256 + to);
    }

    /** The session of a router with another: others in ascending order, itself left out. */
    private static int session(int router, int with) {
        return with < router ? with : with - 1;
    }

    private static BgpSpeakerConfig router(int router, Function<BgpSessionConfig, BgpSessionConfig> settings) {
        List<BgpSessionConfig> sessions = new ArrayList<>();
        for (int with = 0; with < ROUTERS; with++) {
            if (with != router) {
                BgpSessionConfig session = BgpSessionConfig.of(
                                address(router, with),
                                address(with, router),
                                new Asn(AS[router]),
                                Optional.of(new Asn(AS[with])))
                        .withTimers(9, 3, 5)
                        .withIdleHold(1, 4)
                        .withNextHopSelf(true);
                sessions.add(settings.apply(session));
            }
        }
        return new BgpSpeakerConfig(new Ipv4(0x0b000000 + (router * 7 % ROUTERS)), sessions, 2);
    }

    private static Net network(Dice dice, Function<BgpSessionConfig, BgpSessionConfig> settings) {
        Net net = new Net();
        for (int router = 0; router < ROUTERS; router++) {
            net.add(new BgpSpeaker(router(router, settings), new Dice(dice.nextLong())));
        }
        for (int a = 0; a < ROUTERS; a++) {
            for (int b = a + 1; b < ROUTERS; b++) {
                net.join(a, session(a, b), b, session(b, a));
            }
        }
        return net;
    }

    private static void originate(Net net, int router, int prefix, int med) {
        PathAttributes route = PathAttributes.originated(Origin.IGP, OptionalLong.of(med));
        net.act(router, out -> net.at(router).originate(net.now(), prefix(prefix), route, out));
    }

    private static void disturb(Net net, Dice dice, TreeMap<Integer, Integer> originated) {
        int router = dice.upTo(ROUTERS);
        int link = dice.upTo(ROUTERS * (ROUTERS - 1) / 2);
        int key = router * PREFIXES + dice.upTo(PREFIXES);
        switch (dice.upTo(7)) {
            case 0, 1 -> {
                originated.put(key, dice.upTo(3));
                originate(net, router, key % PREFIXES, originated.get(key));
            }
            case 2 -> {
                originated.remove(key);
                net.act(router, out -> net.at(router).withdraw(net.now(), prefix(key % PREFIXES), out));
            }
            case 3 -> net.act(router, out -> net.at(router).reset(net.now(), dice.upTo(ROUTERS - 1), out));
            case 4 -> net.breakTcp(link);
            case 5 -> net.act(router, out -> net.at(router).refresh(net.now(), dice.upTo(ROUTERS - 1), out));
            default -> {
                // Longer than the hold time: what is lost is lost here, while TCP would bring it back.
                net.cut(link);
                net.run(net.now() + (10 + dice.upTo(10)) * Net.SECOND);
                net.mend(link);
            }
        }
    }

    private static void agreesAfterwards(long seed, Function<BgpSessionConfig, BgpSessionConfig> settings) {
        Dice dice = new Dice(seed);
        Net lived = network(dice, settings);
        TreeMap<Integer, Integer> originated = new TreeMap<>();
        lived.startAll();
        for (int i = 0; i < 30; i++) {
            lived.run(lived.now() + dice.below(3 * Net.SECOND));
            disturb(lived, dice, originated);
        }
        lived.run(lived.now() + 600 * Net.SECOND);

        Net fresh = network(dice, settings);
        originated.forEach((key, med) -> originate(fresh, key / PREFIXES, key % PREFIXES, med));
        fresh.startAll();
        fresh.run(600 * Net.SECOND);
        for (int router = 0; router < ROUTERS; router++) {
            for (int session = 0; session < ROUTERS - 1; session++) {
                assertThat(lived.at(router).state(session))
                        .as("router %d, session %d, seed %d", router, session, seed)
                        .isEqualTo(BgpSession.State.ESTABLISHED);
            }
            assertThat(lived.at(router).locRib())
                    .as("router %d, seed %d", router, seed)
                    .isEqualTo(fresh.at(router).locRib());
        }
    }

    @Test
    void afterAnyDisturbance() {
        for (long seed = 0; seed < 40; seed++) {
            agreesAfterwards(seed, session -> session);
        }
    }

    @Test
    void withAnAdvertisementInterval() {
        for (long seed = 100; seed < 120; seed++) {
            agreesAfterwards(seed, session -> session.withMraiNanos(5 * Net.SECOND));
        }
    }

    @Test
    void withRoutesThatAreKeptWhileThePeerIsAway() {
        for (long seed = 200; seed < 230; seed++) {
            agreesAfterwards(seed, session -> session.withGracefulRestart(new GracefulRestart(30, true, 60)));
        }
    }
}
