/**
 * A second core for what no simulated instant waits for: the one place of the simulator that knows threads. It takes work that is a
 * pure function of what it was given, so that neither its order nor its time can show in a result.
 * It must not know what the work is, and nothing that decides a simulated event may be handed to it.
 */
@NullMarked
package dev.censim.cores;

import org.jspecify.annotations.NullMarked;
