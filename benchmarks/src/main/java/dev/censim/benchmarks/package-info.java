/**
 * One question per class, answered by JMH; {@code docs/performance.md} has the command lines and the answers. Nothing imports
 * this package, and its numbers decide nothing in a run.
 */
@NullMarked
package dev.censim.benchmarks;

import org.jspecify.annotations.NullMarked;
