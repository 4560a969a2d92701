/**
 * Ours and theirs by turns. {@link dev.censim.benchmarks.suite.Catalogue} says which rows there are, {@link
 * dev.censim.benchmarks.suite.Turns} who is measured when, and {@link dev.censim.benchmarks.suite.Stopwatch} how: a method of a JMH
 * class in a JVM of its own, or a program that prints one line of JSON. The result is a {@code reports.bench.BenchmarkReport}. {@code
 * docs/adr/0017-ratios-by-turns.md} has the reasons.
 */
@NullMarked
package dev.censim.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
