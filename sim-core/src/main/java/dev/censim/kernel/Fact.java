package dev.censim.kernel;

/** Something that happened. Facts are values; they answer "why" with an enum, never with prose. */
public interface Fact {

    /** When, in nanoseconds since the start. */
    long at();

    /** The actor that noted it. */
    int actor();

    /**
     * Adds the fact's canonical encoding. A fact that merely shows what was there anyhow (a captured frame, an exported key) adds
     * nothing, so that looking does not change a run's digest.
     */
    void digest(Digest into);
}
