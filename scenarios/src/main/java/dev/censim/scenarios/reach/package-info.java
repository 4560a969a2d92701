/**
 * How far a failure reaches: which part of a converged network must be simulated so that what becomes of it is what would become of it
 * in the whole, bit by bit. It cuts along what sites do not share, watches the border while a part runs, and knows for how long the whole
 * stays calm by itself. It must not know what a failure is tried for. Model checking cuts a system down to the cone of influence of what
 * it asks about; docs/adr/0028 says why a network can be cut so, and where it cannot.
 */
@NullMarked
package dev.censim.scenarios.reach;

import org.jspecify.annotations.NullMarked;
