package dev.censim.scenarios.read;

import dev.censim.model.topology.Ccn;
import dev.censim.model.topology.CustomerGateway;
import dev.censim.model.topology.DataCenter;
import dev.censim.model.topology.Ecr;
import dev.censim.model.topology.Host;
import dev.censim.model.topology.InterRegionConnection;
import dev.censim.model.topology.Path;
import dev.censim.model.topology.Region;
import dev.censim.model.topology.TransitRouter;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.Vbr;
import dev.censim.model.topology.Vpc;
import dev.censim.model.topology.VpnConnection;
import dev.censim.model.topology.VpnGateway;
import dev.censim.model.traffic.Flow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has been read so far, by name, in the order of the file. Sections are read so that most references look back. */
final class Draft {

    final Diagnostics diagnostics;
    final Names names;
    final Map<String, Declared<Region>> regions = new LinkedHashMap<>();
    final Map<String, Declared<TransitRouter>> transitRouters = new LinkedHashMap<>();
    final Map<String, Declared<Vpc>> vpcs = new LinkedHashMap<>();
    final Map<String, Declared<DataCenter>> dataCenters = new LinkedHashMap<>();
    final Map<String, Declared<CustomerGateway>> customerGateways = new LinkedHashMap<>();
    final Map<String, Declared<Host>> hosts = new LinkedHashMap<>();
    final Map<String, Declared<Path>> paths = new LinkedHashMap<>();
    final Map<String, Declared<VpnConnection>> vpnConnections = new LinkedHashMap<>();
    final Map<String, Declared<Tunnel>> tunnels = new LinkedHashMap<>();
    final Map<String, Declared<Vbr>> vbrs = new LinkedHashMap<>();
    final Map<String, Declared<InterRegionConnection>> interRegionConnections = new LinkedHashMap<>();
    final Map<String, Declared<Ecr>> ecrs = new LinkedHashMap<>();
    final Map<String, Declared<VpnGateway>> vpnGateways = new LinkedHashMap<>();
    final Map<String, Declared<Ccn>> ccns = new LinkedHashMap<>();
    /** Accounts of transit routers and of what is attached to them, by the object's name. */
    final Map<String, Ownership> ownerships = new LinkedHashMap<>();

    final Map<String, Flow> flows = new LinkedHashMap<>();
    final Map<String, Settings> cloudSettings = new LinkedHashMap<>();
    final Map<String, Settings> customerSettings = new LinkedHashMap<>();
    /** A flow's name as written, and the names that its cross product made of it. */
    final Map<String, List<String>> flowFamilies = new LinkedHashMap<>();

    final Set<String> usedPaths = new LinkedHashSet<>();
    /** Declarations of paths by the scenario, as against those that tunnels bring along. */
    final List<Located<String>> writtenPaths = new ArrayList<>();

    Draft(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.names = new Names(diagnostics);
    }
}
