package dev.censim.model.topology;

import dev.censim.model.address.Prefix;
import java.util.List;

/**
 * An on-premises network: hosts on a LAN behind one or more gateway devices.
 *
 * @param cidrBlocks its networks, which its gateways announce by BGP
 * @param routes by hand into one connection, such as the way back of a health check
 */
public record DataCenter(
        String name,
        List<Prefix> cidrBlocks,
        List<Host> hosts,
        List<CustomerGateway> customerGateways,
        List<DataCenterRoute> routes) {

    public DataCenter {
        cidrBlocks = List.copyOf(cidrBlocks);
        hosts = List.copyOf(hosts);
        customerGateways = List.copyOf(customerGateways);
        routes = List.copyOf(routes);
    }
}
