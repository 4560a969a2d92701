package dev.censim.wire.ike;

import java.util.Arrays;
import java.util.List;

/** Appends a chain of payloads to a growing array; lengths and next-payload fields are filled in behind. */
final class PayloadWriter {

    private byte[] b = new byte[512];
    private int at;

    /** Continues behind this many octets, left for the caller. */
    PayloadWriter(int reserved) {
        at = reserved;
    }

    byte[] toBytes() {
        return Arrays.copyOf(b, at);
    }

    void chain(List<Payload> payloads) {
        for (int i = 0; i < payloads.size(); i++) {
            Payload payload = payloads.get(i);
            int start = at;
            int next = i + 1 < payloads.size() ? payloads.get(i + 1).type() : 0;
            u8(payload instanceof Payload.Encrypted sealed ? sealed.firstPayload() : next);
            u8(0);
            u16(0);
            body(payload);
            length(start);
        }
    }

    private void body(Payload payload) {
        if (payload instanceof Payload.SecurityAssociation sa) {
            proposals(sa.proposals());
        } else if (payload instanceof Payload.KeyExchangePayload ke) {
            u16(ke.group());
            u16(0);
            octets(ke.data());
        } else if (payload instanceof Payload.Nonce nonce) {
            octets(nonce.data());
        } else if (payload instanceof Payload.Identification id) {
            u32(id.idType() << 24);
            octets(id.data());
        } else if (payload instanceof Payload.Authentication auth) {
            u32(auth.method() << 24);
            octets(auth.data());
        } else if (payload instanceof Payload.TrafficSelectors ts) {
            selectors(ts.selectors());
        } else if (payload instanceof Payload.Notify notify) {
            u8(notify.protocol());
            u8(notify.spi().length());
            u16(notify.notifyType());
            octets(notify.spi());
            octets(notify.data());
        } else if (payload instanceof Payload.Delete delete) {
            delete(delete);
        } else if (payload instanceof Payload.Encrypted sealed) {
            octets(sealed.data());
        } else if (payload instanceof Payload.VendorId vendor) {
            octets(vendor.data());
        } else if (payload instanceof Payload.Unknown unknown) {
            octets(unknown.body());
        } else {
            throw new AssertionError(payload);
        }
    }

    private void proposals(List<Proposal> proposals) {
        for (int i = 0; i < proposals.size(); i++) {
            Proposal proposal = proposals.get(i);
            int start = at;
            u8(i + 1 < proposals.size() ? 2 : 0);
            u8(0);
            u16(0);
            u8(proposal.number());
            u8(proposal.protocol());
            u8(proposal.spi().length());
            u8(proposal.transforms().size());
            octets(proposal.spi());
            for (int j = 0; j < proposal.transforms().size(); j++) {
                transform(
                        proposal.transforms().get(j),
                        j + 1 < proposal.transforms().size());
            }
            length(start);
        }
    }

    private void transform(Transform transform, boolean more) {
        int start = at;
        u8(more ? 3 : 0);
        u8(0);
        u16(0);
        u8(transform.type());
        u8(0);
        u16(transform.id());
        if (transform.keyLength().isPresent()) {
            attribute(
                    0x8000 | Transform.ATTRIBUTE_KEY_LENGTH,
                    transform.keyLength().getAsInt(),
                    Octets.EMPTY);
        }
        octets(transform.others());
        length(start);
    }

    /** Section 3.3.5: an attribute is a value of 16 bits, or the length of what follows. */
    void attribute(int type, int value, Octets content) {
        u16(type);
        u16(value);
        octets(content);
    }

    private void selectors(List<TrafficSelector> selectors) {
        u32(selectors.size() << 24);
        for (TrafficSelector selector : selectors) {
            u8(7);
            u8(selector.protocol());
            u16(16);
            u16(selector.startPort());
            u16(selector.endPort());
            u32(selector.start().bits());
            u32(selector.end().bits());
        }
    }

    private void delete(Payload.Delete delete) {
        boolean ike = delete.protocol() == Protocol.IKE;
        u8(delete.protocol());
        u8(delete.spis().isEmpty() ? (ike ? 0 : 4) : delete.spis().get(0).length());
        u16(delete.spis().size());
        for (Octets spi : delete.spis()) {
            octets(spi);
        }
    }

    /** Puts the length of the structure that began at {@code start} into its third and fourth octet. */
    private void length(int start) {
        int length = at - start;
        b[start + 2] = (byte) (length >>> 8);
        b[start + 3] = (byte) length;
    }

    private void room(int count) {
        if (at + count > b.length) {
            b = Arrays.copyOf(b, Math.max(2 * b.length, at + count));
        }
    }

    private void u8(int value) {
        room(1);
        b[at++] = (byte) value;
    }

    private void u16(int value) {
        u8(value >>> 8);
        u8(value);
    }

    private void u32(int value) {
        u16(value >>> 16);
        u16(value);
    }

    private void octets(Octets octets) {
        room(octets.length());
        octets.copyTo(b, at);
        at += octets.length();
    }
}
