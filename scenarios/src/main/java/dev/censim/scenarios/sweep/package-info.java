/**
 * Sweeps: the same failures in every cell of a grid of parameters, and what each cell costs: outage, probe traffic, false alarms.
 * Cells are whole scenarios, tried by {@code scenarios.whatif}; the traffic of probes is counted packet by packet on a healthy network.
 * What no other cell beats is the Pareto front (Kung, Luccio, Preparata, 1975). Must not know how anything is simulated, nor files.
 */
@NullMarked
package dev.censim.scenarios.sweep;

import org.jspecify.annotations.NullMarked;
