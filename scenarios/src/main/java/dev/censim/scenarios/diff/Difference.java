package dev.censim.scenarios.diff;

import dev.censim.scenarios.whatif.FlowLoss;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** One thing that is not the same in two scenarios. Where it has a state, that is {@link #NORMAL} or the id of a failure. */
public sealed interface Difference {

    /** Nothing has failed. */
    String NORMAL = "normal";

    Effect effect();

    /** Only one of the scenarios has it. */
    record Presence(Thing thing, String name, boolean isInSecond) implements Difference {

        @Override
        public Effect effect() {
            return Effect.OTHER;
        }
    }

    enum Thing {
        FLOW("flow"),
        ELEMENT("element");

        private final String text;

        Thing(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** When all is well a flow gets through in one of them only. */
    record Reachability(String flow, boolean isReachable) implements Difference {

        @Override
        public Effect effect() {
            return isReachable ? Effect.BETTER : Effect.WORSE;
        }
    }

    /** The failure of one element alone cuts a flow off in one of them only. */
    record SinglePoint(String element, String flow, boolean isGained) implements Difference {

        @Override
        public Effect effect() {
            return isGained ? Effect.WORSE : Effect.BETTER;
        }
    }

    /** A flow is out otherwise under a failure. */
    record Failover(String state, FlowLoss before, FlowLoss after, Effect effect) implements Difference {

        public String flow() {
            return after.flow();
        }

        /** Nanoseconds that it is out for longer, by failure and repair; negative when it is back sooner. */
        public long longer() {
            return after.outage() + after.repairOutage() - before.outage() - before.repairOutage();
        }
    }

    /**
     * A flow takes another way.
     *
     * @param before names of the hops
     */
    record Path(String state, String flow, List<String> before, List<String> after) implements Difference {

        public Path {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        @Override
        public Effect effect() {
            return Effect.OTHER;
        }
    }

    /** A table has other entries for a prefix. */
    record Route(String state, RouteKey key, List<RouteEntry> before, List<RouteEntry> after) implements Difference {

        public Route {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        @Override
        public Effect effect() {
            return Effect.OTHER;
        }
    }

    /**
     * An hour costs something else, or is of another quantity.
     *
     * @param item such as {@code public.ipsecVpnConnection}, or {@code total}
     * @param before empty when the scenario does not have it
     */
    record Cost(String item, Optional<Charge> before, Optional<Charge> after, Effect effect) implements Difference {}

    /**
     * What an hour of one item comes to.
     *
     * @param quantity hours or octets, of all instances together; of a total 0
     * @param cost empty without a price
     */
    record Charge(long quantity, Optional<BigDecimal> cost) {}
}
