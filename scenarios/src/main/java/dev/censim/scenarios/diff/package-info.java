/**
 * What differs between two scenarios, such as a network before and after a change: routes, reachability, paths, outages and cost, for the
 * normal state and for every failure of what both have. Must not know files, nor how anything is simulated. Route tables, outages
 * and bills are those of the other commands; what is worse is decided here.
 */
@NullMarked
package dev.censim.scenarios.diff;

import org.jspecify.annotations.NullMarked;
