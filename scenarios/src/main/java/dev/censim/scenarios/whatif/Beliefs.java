package dev.censim.scenarios.whatif;

import dev.censim.facts.BgpState;
import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.facts.Side;
import dev.censim.kernel.Fact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Watches both ends of every tunnel and session, and notes when one believes in what the other has lost. */
final class Beliefs {

    /** Both ends of one thing. */
    private static final class Ends {
        private final Set<Side> up = EnumSet.noneOf(Side.class);
        private long since;
    }

    private final Names names;
    private final long failedAt;
    private final List<Ends> tunnels = new ArrayList<>();
    private final List<Ends> sessions = new ArrayList<>();
    private final List<Belief> beliefs = new ArrayList<>();

    /** @param before the state of the network when it failed */
    Beliefs(Names names, NetworkState before, long failedAt) {
        this.names = names;
        this.failedAt = failedAt;
        names.tunnels().forEach(name -> tunnels.add(new Ends()));
        names.sessions().forEach(name -> sessions.add(new Ends()));
        for (Side side : Side.values()) {
            for (int tunnel = 0; tunnel < tunnels.size(); tunnel++) {
                begin(tunnels.get(tunnel), side, before.isTunnelUp(tunnel, side));
            }
            for (int session = 0; session < sessions.size(); session++) {
                begin(sessions.get(session), side, before.isSessionUp(session, side));
            }
        }
    }

    private void begin(Ends ends, Side side, boolean isUp) {
        ends.since = failedAt;
        if (isUp) {
            ends.up.add(side);
        }
    }

    /** Facts since the failure, in order. */
    void take(Fact fact) {
        if (fact instanceof TunnelMoved moved) {
            move(Belief.Subject.TUNNEL, moved.tunnel(), moved.side(), moved.up(), moved.at());
        } else if (fact instanceof BgpMoved moved) {
            boolean isUp = moved.to() == BgpState.ESTABLISHED;
            move(Belief.Subject.SESSION, moved.session(), moved.side(), isUp, moved.at());
        }
    }

    private void move(Belief.Subject subject, int number, Side side, boolean isUp, long at) {
        Ends ends = (subject == Belief.Subject.TUNNEL ? tunnels : sessions).get(number);
        if (ends.up.contains(side) != isUp) {
            close(subject, number, at);
            ends.since = at;
            if (isUp) {
                ends.up.add(side);
            } else {
                ends.up.remove(side);
            }
        }
    }

    private void close(Belief.Subject subject, int number, long at) {
        boolean isTunnel = subject == Belief.Subject.TUNNEL;
        Ends ends = (isTunnel ? tunnels : sessions).get(number);
        if (ends.up.size() == 1 && at > ends.since) {
            String name = (isTunnel ? names.tunnels() : names.sessions()).get(number);
            beliefs.add(new Belief(subject, name, ends.up.iterator().next(), ends.since, at));
        }
    }

    /**
     * What was believed, by the beginnings.
     *
     * @param endedAt the end of the case
     */
    List<Belief> until(long endedAt) {
        for (int tunnel = 0; tunnel < tunnels.size(); tunnel++) {
            close(Belief.Subject.TUNNEL, tunnel, endedAt);
        }
        for (int session = 0; session < sessions.size(); session++) {
            close(Belief.Subject.SESSION, session, endedAt);
        }
        return beliefs.stream()
                .sorted(Comparator.comparingLong(Belief::from)
                        .thenComparing(Belief::subject)
                        .thenComparing(Belief::name))
                .toList();
    }
}
