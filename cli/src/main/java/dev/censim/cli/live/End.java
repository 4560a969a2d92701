package dev.censim.cli.live;

/** Whose configuration in the scenario is taken: that of the IPsec-VPN connection or that of the customer gateway. */
public enum End {
    CLOUD,
    CUSTOMER
}
