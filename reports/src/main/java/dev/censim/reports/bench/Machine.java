package dev.censim.reports.bench;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What was measured on. JMH does not write all of it down.
 *
 * @param cpu its model
 * @param memory octets
 * @param os its name, version and architecture
 * @param loadAtStart load average of the last minute; the machine did something else when it is not near 0
 * @param loadAtEnd the same; a benchmark alone brings it to 1 or a little more
 */
public record Machine(
        String cpu,
        OptionalInt cores,
        OptionalLong memory,
        String os,
        OptionalDouble loadAtStart,
        OptionalDouble loadAtEnd) {

    public static final String NOT_RECORDED = "not recorded";

    /** A machine of which nothing is known. */
    public static final Machine UNKNOWN = new Machine(
            NOT_RECORDED,
            OptionalInt.empty(),
            OptionalLong.empty(),
            NOT_RECORDED,
            OptionalDouble.empty(),
            OptionalDouble.empty());
}
