package dev.censim.proto.ike;

import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.wire.ike.TrafficSelector;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * A pair of ESP SAs as negotiated, RFC 7296 section 2.17. The arrays are shared and not to be changed.
 *
 * @param spiIn chosen here, in the packets that come in
 * @param spiOut chosen by the peer, in the packets that go out
 * @param localSelectors the traffic of this end, after narrowing
 * @param remoteSelectors the traffic of the peer's end, after narrowing
 * @param replacesSpiIn the inbound SPI of the child SA that this one rekeys
 */
public record ChildSa(
        int spiIn,
        int spiOut,
        EncryptionAlgorithm encryption,
        AuthenticationAlgorithm integrity,
        byte[] encryptionKeyIn,
        byte[] integrityKeyIn,
        byte[] encryptionKeyOut,
        byte[] integrityKeyOut,
        List<TrafficSelector> localSelectors,
        List<TrafficSelector> remoteSelectors,
        OptionalInt replacesSpiIn) {

    public ChildSa {
        localSelectors = List.copyOf(localSelectors);
        remoteSelectors = List.copyOf(remoteSelectors);
    }

    /** Whether a packet that goes out, by the bits of its addresses, is of the protected traffic (RFC 4301 section 5.1). */
    public boolean protectsOutbound(int source, int destination) {
        return isIn(localSelectors, source) && isIn(remoteSelectors, destination);
    }

    /** Whether a packet that came in, by the bits of its addresses, is of the protected traffic (RFC 4301 section 5.2). */
    public boolean protectsInbound(int source, int destination) {
        return isIn(remoteSelectors, source) && isIn(localSelectors, destination);
    }

    /** Asked for every packet: no iterator. */
    private static boolean isIn(List<TrafficSelector> selectors, int address) {
        for (int i = 0; i < selectors.size(); i++) {
            if (selectors.get(i).contains(address)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChildSa child
                && spiIn == child.spiIn
                && spiOut == child.spiOut
                && encryption == child.encryption
                && integrity == child.integrity
                && Arrays.deepEquals(keys(), child.keys())
                && localSelectors.equals(child.localSelectors)
                && remoteSelectors.equals(child.remoteSelectors)
                && replacesSpiIn.equals(child.replacesSpiIn);
    }

    @Override
    public int hashCode() {
        return 31 * spiIn + spiOut;
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "ChildSa[in %08x, out %08x, %s, %s, %s === %s]"
                .formatted(spiIn, spiOut, encryption, integrity, localSelectors, remoteSelectors);
    }

    private byte[][] keys() {
        return new byte[][] {encryptionKeyIn, integrityKeyIn, encryptionKeyOut, integrityKeyOut};
    }
}
