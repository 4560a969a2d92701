/**
 * The sweep of {@code censim whatif} beyond one machine, as an Apache Spark job: the plan is cut into ranges, each executor converges
 * once and tries its ranges, and the driver writes the document of the local run, to the byte.
 * Must not know how a case is tried, nor how it is written. Built with {@code -Pspark} only; nothing else knows of it.
 */
@NullMarked
package dev.censim.spark;

import org.jspecify.annotations.NullMarked;
