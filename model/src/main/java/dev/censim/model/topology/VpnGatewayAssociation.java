package dev.censim.model.topology;

/**
 * That an IPsec-VPN connection belongs to a VPN gateway (API: {@code attach_type} VPNGW).
 *
 * @param weight of its static routes among those of the gateway's other connections: {@link #ACTIVE} or {@link #STANDBY}
 */
public record VpnGatewayAssociation(String vpnGateway, int weight) {

    /** Terraform {@code vpn_route_entry}, {@code weight}. */
    public static final int ACTIVE = 100;

    public static final int STANDBY = 0;
}
