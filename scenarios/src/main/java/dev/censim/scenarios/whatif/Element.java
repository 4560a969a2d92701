package dev.censim.scenarios.whatif;

import dev.censim.model.fault.Fault;
import java.util.Optional;

/**
 * Something of a topology that can fail.
 *
 * @param silent what its silent failure is; empty when it cannot fail silently
 * @param clean what its clean failure is; empty when it cannot fail cleanly
 */
public record Element(ElementKind kind, String name, Optional<Fault> silent, Optional<Fault> clean) {

    /** Unique within a topology, such as {@code path:internet-1}. */
    public String id() {
        return kind.text() + ":" + name;
    }

    public Optional<Fault> fault(Manner manner) {
        return manner == Manner.SILENT ? silent : clean;
    }
}
