package dev.censim.scenarios.explain.message;

import dev.censim.crypto.CbcCipher;
import dev.censim.crypto.Integrity;
import dev.censim.facts.CaptureFact.IkeKeysSeen;
import dev.censim.scenarios.explain.message.Item.Kind;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Exchange;
import dev.censim.wire.ike.IkeCodec;
import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.NotifyType;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;
import dev.censim.wire.ike.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads messages of IKEv2 in the order of the capture. */
final class Ikev2Reader {

    private record IkeSa(long spiInitiator, long spiResponder) {}

    /** A request, by what its response has in common with it. */
    private record Request(IkeSa sa, boolean isFromInitiator, int messageId) {}

    private final Map<IkeSa, IkeKeysSeen> keys = new HashMap<>();
    private final Set<Request> probes = new HashSet<>();

    void learn(IkeKeysSeen seen) {
        keys.put(new IkeSa(seen.spiInitiator(), seen.spiResponder()), seen);
    }

    Reading read(Octets octets) {
        byte[] raw = octets.bytes();
        try {
            IkeMessage message = IkeCodec.decode(raw, 0, raw.length);
            boolean isSealed = message.first(Payload.Encrypted.class).isPresent();
            Optional<IkeMessage> opened = isSealed ? open(message, raw) : Optional.of(message);
            return opened.map(this::items).map(Reading::of).orElse(Reading.NONE);
        } catch (Malformed e) {
            return Reading.NONE;
        }
    }

    /** RFC 7296 section 3.14; empty without the keys, or when it is not authentic. */
    private Optional<IkeMessage> open(IkeMessage message, byte[] raw) throws Malformed {
        IkeKeysSeen known = keys.get(sa(message));
        Optional<Payload.Encrypted> sealed = message.first(Payload.Encrypted.class);
        if (known == null || sealed.isEmpty()) {
            return Optional.empty();
        }
        boolean isFromInitiator = message.fromInitiator();
        Integrity integrity = new Integrity(known.integrity(), isFromInitiator ? known.skAi() : known.skAr());
        CbcCipher cipher = new CbcCipher(known.encryption(), isFromInitiator ? known.skEi() : known.skEr());
        int block = cipher.blockLength();
        int end = raw.length - integrity.length();
        int length = sealed.get().data().length() - block - integrity.length();
        if (length <= 0 || length % block != 0 || !integrity.verify(raw, 0, end, raw, end)) {
            return Optional.empty();
        }
        byte[] iv = Arrays.copyOfRange(raw, end - length - block, end - length);
        byte[] plain = cipher.decrypt(iv, Arrays.copyOfRange(raw, end - length, end));
        int unpadded = plain.length - 1 - (plain[plain.length - 1] & 0xff);
        return unpadded < 0
                ? Optional.empty()
                : Optional.of(message.with(IkeCodec.decodePayloads(sealed.get().firstPayload(), plain, 0, unpadded)));
    }

    private List<Item> items(IkeMessage message) {
        List<Item> items = new ArrayList<>();
        for (Payload.Notify notify : message.all(Payload.Notify.class)) {
            String text = "notify " + NotifyType.name(notify.notifyType());
            if (notify.isError()) {
                items.add(new Item(Kind.REFUSAL, text));
            } else if (isTold(notify.notifyType())) {
                items.add(new Item(Kind.STATUS, text));
            }
        }
        message.all(Payload.Delete.class).forEach(delete -> items.addAll(deletions(delete)));
        if (isProbe(message)) {
            items.add(new Item(Kind.PROBE, "empty"));
        }
        return items;
    }

    private static boolean isTold(int status) {
        return status == NotifyType.COOKIE || status == NotifyType.INITIAL_CONTACT || status == NotifyType.REKEY_SA;
    }

    private static List<Item> deletions(Payload.Delete delete) {
        if (delete.protocol() == Protocol.IKE) {
            return List.of(new Item(Kind.DELETION, "DELETE of the IKE SA"));
        }
        return delete.spis().stream()
                .map(spi -> new Item(Kind.DELETION, "DELETE of ESP SA " + spi))
                .toList();
    }

    /** RFC 7296 section 2.4: an empty request of INFORMATIONAL asks for a sign of life, and the response to it is one. */
    private boolean isProbe(IkeMessage message) {
        if (message.exchange() != Exchange.INFORMATIONAL || !message.payloads().isEmpty()) {
            return false;
        }
        boolean isAskedByInitiator = message.fromInitiator() != message.response();
        Request asked = new Request(sa(message), isAskedByInitiator, message.messageId());
        if (!message.response()) {
            probes.add(asked);
        }
        return probes.contains(asked);
    }

    private static IkeSa sa(IkeMessage message) {
        return new IkeSa(message.spiInitiator(), message.spiResponder());
    }
}
