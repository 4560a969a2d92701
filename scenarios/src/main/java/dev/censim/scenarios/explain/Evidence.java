package dev.censim.scenarios.explain;

import dev.censim.facts.Side;
import dev.censim.scenarios.explain.message.BgpFrame;
import dev.censim.scenarios.explain.message.IkeFrame;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that happened and that shows a finding.
 *
 * @param frame its number in the capture of the same run ({@code --pcap}), from 1; empty when it is no message
 * @param sender who sent the message; empty when it is none
 * @param text what happened, in words
 */
public record Evidence(long at, OptionalInt frame, Optional<Side> sender, String text) {

    static Evidence event(long at, String text) {
        return new Evidence(at, OptionalInt.empty(), Optional.empty(), text);
    }

    static Evidence message(BgpFrame frame, String text) {
        return new Evidence(frame.at(), OptionalInt.of(frame.number()), Optional.of(frame.sender()), text);
    }

    static Evidence message(IkeFrame frame, String text) {
        return new Evidence(frame.at(), OptionalInt.of(frame.number()), Optional.of(frame.sender()), text);
    }
}
