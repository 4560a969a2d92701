/**
 * Expectation and journal to verdict: whether it held, and in one phrase what happened instead.
 *
 * <p>A pure function of the scenario and the journal; must not know how verdicts are shown.
 */
@NullMarked
package dev.censim.scenarios.check;

import org.jspecify.annotations.NullMarked;
