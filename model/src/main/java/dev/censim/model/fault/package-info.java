/**
 * The sealed vocabulary of what may break, and when. Knows neither devices nor how a fault is carried out.
 */
@NullMarked
package dev.censim.model.fault;

import org.jspecify.annotations.NullMarked;
