/**
 * The discrete-event kernel: who acts next, at what instant, and what was noted. Knows the JDK only: networks do not exist here.
 *
 * <p>Everything that can act is an {@link dev.censim.kernel.Actor}; it tells the kernel one number, its next deadline. The order of
 * events is (instant, actor id); what actors hand each other at one instant arrives first in, first out. The pending future is
 * fields of the actors, never a closure, so a whole {@link dev.censim.kernel.Simulation} can be forked between two instants.
 */
@NullMarked
package dev.censim.kernel;

import org.jspecify.annotations.NullMarked;
