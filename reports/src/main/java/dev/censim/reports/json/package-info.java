/**
 * The figures of a run as one JSON document, and its facts as JSON Lines.
 *
 * <p>Numbers are plain decimals, times are seconds since the start, names are resolved. Captured frames and keys are left out, so
 * that looking does not change what is written.
 */
@NullMarked
package dev.censim.reports.json;

import org.jspecify.annotations.NullMarked;
