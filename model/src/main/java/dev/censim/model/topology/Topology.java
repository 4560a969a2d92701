package dev.censim.model.topology;

import java.util.List;

/** Everything that is built, in the order of the scenario file. */
public record Topology(
        List<Region> regions,
        List<TransitRouter> transitRouters,
        List<Vpc> vpcs,
        List<DataCenter> dataCenters,
        List<Path> paths,
        List<VpnConnection> vpnConnections,
        List<Vbr> vbrs) {

    public Topology {
        regions = List.copyOf(regions);
        transitRouters = List.copyOf(transitRouters);
        vpcs = List.copyOf(vpcs);
        dataCenters = List.copyOf(dataCenters);
        paths = List.copyOf(paths);
        vpnConnections = List.copyOf(vpnConnections);
        vbrs = List.copyOf(vbrs);
    }
}
