/**
 * Redundancy on paper: a topology as a graph, and what its shape alone says about what must not fail, by articulation points (Hopcroft
 * and Tarjan, 1973) and minimum cuts (Ford and Fulkerson, 1956; vertices split after Menger). Must not know routes, policies, timers and
 * that anything is simulated: where a simulation disagrees, that is a finding.
 */
@NullMarked
package dev.censim.scenarios.redundancy;

import org.jspecify.annotations.NullMarked;
