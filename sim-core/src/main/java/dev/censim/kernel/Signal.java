package dev.censim.kernel;

/** What one actor hands to another. Whoever hands it over gives it away. */
public interface Signal {}
