package dev.censim.benchmarks.suite;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row of the catalogue.
 *
 * @param quick whether {@code --quick} asks it
 * @param parameters as the report tells them
 */
record Question(
        String path,
        boolean quick,
        Map<String, String> parameters,
        Contender ours,
        List<Peer> peers,
        Optional<Contender> floor) {

    /**
     * A contender beside ours.
     *
     * @param quick whether {@code --quick} has the time for it
     */
    record Peer(boolean quick, Contender contender) {}

    /** The same without some of the peers. */
    Question with(List<Peer> some) {
        return new Question(path, quick, parameters, ours, some, floor);
    }
}
