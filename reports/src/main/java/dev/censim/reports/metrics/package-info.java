/**
 * Figures of a run: what became of every packet of every flow, and how tunnels and BGP sessions fared over time.
 *
 * <p>Reads the journal and nothing else; must not know how figures are shown. Linear in the journal, in primitive arrays, one
 * flow at a time.
 */
@NullMarked
package dev.censim.reports.metrics;

import org.jspecify.annotations.NullMarked;
