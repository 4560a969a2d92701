/**
 * IKE messages of a tunnel, and the BGP in it or on a circuit, as an observer between the gateways reads them, who holds the keys that
 * the run noted: which message of which exchange it is, and what it carries (RFC 2408, 2409, 3706, 7296; 4271). It must not know what a
 * message means for the tunnel or the session.
 */
@NullMarked
package dev.censim.scenarios.explain.message;

import org.jspecify.annotations.NullMarked;
