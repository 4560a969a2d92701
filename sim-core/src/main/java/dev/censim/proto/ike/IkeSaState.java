package dev.censim.proto.ike;

/**
 * Where an IKE SA stands at this end.
 *
 * <pre>
 *  NEGOTIATING --AUTH--> ESTABLISHED --rekeyed, or the weaker of two--> REPLACED --+
 *       |                     |  \--closed here--> DELETING --+                    |
 *       | refused             | DELETE from the peer          | answer, or none    |
 *       +-------------> ANSWERING <-------------------------- | -------------------+
 *                             | half-open time                v
 *                             +----------------------------> GONE
 * </pre>
 */
enum IkeSaState {
    NEGOTIATING,
    ESTABLISHED,
    /** Another IKE SA has taken its place; it still carries the deletion. */
    REPLACED,
    /** For the owner it is closed; the peer is being told. */
    DELETING,
    /** Closed; only repeats its last response if the peer did not get it. */
    ANSWERING,
    GONE
}
