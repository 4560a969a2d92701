package dev.censim.scenarios.read;

/** An object of the scenario and the mapping that it was read from, for rules that look at it later. */
record Declared<T>(T value, Cursor at) {}
