/**
 * The sealed vocabulary of what an operator may change in the console during a run, and when. Knows neither devices nor how a change
 * is carried out.
 */
@NullMarked
package dev.censim.model.change;

import org.jspecify.annotations.NullMarked;
