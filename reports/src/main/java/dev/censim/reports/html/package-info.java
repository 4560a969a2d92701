/**
 * The report as one page that opens offline: topology, timeline, flows over time, tunnels and sessions, verdicts.
 *
 * <p>Templates are compiled with the project and escape by context; data lies in the page as JSON. The page's policy forbids it
 * to load anything.
 */
@NullMarked
package dev.censim.reports.html;

import org.jspecify.annotations.NullMarked;
