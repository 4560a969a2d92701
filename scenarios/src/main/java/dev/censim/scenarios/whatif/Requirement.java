package dev.censim.scenarios.whatif;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What flows must survive: none may be cut off, and those named here may not be out for longer.
 *
 * @param maxOutage by the name of the flow: the longest it may be out, by the failure as well as by its repair
 */
public record Requirement(Map<String, Duration> maxOutage) {

    public Requirement {
        maxOutage = Collections.unmodifiableMap(new LinkedHashMap<>(maxOutage));
    }

    /** No flow may be cut off, however long the network takes to see to it. */
    public static Requirement connected() {
        return new Requirement(new LinkedHashMap<>());
    }

    /** A flow that did not get through in the first place has nothing to lose. */
    public boolean isBroken(FlowLoss loss) {
        if (loss.pathBefore().isEmpty()) {
            return false;
        }
        return loss.isCutOff()
                || Optional.ofNullable(maxOutage.get(loss.flow()))
                        .filter(limit -> loss.longestOutage() > limit.toNanos())
                        .isPresent();
    }
}
