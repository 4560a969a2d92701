package dev.censim.scenarios.availability;

import java.util.List;

/**
 * What one flow suffers. Times are seconds.
 *
 * @param isCutOff whether it is out as long as the components are down
 * @param outage otherwise: how long it was out until its traffic had moved
 * @param repairOutage how long it was out on repair
 * @param path where its traffic goes meanwhile; what stays on one path through another failure is not hurt by it
 */
public record Effect(boolean isCutOff, double outage, double repairOutage, List<String> path) {

    /** Of a flow that notices nothing. */
    public static final Effect NONE = new Effect(false, 0, 0, List.of());

    /** Of a flow that is out as long as the components are down. */
    public static final Effect CUT_OFF = new Effect(true, 0, 0, List.of());

    public Effect {
        path = List.copyOf(path);
    }
}
