/**
 * How often what fails, and how long it stays so: what is known of a network's parts over years. Must not know how it is used.
 */
@NullMarked
package dev.censim.model.reliability;

import org.jspecify.annotations.NullMarked;
