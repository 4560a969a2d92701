/**
 * What is sent: flows between hosts at a rate, constant or Poisson. Knows no time but the schedule that it was given.
 */
@NullMarked
package dev.censim.model.traffic;

import org.jspecify.annotations.NullMarked;
