package dev.censim.interop.bgp;

import dev.censim.model.address.Prefix;
import java.nio.file.Path;
import java.util.List;

/** Somebody else's BGP router in a namespace. */
interface Daemon extends AutoCloseable {

    /** Which one. */
    enum Kind {
        BIRD,
        FRR;

        List<Path> programs() {
            return this == BIRD ? List.of(Bird.PROGRAM, Bird.CONTROL) : List.of(Frr.PROGRAM, Frr.CONTROL);
        }

        Daemon start(Namespace lab, Setup setup) {
            return this == BIRD ? new Bird(lab, setup) : new Frr(lab, setup);
        }
    }

    /** Whether its session with us is up. */
    boolean isUp();

    /** How many prefixes it has from us. */
    int received();

    /** What it knows of a route, in its own words. */
    String route(Prefix prefix);

    /** Announces these no longer, or again. */
    void announce(boolean isOn);

    /** An operator's reset of the session. */
    void reset();

    /** Asks for all routes again. */
    void askAgain();

    /** Stands still, as if its machine had hung, or goes on. */
    void freeze(boolean isStill);

    /** Killed without a word, and started again. */
    void crash();

    @Override
    void close();
}
