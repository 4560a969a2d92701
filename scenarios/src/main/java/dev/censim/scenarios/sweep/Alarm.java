package dev.censim.scenarios.sweep;

import dev.censim.facts.BfdCause;
import dev.censim.facts.BfdState;
import dev.censim.facts.BgpCause;
import dev.censim.facts.BgpState;
import dev.censim.facts.CircuitFact;
import dev.censim.facts.NetworkFact;
import dev.censim.kernel.Fact;
import java.util.Optional;

/** What a device declares when it hears too little of its peer. In a network in which nothing has failed each is a false one. */
enum Alarm {
    /** Dead peer detection gave up, or a request of IKE remained without answer, as when keys are renewed. */
    DPD,
    HOLD_TIMER,
    BFD,
    HEALTH_CHECK;

    /** The alarm that a fact tells of; empty for all other facts. */
    static Optional<Alarm> of(Fact fact) {
        if (fact instanceof NetworkFact.PeerDead) {
            return Optional.of(DPD);
        } else if (fact instanceof NetworkFact.BgpMoved moved
                && moved.from() == BgpState.ESTABLISHED
                && moved.cause() == BgpCause.HOLD_TIMER_EXPIRED) {
            return Optional.of(HOLD_TIMER);
        } else if (fact instanceof CircuitFact.BfdMoved moved
                && moved.from() == BfdState.UP
                && moved.cause() == BfdCause.DETECTION_TIME_EXPIRED) {
            return Optional.of(BFD);
        } else if (fact instanceof NetworkFact.HealthCheckMoved moved && !moved.healthy()) {
            return Optional.of(HEALTH_CHECK);
        } else if (fact instanceof CircuitFact.VbrHealthCheckMoved moved && !moved.healthy()) {
            return Optional.of(HEALTH_CHECK);
        }
        return Optional.empty();
    }
}
