/**
 * IKEv1 without sockets and without a clock: {@link dev.censim.proto.ikev1.Ikev1Endpoint} is one end of one tunnel in main or
 * aggressive mode.
 */
@NullMarked
package dev.censim.proto.ikev1;

import org.jspecify.annotations.NullMarked;
