package dev.censim.proto.bgp;

import dev.censim.proto.bgp.BgpSession.State;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;

/** Which state may follow which, RFC 4271 section 8.2.2. */
final class Transitions {

    private static final Map<State, EnumSet<State>> LEGAL = new EnumMap<>(Map.of(
            State.IDLE, EnumSet.of(State.CONNECT, State.ACTIVE),
            State.CONNECT, EnumSet.of(State.OPEN_SENT, State.IDLE),
            State.ACTIVE, EnumSet.of(State.CONNECT, State.OPEN_SENT, State.IDLE),
            State.OPEN_SENT, EnumSet.of(State.ACTIVE, State.OPEN_CONFIRM, State.IDLE),
            State.OPEN_CONFIRM, EnumSet.of(State.ESTABLISHED, State.IDLE),
            State.ESTABLISHED, EnumSet.of(State.IDLE)));

    private Transitions() {}

    static boolean areLegal(State from, State to) {
        EnumSet<State> legal = LEGAL.get(from);
        return legal != null && legal.contains(to);
    }
}
