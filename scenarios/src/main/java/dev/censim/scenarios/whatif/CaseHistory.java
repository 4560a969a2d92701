package dev.censim.scenarios.whatif;

import dev.censim.facts.Names;
import dev.censim.kernel.Journal;
import dev.censim.model.Scenario;

/**
 * A case with everything that happened in it, for whoever tells it.
 *
 * @param scenario as it was run: without its own faults, its flows without an end
 * @param journal from the start of the scenario on
 * @param events that the kernel handled
 * @param end of the journal, in nanoseconds since the start
 */
public record CaseHistory(Outcome outcome, Scenario scenario, Names names, Journal journal, long events, long end) {}
