package dev.censim.scenarios.explain;

import dev.censim.facts.Side;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One line of the story of a negotiation.
 *
 * @param frame number in the capture of the same run, of a message
 * @param side who sent the message, or at whose end it happened
 * @param isMessage whether it is a message, as against something that an end found
 */
public record StoryLine(long at, OptionalInt frame, Optional<Side> side, boolean isMessage, String text) {}
