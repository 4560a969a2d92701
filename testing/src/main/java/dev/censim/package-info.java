/**
 * What the tests of every module share: bulk vectors and outside tools, either of which may be absent. Only test code may know
 * this package; it knows nothing of the simulator.
 */
@NullMarked
package dev.censim;

import org.jspecify.annotations.NullMarked;
