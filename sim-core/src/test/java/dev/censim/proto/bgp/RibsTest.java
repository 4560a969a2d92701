package dev.censim.proto.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.proto.Outbox;
import dev.censim.wire.bgp.AsPath;
import dev.censim.wire.bgp.AttributeFault;
import dev.censim.wire.bgp.BgpMessage;
import dev.censim.wire.bgp.Capability;
import dev.censim.wire.bgp.Dice;
import dev.censim.wire.bgp.Nlri;
import dev.censim.wire.bgp.Origin;
import dev.censim.wire.bgp.PathAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Whatever is told, lost, originated and told again: the tables say what the naive ones say, output by output. */
class RibsTest {

    private static final int SESSIONS = 4;
    private static final Community TAG = new Community(7);
    private static final Asn OWN = new Asn(65000);

    /** Neighbours, prefixes that lie in each other, both halves of the address space, and the ends of it. */
    private static List<Prefix> pool() {
        List<Prefix> pool = new ArrayList<>(List.of(Prefix.DEFAULT, Prefix.of("255.255.255.255/32")));
        for (int i = 0; i < 12; i++) {
            pool.add(new Prefix(0x0a000000 + (i << 8), 24));
            pool.add(new Prefix(0xc0000000 + (i << 24), 8 + i));
            pool.add(new Prefix(0xa9fe0000 + (i << 2), 30));
        }
        pool.add(Prefix.of("10.0.0.0/8"));
        pool.add(Prefix.of("10.0.0.0/22"));
        return pool;
    }

    private static final List<Prefix> POOL = pool();

    private static List<Prefix> prefixes(Dice dice, int atMost) {
        List<Prefix> some = new ArrayList<>();
        for (int i = dice.upTo(atMost + 1); i > 0; i--) {
            some.add(POOL.get(dice.upTo(POOL.size())));
        }
        return some;
    }

    private static PathAttributes attributes(int session, Dice dice) {
        Asn first = new Asn(65001 + (dice.upTo(9) == 0 ? dice.upTo(3) : session / 2));
        AsPath path = dice.upTo(9) == 0
                ? AsPath.sequence(first, OWN)
                : dice.coin() ? AsPath.sequence(first) : AsPath.sequence(first, new Asn(1 + dice.upTo(2)));
        return PathAttributes.of(dice.upTo(4) == 0 ? Origin.INCOMPLETE : Origin.IGP, path, new Ipv4(0x0a000002))
                .withMed(dice.coin() ? OptionalLong.of(dice.upTo(2)) : OptionalLong.empty())
                .withCommunities(dice.upTo(3) == 0 ? List.of(TAG) : List.of());
    }

    private static RoutePolicy policy(Dice dice) {
        List<RoutePolicy.Term> terms = new ArrayList<>();
        for (int i = dice.upTo(4); i > 0; i--) {
            RoutePolicy.Match match = new RoutePolicy.Match(
                    prefixes(dice, 2),
                    dice.coin() ? List.of() : List.of(Prefix.of("10.0.0.0/22")),
                    dice.coin() ? List.of() : List.of(TAG),
                    dice.coin() ? Optional.empty() : Optional.of(new Asn(1)));
            List<RoutePolicy.Action> actions = List.of(new RoutePolicy.Action.SetLocalPref(99 + dice.upTo(3)));
            terms.add(new RoutePolicy.Term(match, dice.upTo(4) != 0, actions));
        }
        return new RoutePolicy(terms);
    }

    private static BgpSpeakerConfig router(Dice dice) {
        List<BgpSessionConfig> sessions = new ArrayList<>();
        for (int session = 0; session < SESSIONS; session++) {
            BgpSessionConfig config = BgpSessionConfig.of(
                            Ipv4.of("10.9.0.1"), new Ipv4(0xa9fe0009 - session), OWN, Optional.empty())
                    .withGracefulRestart(GracefulRestart.DEFAULT);
            config = dice.coin() ? config : config.withPolicies(policy(dice), RoutePolicy.PERMIT_ALL);
            PrefixLimit.Excess excess = dice.coin() ? PrefixLimit.Excess.CEASE : PrefixLimit.Excess.DISCARD;
            sessions.add(dice.upTo(3) != 0 ? config : config.withLimit(new PrefixLimit(3 + dice.upTo(20), excess)));
        }
        return new BgpSpeakerConfig(Ipv4.of("10.9.9.9"), sessions, 1 + dice.upTo(3), dice.coin());
    }

    private static Negotiated peer(int session, Dice dice) {
        boolean isExternal = session != 3;
        Optional<Capability.GracefulRestart> restart = dice.upTo(3) == 0
                ? Optional.empty()
                : Optional.of(new Capability.GracefulRestart(
                        0, 60, List.of(Capability.GracefulRestart.Family.ipv4Unicast(dice.coin()))));
        Asn asn = isExternal ? new Asn(65001 + session / 2) : OWN;
        return new Negotiated(asn, new Ipv4(1 + dice.upTo(3)), 0, 0, true, true, isExternal, restart);
    }

