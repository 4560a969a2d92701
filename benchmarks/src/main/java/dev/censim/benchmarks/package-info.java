/**
 * One question per class, answered by JMH or, where an answer has many numbers, by a {@code main}; {@code docs/performance.md} has the
 * command lines and the answers. Nothing imports this package, and its numbers decide nothing in a run.
 */
@NullMarked
package dev.censim.benchmarks;

import org.jspecify.annotations.NullMarked;
