@NullMarked
package dev.censim.spark;

import org.jspecify.annotations.NullMarked;
