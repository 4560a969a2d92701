/**
 * What was measured beside what, as a document and as a page. {@link dev.censim.reports.bench.BenchmarkReport} is what
 * {@code benchmarks.json} says, and everything else here is a function of it: the page, the table for the console, the verdicts on
 * the goals, the comparison with an earlier report and with committed ratios. JMH's own JSON is read into the same report. Nothing
 * is measured here.
 */
@NullMarked
package dev.censim.reports.bench;

import org.jspecify.annotations.NullMarked;
