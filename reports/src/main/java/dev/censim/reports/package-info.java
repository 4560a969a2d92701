/**
 * What a run writes: {@link dev.censim.reports.RunReport} turns a journal into a summary, event lines, a page, a capture and
 * text for a console.
 *
 * <p>Everything is a pure function of the scenario, the journal and the names in it. Knows no clock, no file, no actor; a report
 * cannot perturb a run, and equal runs give equal bytes.
 */
@NullMarked
package dev.censim.reports;

import org.jspecify.annotations.NullMarked;
