/**
 * Why a tunnel is as it is at an instant: its state at both ends, the story of its last negotiation, and a diagnosis under the
 * vendor's own codes. A pure function of the scenario, of where it was written, and of the journal up to then: the parameter that
 * differs comes from comparing both configurations, restricted to what the failed exchange negotiates; the evidence comes from the
 * wire (RFC 7296, RFC 2409, RFC 4271). It must not know a running simulation, a device, or a protocol's machine.
 */
@NullMarked
package dev.censim.scenarios.explain;

import org.jspecify.annotations.NullMarked;
