/**
 * What a run prints: the timeline of what mattered, a table of flows, the verdicts; ASCII unless the scenario's names are not.
 *
 * <p>Knows figures and timeline; must not know whether a terminal is there, only whether colours are wanted and how wide it is.
 */
@NullMarked
package dev.censim.reports.text;

import org.jspecify.annotations.NullMarked;
