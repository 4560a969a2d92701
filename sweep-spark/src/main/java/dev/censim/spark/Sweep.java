package dev.censim.spark;

import dev.censim.model.Scenario;
import dev.censim.scenarios.whatif.CaseLine;
import dev.censim.scenarios.whatif.NotConverged;
import dev.censim.scenarios.whatif.Plan;
import dev.censim.scenarios.whatif.WhatIf;
import java.io.Serializable;
import java.util.Iterator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What an executor is told of a sweep. A converged network cannot be sent, but it comes out again from the octets of its scenario: each
 * executor converges when it tries its first case, and once, since Spark keeps one copy of what is broadcast in each of them.
 */
final class Sweep implements Serializable {

    private static final long serialVersionUID = 1;

    private record Converged(WhatIf network, CaseLine lines, Plan plan) {}

    private final Task task;
    private final long digest;
    private transient @Nullable Converged converged;

    /** @param digest of the converged network in the driver */
    Sweep(Task task, long digest) {
        this.task = task;
        this.digest = digest;
    }

    /**
     * Tries the cases of a range, each when its line is asked for. Several threads may do so at a time.
     *
     * @throws Diverged when the network is another one here than in the driver
     */
    Iterator<String> lines(Range range) {
        Converged here = converged();
        return LongStream.range(range.from(), range.to())
                .mapToObj(here.plan()::at)
                .map(failure -> here.lines().brief(here.network().outcome(failure)))
                .iterator();
    }

    private synchronized Converged converged() {
        if (converged == null) {
            converged = converge();
        }
        return converged;
    }

    private Converged converge() {
        try {
            Scenario scenario = task.scenario();
            WhatIf network = WhatIf.converge(scenario);
            if (network.digest() != digest) {
                throw new Diverged(network.digest(), digest);
            }
            return new Converged(network, CaseLine.of(network), task.plan(scenario));
        } catch (NotConverged e) {
            throw new IllegalStateException("converged in the driver, and not here", e);
        }
    }
}
