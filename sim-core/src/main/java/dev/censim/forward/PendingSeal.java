package dev.censim.forward;

import dev.censim.wire.EspHeader;

/**
 * The seal that a packet will get: which SA seals it, under which number, and where. All else that a network decides by, lengths
 * and headers, is known without the ciphertext, so that may wait ({@link EspRoundTrips}).
 *
 * @param sequence the packet's number, taken from the SA's counter
 * @param offset where the ESP packet begins in the array that holds the inner packet at its place in clear
 * @param innerLength of the inner packet in octets
 */
public record PendingSeal(EspKeys keys, int sequence, int offset, int innerLength) {

    /** Where the inner packet lies. */
    public int inner() {
        return offset + EspHeader.LENGTH + keys.ivLength();
    }

    /** Writes the ESP packet that the SA would have sent at once, over the inner packet. */
    public void complete(byte[] b) {
        EspBatch batch = new EspBatch(keys, 1, innerLength);
        batch.add(sequence, b, inner(), innerLength);
        batch.seal();
        System.arraycopy(batch.octets(), batch.offset(0), b, offset, batch.length(0));
    }
}
