package dev.censim.wire.bgp;

import dev.censim.model.address.Asn;

/** What a speaker says in its OPEN that it can do, RFC 5492. */
public sealed interface Capability {

    int MULTIPROTOCOL = 1;
    int ROUTE_REFRESH = 2;
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
                    || code == FOUR_OCTET_AS && value.length() == 4;
        }
    }
}
