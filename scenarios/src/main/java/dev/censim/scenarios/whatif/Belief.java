package dev.censim.scenarios.whatif;

import dev.censim.facts.Side;

/**
 * A time in which one end believed that a tunnel or a BGP session was up while the other end knew better. Times are nanoseconds since
 * the start.
 *
 * @param name of the tunnel; of the session the name of its tunnel or VBR
 * @param believer the end at which it was up
 * @param from when the ends began to differ, not before the failure
 * @param to when they agreed again, not after the end of the case
 */
public record Belief(Subject subject, String name, Side believer, long from, long to) {

    /** What is believed to be up. */
    public enum Subject {
        TUNNEL("tunnel"),
        SESSION("session");

        private final String text;

        Subject(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public long length() {
        return to - from;
    }
}
