/**
 * From the model to a running network: {@link dev.censim.compile.Compiler} numbers everything in the order of the scenario, gives
 * each actor its configuration and its random stream, and turns faults into signals. Knows no file and no report; a scenario that
 * reaches it has been checked, so it never refuses one.
 */
@NullMarked
package dev.censim.compile;

import org.jspecify.annotations.NullMarked;