    private static BgpMessage.Update update(int session, Dice dice) {
        int kind = dice.upTo(12);
        if (kind == 0) {
            return BgpMessage.Update.END_OF_RIB;
        } else if (kind == 1) {
            AttributeFault fault = new AttributeFault(1, AttributeFault.Handling.TREAT_AS_WITHDRAW, 6);
            return new BgpMessage.Update(
                    Nlri.of(prefixes(dice, 6)), Optional.empty(), Nlri.EMPTY, List.of(), List.of(fault));
        }
        List<Prefix> announced = prefixes(dice, 12);
        Optional<PathAttributes> attributes =
                announced.isEmpty() ? Optional.empty() : Optional.of(attributes(session, dice));
        List<Prefix> withdrawn = dice.coin() ? List.of() : prefixes(dice, 6);
        return new BgpMessage.Update(Nlri.of(withdrawn), attributes, Nlri.of(announced), List.of(), List.of());
    }

    /** Prefix by prefix, as the naive tables tell it. */
    private static void split(SpeakerOutput output, List<SpeakerOutput> into) {
        if (output instanceof SpeakerOutput.RoutesReceived all) {
            all.prefixes()
                    .forEach(p -> into.add(
                            new SpeakerOutput.RoutesReceived(all.session(), Nlri.of(List.of(p)), all.attributes())));
        } else if (output instanceof SpeakerOutput.RoutesWithdrawn all) {
            all.prefixes()
                    .forEach(p -> into.add(new SpeakerOutput.RoutesWithdrawn(all.session(), Nlri.of(List.of(p)))));
        } else if (output instanceof SpeakerOutput.BestChanged all) {
            all.prefixes().forEach(p -> into.add(new SpeakerOutput.BestChanged(Nlri.of(List.of(p)), all.best())));
        } else {
            into.add(output);
        }
    }

    private static List<SpeakerOutput> taken(Outbox<SpeakerOutput> out) {
        List<SpeakerOutput> all = new ArrayList<>();
        for (SpeakerOutput output = out.poll(); output != null; output = out.poll()) {
            split(output, all);
        }
        return all;
    }

    /** One input to both. */
    private static void act(
            Ribs ribs, NaiveRibs naive, boolean[] isUp, Dice dice, Outbox<SpeakerOutput> a, Outbox<SpeakerOutput> b) {
        int session = dice.upTo(SESSIONS);
        int kind = dice.upTo(12);
        if (kind == 0) {
            List<Prefix> own = prefixes(dice, 5);
            PathAttributes route = PathAttributes.originated(Origin.IGP, OptionalLong.of(dice.upTo(2)));
            ribs.originate(own, route, a);
            naive.originate(own, route, b);
        } else if (kind == 1) {
            List<Prefix> own = prefixes(dice, 9);
            ribs.withdraw(own, a);
            naive.withdraw(own, b);
        } else if (!isUp[session]) {
            Negotiated peer = peer(session, dice);
            isUp[session] = true;
            ribs.established(0, session, peer, a);
            naive.established(session, peer, b);
        } else {
            BgpMessage.Update update = update(session, dice);
            boolean isTooMuch = ribs.learned(session, update, a);
            assertThat(naive.learned(session, update, b)).isEqualTo(isTooMuch);
            if (isTooMuch || kind == 2) {
                Reason reason =
                        isTooMuch ? Reason.TOO_MANY_PREFIXES : dice.coin() ? Reason.TCP_FAILED : Reason.ADMIN_RESET;
                isUp[session] = false;
                ribs.lost(0, session, reason, a);
                naive.lost(session, reason, b);
            }
        }
    }

    @Test
    void theTablesCannotBeToldFromNaiveOnes() {
        for (long seed = 0; seed < 150; seed++) {
            Dice dice = new Dice(seed);
            BgpSpeakerConfig config = router(dice);
            Ribs ribs = new Ribs(config, dice, SelectionDeferral.none());
            NaiveRibs naive = new NaiveRibs(config);
            boolean[] isUp = new boolean[SESSIONS];
            for (int step = 0; step < 150; step++) {
                Outbox<SpeakerOutput> ours = new Outbox<>();
                Outbox<SpeakerOutput> theirs = new Outbox<>();
                ribs = dice.upTo(10) == 0 ? new Ribs(ribs, dice) : ribs;
                act(ribs, naive, isUp, dice, ours, theirs);
                assertThat(taken(ours)).as("seed %d, step %d", seed, step).isEqualTo(taken(theirs));
                assertThat(ribs.selected()).as("seed %d, step %d", seed, step).isEqualTo(naive.selected());
                for (int session = 0; session < SESSIONS; session++) {
                    assertThat(ribs.received(session)).isEqualTo(naive.received(session));
                }
            }
        }
    }

    @Test
    void aCopyGoesItsOwnWay() {
        Dice dice = new Dice(5);
        BgpSpeakerConfig config = router(dice);
        Ribs ribs = new Ribs(config, dice, SelectionDeferral.none());
        NaiveRibs naive = new NaiveRibs(config);
        boolean[] isUp = new boolean[SESSIONS];
        for (int step = 0; step < 100; step++) {
            act(ribs, naive, isUp, dice, new Outbox<>(), new Outbox<>());
        }
        Ribs copy = new Ribs(ribs, dice);
        for (int step = 0; step < 100; step++) {
            act(
                    copy,
                    new NaiveRibs(config),
                    new boolean[SESSIONS],
                    new Dice(step * 2 + 1),
                    new Outbox<>(),
                    new Outbox<>());
        }
        assertThat(ribs.selected()).isNotEmpty().isEqualTo(naive.selected());
    }
}
