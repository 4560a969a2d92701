package dev.censim.scenarios.read;

/** A value and where it was written. */
record Located<T>(T value, Mark mark) {}
