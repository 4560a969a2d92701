package dev.censim.benchmarks.suite;

import java.util.List;
import java.util.Map;

/** Somebody who can be measured. */
sealed interface Contender {

    /** As the report calls it. */
    String name();

    /** A method of a JMH class of this module. */
    record Method(String name, String type, String method, Map<String, String> parameters) implements Contender {}

    /**
     * A program that prints one line of JSON with {@code nanosPerOp}.
     *
     * @param program a file in {@code benchmarks/target/peers}, or a class of this module when it has a dot
     * @param times how often what it measures is in one operation of ours
     * @param arguments {@code key=value}
     * @param preparation a class of this module and its arguments, which writes what the program reads; none when empty
     */
    record Program(String name, String program, int times, List<String> arguments, List<String> preparation)
            implements Contender {

        public Program {
            arguments = List.copyOf(arguments);
            preparation = List.copyOf(preparation);
        }

        boolean isJava() {
            return program.indexOf('.') >= 0;
        }
    }
}
