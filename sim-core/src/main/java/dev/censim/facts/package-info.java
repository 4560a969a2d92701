/**
 * Everything that can be noted about a network: with its cause in one sealed family, {@link dev.censim.facts.NetworkFact}; as it was on
 * the wire in another, {@link dev.censim.facts.CaptureFact}; how much went by, {@link dev.censim.facts.OctetsMetered}; and
 * {@link dev.censim.facts.Names} to turn dense numbers back into words.
 *
 * <p>Knows the model and the kernel's {@code Fact}; neither the devices that note facts nor the reports that read them.
 */
@NullMarked
package dev.censim.facts;

import org.jspecify.annotations.NullMarked;
