package dev.censim.wire.bgp;

import dev.censim.model.address.Asn;
import java.util.List;

/** What a speaker says in its OPEN that it can do, RFC 5492. */
public sealed interface Capability {

    int MULTIPROTOCOL = 1;
    int ROUTE_REFRESH = 2;
    int GRACEFUL_RESTART = 64;
    int FOUR_OCTET_AS = 65;

    /** IPv4 unicast, the only family that is routed here. */
    Capability IPV4_UNICAST = new Multiprotocol(1, 1);

    int code();

    /** The capability's value as it is sent. */
    Octets value();

    /** RFC 4760 section 8. */
    record Multiprotocol(int afi, int safi) implements Capability {

        public Multiprotocol {
            if (afi < 0 || afi > 0xffff || safi < 0 || safi > 0xff) {
                throw new IllegalArgumentException("not an address family: " + afi + "/" + safi);
            }
        }

        @Override
        public int code() {
            return MULTIPROTOCOL;
        }

        @Override
        public Octets value() {
            return Octets.of(new byte[] {(byte) (afi >>> 8), (byte) afi, 0, (byte) safi});
        }
    }

    /** RFC 2918 section 2. */
    record RouteRefresh() implements Capability {

        @Override
        public int code() {
            return ROUTE_REFRESH;
        }

        @Override
        public Octets value() {
            return Octets.EMPTY;
        }
    }

    /** RFC 6793 section 3. */
    record FourOctetAs(Asn asn) implements Capability {

        @Override
        public int code() {
            return FOUR_OCTET_AS;
        }

        @Override
        public Octets value() {
            long number = asn.number();
            return Octets.of(
                    new byte[] {(byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number});
        }
    }

    /**
     * RFC 4724 section 3.
     *
     * @param flags the four Restart Flags; the highest, 8, is the Restart State bit
     * @param restartSeconds how long the sender expects to be away, 0 to 4095
     * @param families for which routes are kept while the sender is away; none: it only keeps those of others
     */
    record GracefulRestart(int flags, int restartSeconds, List<Family> families) implements Capability {

        private static final int RESTART_STATE = 8;

        /** @param flags the highest bit, 0x80, is the Forwarding State bit */
        public record Family(int afi, int safi, int flags) {

            private static final int FORWARDING_STATE = 0x80;

            public Family {
                if (afi < 0 || afi > 0xffff || safi < 0 || safi > 0xff || flags < 0 || flags > 0xff) {
                    throw new IllegalArgumentException("not an address family: " + afi + "/" + safi + " " + flags);
                }
            }

            public static Family ipv4Unicast(boolean isForwarding) {
                return new Family(1, 1, isForwarding ? FORWARDING_STATE : 0);
            }

            public boolean isIpv4Unicast() {
                return afi == 1 && safi == 1;
            }

            /** Whether packets went on being forwarded while BGP was away. */
            public boolean isForwarding() {
                return (flags & FORWARDING_STATE) != 0;
            }
        }

        public GracefulRestart {
            families = List.copyOf(families);
            if (flags < 0 || flags > 0xf || restartSeconds < 0 || restartSeconds > 0xfff || families.size() > 63) {
                throw new IllegalArgumentException("not a graceful restart: " + flags + ", " + restartSeconds + " s");
            }
        }

        public static GracefulRestart of(boolean hasRestarted, int restartSeconds, List<Family> families) {
            return new GracefulRestart(hasRestarted ? RESTART_STATE : 0, restartSeconds, families);
        }

        /** Whether the sender's BGP has just restarted: it does not want to be waited for. */
        public boolean hasRestarted() {
            return (flags & RESTART_STATE) != 0;
        }

        @Override
        public int code() {
            return GRACEFUL_RESTART;
        }

        @Override
        public Octets value() {
            OctetWriter writer = new OctetWriter();
            writer.u16(flags << 12 | restartSeconds);
            for (Family family : families) {
                writer.u16(family.afi);
                writer.u8(family.safi);
                writer.u8(family.flags);
            }
            return Octets.of(writer.toArray());
        }
    }

    /** A capability that is not used here, or a known one with a value that makes no sense. */
    record Other(int code, Octets value) implements Capability {

        public Other {
            if (code < 0 || code > 0xff || value.length() > 0xff || isUnderstood(code, value)) {
                throw new IllegalArgumentException("not an uninterpreted capability: " + code + " " + value);
            }
        }

        /** Whether one of the other records of this family stands for these octets. */
        static boolean isUnderstood(int code, Octets value) {
            return code == MULTIPROTOCOL && value.length() == 4 && value.at(2) == 0
                    || code == ROUTE_REFRESH && value.length() == 0
                    || code == GRACEFUL_RESTART && value.length() % 4 == 2
                    || code == FOUR_OCTET_AS && value.length() == 4;
        }
    }
}
