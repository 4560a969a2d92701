/**
 * Why a packet from one host to another arrives or does not: {@link dev.censim.scenarios.path.PathExplainer} sends a real packet
 * through a fork of a running simulation, in both directions, and reads its way from the journal. What stands in the way is diagnosed
 * under the vendor's words, removed in the fork by the change that an operator would make, and the packet is sent again, until it
 * arrives or nothing more can be removed: so every obstacle is found, and every remedy has been tried.
 *
 * <p>Knows nothing of how routes are chosen or packets forwarded; it asks the devices.
 */
@NullMarked
package dev.censim.scenarios.path;

import org.jspecify.annotations.NullMarked;
