/**
 * The routes of a transit router: what each of its tables has learned, which of that is used, in what state the rest is and why, and
 * what routing policies make of a route on its way in and out.
 *
 * <p>Pure tables and rules: no time, no packets, no attachments' behaviour; attachments and instances are numbers. Follows the vendor's
 * pages on route tables, ECMP among VBRs and routing policies; what they leave open is in {@code docs/fidelity.md}.
 */
@NullMarked
package dev.censim.route;

import org.jspecify.annotations.NullMarked;
