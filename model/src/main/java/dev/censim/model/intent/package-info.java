/**
 * The sealed vocabulary of what must hold at the end of a run. Knows neither journals nor how a verdict is found.
 */
@NullMarked
package dev.censim.model.intent;

import org.jspecify.annotations.NullMarked;
