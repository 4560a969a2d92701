package dev.censim.cli.command;

import tools.jackson.databind.node.ObjectNode;

/**
 * Which failures of which network a sweep tries.
 *
 * @param censim its version
 * @param scenario SHA-256 of the scenario's file
 * @param digest of the converged network; nothing before it has converged
 * @param failures elements that fail together at most
 * @param elements kinds of elements that fail
 * @param sets which of the sets are tried: each, or of equivalent ones one, or only those that may be minimal
 */
record SweepIdentity(
        String censim,
        String scenario,
        long seed,
        String digest,
        int failures,
        String elements,
        String sets,
        long cases)
        implements Identity {

    /** The same when the network has converged. */
    SweepIdentity converged(String network) {
        return new SweepIdentity(censim, scenario, seed, network, failures, elements, sets, cases);
    }

    @Override
    public ObjectNode question() {
        ObjectNode known = components();
        known.remove("digest");
        return known;
    }
}
