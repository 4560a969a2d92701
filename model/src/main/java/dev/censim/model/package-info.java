/**
 * A scenario as immutable records, in the words of the product and of the RFCs. No behaviour over time, no input, no output.
 *
 * <p>{@code address} and {@code policy} stand alone; {@code topology}, {@code traffic}, {@code fault} and {@code intent} lean on
 * them; {@link dev.censim.model.Scenario} holds one of each.
 */
@NullMarked
package dev.censim.model;

import org.jspecify.annotations.NullMarked;
