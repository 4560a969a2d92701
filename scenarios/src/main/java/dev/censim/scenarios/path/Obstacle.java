package dev.censim.scenarios.path;

import dev.censim.model.change.Change;
import java.util.List;
import java.util.Optional;

/**
 * What keeps a packet from arriving.
 *
 * @param device where
 * @param code the vendor's diagnosis code of a tunnel that is down, if it is known; else that of the word
 * @param finding one sentence
 * @param remedy what to do, in words
 * @param changes the same for a running network; none when no change of routing removes it
 */
public record Obstacle(
        Word word, String code, Side side, String device, String finding, String remedy, List<Change> changes) {

    public Obstacle {
        changes = List.copyOf(changes);
    }

    static Obstacle of(Word word, Side side, String device, String finding, String remedy, Change... changes) {
        return new Obstacle(word, word.text(), side, device, finding, remedy, List.of(changes));
    }

    Optional<Change> change() {
        return changes.stream().findFirst();
    }
}
