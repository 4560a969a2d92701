package dev.censim.wire.bgp;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.wire.Malformed;
import java.util.List;
import java.util.Optional;

/** The five messages of BGP-4: RFC 4271 section 4, RFC 2918 section 3. */
public sealed interface BgpMessage {

    int OPEN = 1;
    int UPDATE = 2;
    int NOTIFICATION = 3;
    int KEEPALIVE = 4;
    int ROUTE_REFRESH = 5;

    /**
     * Version 4 of the protocol, always.
     *
     * @param myAs the two-octet field, 1 to 65535; {@link BgpCodec#AS_TRANS} when the number needs four, RFC 6793 section 9
     * @param holdSeconds 0 to 65535; a decoder refuses 1 and 2, RFC 4271 section 6.2
     * @param identifier not 0.0.0.0, RFC 6286
     */
    record Open(int myAs, int holdSeconds, Ipv4 identifier, List<Capability> capabilities) implements BgpMessage {

        public Open {
            capabilities = List.copyOf(capabilities);
            boolean hold = holdSeconds >= 0 && holdSeconds <= 0xffff;
            if (myAs < 1 || myAs > 0xffff || !hold || identifier.bits() == 0) {
                throw new IllegalArgumentException("not an OPEN: AS " + myAs + ", hold time " + holdSeconds + " s");
            }
        }

        /** The sender's AS number: the four-octet capability's if it is there. */
        public Asn asn() {
            return fourOctetAs().orElseGet(() -> new Asn(myAs));
        }

        public Optional<Asn> fourOctetAs() {
            for (Capability capability : capabilities) {
                if (capability instanceof Capability.FourOctetAs four) {
                    return Optional.of(four.asn());
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Routes that come and go. A prefix that is both withdrawn and announced is announced.
     *
     * @param attributes present if and only if something is announced
     * @param bare the attributes of an UPDATE that announces no IPv4 unicast prefix: those of other families, RFC 4760
     * @param faults what a decoder found and forgave, RFC 7606; not part of the octets
     */
    record Update(
            Nlri withdrawn,
            Optional<PathAttributes> attributes,
            Nlri announced,
            List<RawAttribute> bare,
            List<AttributeFault> faults)
            implements BgpMessage {

        /** The marker for the end of the initial routing update of IPv4 unicast, RFC 4724 section 2. */
        public static final Update END_OF_RIB = withdraw(List.of());

        public Update {
            bare = List.copyOf(bare);
            faults = List.copyOf(faults);
            if (attributes.isPresent() == announced.isEmpty() || !announced.isEmpty() && !bare.isEmpty()) {
                throw new IllegalArgumentException("path attributes belong to announced prefixes");
            }
        }

        public static Update withdraw(List<Prefix> prefixes) {
            return new Update(Nlri.of(prefixes), Optional.empty(), Nlri.EMPTY, List.of(), List.of());
        }

        public static Update announce(PathAttributes attributes, List<Prefix> prefixes) {
            return new Update(Nlri.EMPTY, Optional.of(attributes), Nlri.of(prefixes), List.of(), List.of());
        }

        public boolean isEndOfRib() {
            return withdrawn.isEmpty() && announced.isEmpty() && bare.isEmpty() && faults.isEmpty();
        }

        /** Whether {@link #withdrawn} holds prefixes that the peer meant to announce. */
        public boolean isTreatedAsWithdraw() {
            return faults.stream().anyMatch(f -> f.handling() == AttributeFault.Handling.TREAT_AS_WITHDRAW);
        }
    }

    /**
     * The last message before a connection is closed.
     *
     * @param code RFC 4271 section 4.5
     * @param data at most 4075 octets
     */
    record Notification(int code, int subcode, Octets data) implements BgpMessage {

        public Notification {
            boolean fits = data.length() <= BgpCodec.MAX_LENGTH - BgpCodec.MIN_NOTIFICATION;
            if (code < 0 || code > 0xff || subcode < 0 || subcode > 0xff || !fits) {
                throw new IllegalArgumentException("not a NOTIFICATION: " + code + "/" + subcode);
            }
        }

        /** Without data. */
        public static Notification of(int code, int subcode) {
            return new Notification(code, subcode, Octets.EMPTY);
        }

        /**
         * The answer to a malformed message, with the data that RFC 4271 section 6 and RFC 5492 section 5 ask for.
         *
         * @param b holds the message, from its header on
         * @param at where the header begins; at least 19 octets follow
         */
        public static Notification answering(Malformed error, byte[] b, int at) {
            int kind = error.code() << 8 | error.subcode();
            Octets data = switch (kind) {
                case 0x0102 -> Octets.of(b, at + BgpCodec.LENGTH, 2);
                case 0x0103 -> Octets.of(b, at + BgpCodec.TYPE, 1);
                case 0x0201 -> Octets.of(new byte[] {0, BgpCodec.VERSION_4});
                case 0x0302 -> attribute(b, at + error.offset());
                case 0x0207 -> Octets.of(new byte[] {Capability.MULTIPROTOCOL, 4, 0, 1, 0, 1});
                default -> Octets.EMPTY;
            };
            return new Notification(error.code(), error.subcode(), data);
        }

        /** Cease for too many prefixes, with the family and the limit, RFC 4486 section 4. */
        public static Notification tooManyPrefixes(long limit) {
            OctetWriter writer = new OctetWriter();
            writer.u16(1);
            writer.u8(1);
            writer.u32((int) limit);
            return new Notification(6, 1, Octets.of(writer.toArray()));
        }

        /** RFC 4271 section 6.3: "the unrecognized attribute (type, length, and value)"; its flags tell how long the length is. */
        private static Octets attribute(byte[] b, int at) {
            boolean isLong = (b[at] & AttributeReader.EXTENDED_LENGTH) != 0;
            int length = isLong ? 4 + BgpCodec.u16(b, at + 2) : 3 + (b[at + 2] & 0xff);
            return Octets.of(b, at, Math.min(length, BgpCodec.MAX_LENGTH - BgpCodec.MIN_NOTIFICATION));
        }
    }

    record Keepalive() implements BgpMessage {}

    /**
     * Please send again, RFC 2918.
     *
     * @param subtype 0; 1 and 2 are the demarcations of RFC 7313
     */
    record RouteRefresh(int afi, int subtype, int safi) implements BgpMessage {

        public RouteRefresh {
            if (afi < 0 || afi > 0xffff || subtype < 0 || subtype > 0xff || safi < 0 || safi > 0xff) {
                throw new IllegalArgumentException("not a ROUTE-REFRESH: " + afi + " " + subtype + " " + safi);
            }
        }

        public boolean asksForIpv4Unicast() {
            return afi == 1 && safi == 1 && subtype == 0;
        }
    }
}
