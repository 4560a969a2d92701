package dev.censim.facts;

import dev.censim.kernel.Digest;
import dev.censim.kernel.Fact;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;

/**
 * What is noted only where a run captures: packets, and the keys to read them. It adds nothing to the digest, so a run that captures
 * has the same one. Arrays belong to the fact and are not changed.
 */
public sealed interface CaptureFact extends Fact {

    @Override
    default void digest(Digest into) {}

    /**
     * A packet was put on an underlay path.
     *
     * @param packet a whole IPv4 packet
     */
    record FrameSeen(long at, int actor, byte[] packet) implements CaptureFact {}

    /** The keys of an IKE SA, noted once. */
    record IkeKeysSeen(
            long at,
            int actor,
            int tunnel,
            long spiInitiator,
            long spiResponder,
            EncryptionAlgorithm encryption,
            AuthenticationAlgorithm integrity,
            byte[] skEi,
            byte[] skEr,
            byte[] skAi,
            byte[] skAr)
            implements CaptureFact {}

    /**
     * The key of an ISAKMP SA of IKEv1, noted by both its ends: they differ when their pre-shared keys do.
     *
     * @param cipherKey encrypts all messages, in both directions
     */
    record Ikev1KeysSeen(
            long at,
            int actor,
            int tunnel,
            long cookieInitiator,
            long cookieResponder,
            EncryptionAlgorithm encryption,
            AuthenticationAlgorithm hash,
            byte[] cipherKey)
            implements CaptureFact {}

    /**
     * The keys of one ESP SA, noted by both its ends.
     *
     * @param source outer address of the sender, in network order
     * @param destination outer address of the receiver, in network order
     */
    record EspKeysSeen(
            long at,
            int actor,
            int tunnel,
            int source,
            int destination,
            int spi,
            EncryptionAlgorithm encryption,
            AuthenticationAlgorithm integrity,
            byte[] encryptionKey,
            byte[] integrityKey)
            implements CaptureFact {}
}
