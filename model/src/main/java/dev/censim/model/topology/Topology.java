package dev.censim.model.topology;

import java.util.List;
import java.util.Optional;

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

    /** The VBR whose circuit a tunnel of a private connection runs over; empty for one over the Internet. */
    public Optional<Vbr> vbrBeneath(Tunnel tunnel) {
        return vbrs.stream().filter(vbr -> vbr.path().equals(tunnel.path())).findFirst();
    }
}
