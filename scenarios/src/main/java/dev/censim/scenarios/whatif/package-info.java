/**
 * What-if: the failure of every element, tried from the converged network with real timers, and the ledger of what each flow lost.
 * Converge once, fork, fail, wait until the network settles, repair, wait again; what happened is read from the fork's own facts.
 * Must not know how anything is simulated. Outages as in the run's report: three lost packets in a row.
 */
@NullMarked
package dev.censim.scenarios.whatif;

import org.jspecify.annotations.NullMarked;
