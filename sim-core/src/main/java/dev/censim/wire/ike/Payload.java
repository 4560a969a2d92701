package dev.censim.wire.ike;

import java.util.List;

/** The payloads of IKEv2, RFC 7296 sections 3.3 to 3.14. */
public sealed interface Payload {

    int SA = 33;
    int KE = 34;
    int ID_I = 35;
    int ID_R = 36;
    int AUTH = 39;
    int NONCE = 40;
    int NOTIFY = 41;
    int DELETE = 42;
    int VENDOR_ID = 43;
    int TS_I = 44;
    int TS_R = 45;
    int SK = 46;
    /** Payload types up to this one are defined in RFC 7296: their critical bit is ignored (section 2.5). */
    int LAST_KNOWN = 48;

    /** The payload's type on the wire. */
    int type();

    /** Section 3.3. */
    record SecurityAssociation(List<Proposal> proposals) implements Payload {
        public SecurityAssociation {
            proposals = List.copyOf(proposals);
        }

        @Override
        public int type() {
            return SA;
        }
    }

    /**
     * Section 3.4.
     *
     * @param group number of the Diffie-Hellman group
     * @param data the public value, padded with leading zeros to the length of the modulus
     */
    record KeyExchangePayload(int group, Octets data) implements Payload {
        @Override
        public int type() {
            return KE;
        }
    }

    /** Section 3.9: 16 to 256 octets. */
    record Nonce(Octets data) implements Payload {
        @Override
        public int type() {
            return NONCE;
        }
    }

    /**
     * Section 3.5.
     *
     * @param initiator IDi, otherwise IDr
     * @param idType 1 IPv4 address, 2 FQDN, ...
     */
    record Identification(boolean initiator, int idType, Octets data) implements Payload {
        @Override
        public int type() {
            return initiator ? ID_I : ID_R;
        }

        /** The body of the payload, which the AUTH payload signs (section 2.15). */
        public byte[] body() {
            byte[] body = new byte[4 + data.length()];
            body[0] = (byte) idType;
            data.copyTo(body, 4);
            return body;
        }
    }

    /**
     * Section 3.8.
     *
     * @param method 2 is a shared key
     */
    record Authentication(int method, Octets data) implements Payload {
        public static final int SHARED_KEY = 2;

        @Override
        public int type() {
            return AUTH;
        }
    }

    /**
     * Section 3.13. Selectors that are not IPv4 ranges are left out when decoding, as an end that knows no IPv6 must.
     *
     * @param initiator TSi, otherwise TSr: the side of the exchange's initiator
     */
    record TrafficSelectors(boolean initiator, List<TrafficSelector> selectors) implements Payload {
        public TrafficSelectors {
            selectors = List.copyOf(selectors);
        }

        @Override
        public int type() {
            return initiator ? TS_I : TS_R;
        }
    }

    /**
     * Section 3.10.
     *
     * @param protocol {@link Protocol#NONE} unless the notify concerns a child SA
     * @param spi empty, or the SPI of the SA concerned
     * @param notifyType one of {@link NotifyType} or another
     */
    record Notify(int protocol, Octets spi, int notifyType, Octets data) implements Payload {

        /** A notify about the IKE SA or the exchange itself. */
        public static Notify of(int notifyType, Octets data) {
            return new Notify(Protocol.NONE, Octets.EMPTY, notifyType, data);
        }

        public static Notify of(int notifyType) {
            return of(notifyType, Octets.EMPTY);
        }

        public boolean isError() {
            return notifyType < NotifyType.FIRST_STATUS;
        }

        @Override
        public int type() {
            return NOTIFY;
        }
    }

    /**
     * Section 3.11.
     *
     * @param protocol {@link Protocol#IKE} with no SPI deletes the IKE SA that carries the message
     * @param spis of equal length: the sender's inbound SPIs
     */
    record Delete(int protocol, List<Octets> spis) implements Payload {
        public Delete {
            spis = List.copyOf(spis);
        }

        @Override
        public int type() {
            return DELETE;
        }
    }

    /**
     * Section 3.14, as it lies in the message; always the last payload.
     *
     * @param firstPayload type of the first payload inside, 0 when there is none
     * @param data initialisation vector, ciphertext, integrity check value
     */
    record Encrypted(int firstPayload, Octets data) implements Payload {
        @Override
        public int type() {
            return SK;
        }
    }

    /** Section 3.12. */
    record VendorId(Octets data) implements Payload {
        @Override
        public int type() {
            return VENDOR_ID;
        }
    }

    /** A payload not read here (certificates, configuration, EAP) or not known at all, without its critical bit set. */
    record Unknown(int type, Octets body) implements Payload {}
}
