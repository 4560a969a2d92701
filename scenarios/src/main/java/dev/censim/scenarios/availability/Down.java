package dev.censim.scenarios.availability;

import dev.censim.scenarios.whatif.Manner;

/**
 * A component that is down.
 *
 * @param component its index
 * @param manner how it failed
 */
public record Down(int component, Manner manner) {}
