package dev.censim.model.topology;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import java.util.List;
import java.util.Optional;

/**
 * A gateway device of a data centre ({@code vpn_customer_gateway}).
 *
 * @param ipAddress its static public address; behind a NAT that of the NAT
 * @param nat the NAT in front of it, if there is one
 * @param asn needed for BGP
 * @param authKey the key of TCP's MD5 signatures (RFC 2385), by which the cloud knows the device's BGP; empty: none
 * @param routes destinations behind the cloud that this device reaches through its tunnels, configured by hand
 */
public record CustomerGateway(
        String name,
        Ipv4 ipAddress,
        Optional<Nat> nat,
        Optional<Asn> asn,
        Optional<String> authKey,
        List<Prefix> routes) {

    public CustomerGateway {
        routes = List.copyOf(routes);
    }

    /** The address that it gives itself. */
    public Ipv4 ownAddress() {
        return nat.map(Nat::insideAddress).orElse(ipAddress);
    }

    /** What the NAT in front of it is called, if there is one. */
    public String natName() {
        return name + ".nat";
    }
}
