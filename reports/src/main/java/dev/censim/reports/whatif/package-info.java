/**
 * A what-if analysis as one page that opens offline: failures x flows as a matrix, the course of each case, the sets that cut flows off
 * drawn on the topology, rankings, availability. It is fed case by case and keeps the worst; everything shown is in {@code whatif.json}.
 * Must not know how cases are tried or found. Colours after ColorBrewer's Blues and Okabe and Ito's vermilion, which the colour-blind
 * tell apart.
 */
@NullMarked
package dev.censim.reports.whatif;

import org.jspecify.annotations.NullMarked;
