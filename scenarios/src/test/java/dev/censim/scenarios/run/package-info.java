/** Whole networks, run: scenario text in, journal out. */
@NullMarked
package dev.censim.scenarios.run;

import org.jspecify.annotations.NullMarked;
