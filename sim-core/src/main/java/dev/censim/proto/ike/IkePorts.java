package dev.censim.proto.ike;

/**
 * The two UDP ports of an end (RFC 7296 section 2.23).
 *
 * @param ike where negotiations begin
 * @param natTraversal where IKE goes on, beside ESP, once a NAT was found; IKE messages follow a marker of four zero octets there
 */
public record IkePorts(int ike, int natTraversal) {

    public static final IkePorts STANDARD = new IkePorts(500, 4500);

    /** An end that does not use port 500 has its second port as far from the first as 4500 is from 500. */
    public static IkePorts from(int ike) {
        return new IkePorts(ike, ike + STANDARD.natTraversal - STANDARD.ike);
    }
}
