package dev.censim.scenarios.path;

import dev.censim.compile.Network;
import dev.censim.model.Scenario;
import dev.censim.scenarios.read.Positions;

/**
 * What is asked about.
 *
 * @param positions where the scenario has its settings
 * @param network of the scenario; with captures, or tunnels are not diagnosed message by message
 */
public record Subject(Scenario scenario, Positions positions, Network network) {}
