package dev.censim.reports.whatif;

/**
 * A time in which one end had a tunnel or session up and the other had not. Times are nanoseconds since the start.
 *
 * @param end which end had it up: {@code cloud} or {@code customer}
 * @param what such as {@code tunnel vpn-1.tunnel1}
 */
public record Disagreement(String end, String what, long from, long to) {

    long length() {
        return to - from;
    }
}
