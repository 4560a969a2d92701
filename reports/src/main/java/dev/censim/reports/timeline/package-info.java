/**
 * What mattered in a run, in order: faults, tunnels, sessions, routes, paths and outages, with many like things of one moment
 * told in one line.
 *
 * <p>Knows facts and figures; must not know whether a console or a page shows them.
 */
@NullMarked
package dev.censim.reports.timeline;

import org.jspecify.annotations.NullMarked;
