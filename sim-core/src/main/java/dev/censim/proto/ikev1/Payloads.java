package dev.censim.proto.ikev1;

import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ikev1.IsakmpCodec;
import dev.censim.wire.ikev1.IsakmpPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The payloads of a message that was received.
 *
 * @param behindFirst all behind the first payload as it was received, without padding: what the HASH payload of phase 2 covers
 */
record Payloads(List<IsakmpPayload> all, Octets behindFirst) {

    /** @param body a message without header, in the clear */
    static Payloads read(int firstType, Octets body) throws Malformed {
        byte[] bytes = body.bytes();
        List<IsakmpPayload> all = List.copyOf(IsakmpCodec.payloads(firstType, bytes));
        int first = all.isEmpty() ? 0 : all.get(0).length();
        int end = all.stream().mapToInt(IsakmpPayload::length).sum();
        return new Payloads(all, Octets.of(bytes, first, end - first));
    }

    /** The body of the first payload of a type. */
    Optional<Octets> first(int type) {
        return bodies(type).stream().findFirst();
    }

    Octets required(int type) throws Refused {
        return first(type).orElseThrow(Refused::missing);
    }

    List<Octets> bodies(int type) {
        return all.stream()
                .filter(payload -> payload.type() == type)
                .map(IsakmpPayload::body)
                .toList();
    }

    /** Whether the peer has announced this. */
    boolean hasVendorId(Octets id) {
        return bodies(IsakmpPayload.VENDOR_ID).contains(id);
    }

    /** The first payload if it is a HASH, where those of phase 2 must have it (RFC 2409 section 5.5). */
    Optional<Octets> leadingHash() {
        return all.stream()
                .limit(1)
                .filter(payload -> payload.type() == IsakmpPayload.HASH)
                .map(IsakmpPayload::body)
                .findFirst();
    }

    /** A message of phase 2 to be sent: the HASH payload, and behind it what it covers. */
    static List<IsakmpPayload> behindHash(List<IsakmpPayload> rest, UnaryOperator<Octets> hash) {
        List<IsakmpPayload> whole = new ArrayList<>();
        whole.add(new IsakmpPayload(IsakmpPayload.HASH, hash.apply(Octets.of(IsakmpCodec.chain(rest)))));
        whole.addAll(rest);
        return whole;
    }
}
