/**
 * How available flows are over years: components that fail and are repaired by themselves (alternating renewal processes, Cox 1962),
 * and what the network does with those that are down together, which it is asked for.
 * Must not know how anything is simulated: but for the adapter to what-if nothing here knows that there is a network at all.
 */
@NullMarked
package dev.censim.scenarios.availability;

import org.jspecify.annotations.NullMarked;
