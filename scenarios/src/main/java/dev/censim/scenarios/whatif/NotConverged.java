package dev.censim.scenarios.whatif;

/** A network that never came to rest, so that there is nothing to fail from. */
public final class NotConverged extends Exception {

    private static final long serialVersionUID = 1;

    NotConverged(String message) {
        super(message);
    }
}
