package dev.censim.compile;

import dev.censim.facts.Names;
import dev.censim.model.Scenario;
import dev.censim.model.topology.Ccn;
import dev.censim.model.topology.CustomerGateway;
import dev.censim.model.topology.DataCenter;
import dev.censim.model.topology.Ecr;
import dev.censim.model.topology.Path;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.TransitRouter;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.Vbr;
import dev.censim.model.topology.Vpc;
import dev.censim.model.topology.VpnConnection;
import dev.censim.model.topology.VpnGateway;
import dev.censim.model.traffic.Flow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The dense numbers of everything, in the order of the scenario, and the names behind them. */
final class Numbering {

    private final Map<String, Integer> actors = new LinkedHashMap<>();
    private final Map<String, Integer> tunnels = new LinkedHashMap<>();
    private final Map<String, Integer> sessions = new LinkedHashMap<>();
    private final Map<String, Integer> tables = new LinkedHashMap<>();
    private final List<String> flows;
    private final int firstFlow;
    private final int faultScript;

    Numbering(Scenario scenario) {
        Topology topology = scenario.topology();
        topology.paths().stream().map(Path::name).forEach(name -> add(actors, name));
        topology.transitRouters().forEach(this::number);
        topology.ecrs().forEach(ecr -> number(ecr, topology.regionsOf(ecr)));
        topology.vpcs().stream().map(Vpc::name).forEach(this::addWithTable);
        topology.vpnGateways().stream().map(VpnGateway::name).forEach(this::addWithTable);
        topology.ccns().stream().map(Ccn::name).forEach(this::addWithTable);
        topology.dataCenters().stream().map(DataCenter::name).forEach(this::addWithTable);
        topology.vpnConnections().forEach(this::number);
        topology.customerGateways().stream().map(CustomerGateway::name).forEach(this::addWithTable);
        topology.vbrs().forEach(this::number);
        topology.customerGateways().stream()
                .filter(gateway -> gateway.nat().isPresent())
                .forEach(gateway -> add(actors, gateway.natName()));
        topology.hosts().forEach(host -> add(actors, host.name()));
        flows = scenario.flows().stream().map(Flow::name).toList();
        firstFlow = actors.size();
        faultScript = firstFlow + flows.size();
    }

    private void number(TransitRouter router) {
        add(actors, router.name());
        router.routeTables().forEach(table -> add(tables, table(router.name(), table)));
    }

    private void number(Ecr ecr, List<String> regions) {
        add(actors, ecr.name());
        for (String region : regions) {
            add(tables, tableName(ecr, region, true));
            add(tables, tableName(ecr, region, false));
        }
    }

    private void number(VpnConnection connection) {
        addWithTable(connection.name());
        for (Tunnel tunnel : connection.tunnels()) {
            add(tunnels, tunnel.name());
            if (tunnel.bgp().isPresent()) {
                add(sessions, tunnel.name());
            }
        }
    }

    private void number(Vbr vbr) {
        addWithTable(vbr.name());
        addWithTable(vbr.peerName());
        if (vbr.bgp().isPresent()) {
            add(sessions, vbr.name());
        }
    }

    private void addWithTable(String name) {
        add(actors, name);
        add(tables, name);
    }

    private static void add(Map<String, Integer> numbers, String name) {
        if (numbers.putIfAbsent(name, numbers.size()) != null) {
            throw new IllegalArgumentException("two objects are named " + name);
        }
    }

    private static String table(String router, String table) {
        return router + "/" + table;
    }

    private static String tableName(Ecr ecr, String region, boolean isToCloud) {
        return ecr.name() + "/" + region + (isToCloud ? "/to-cloud" : "/to-data-centres");
    }

    int actor(String name) {
        return of(actors, name);
    }

    int tunnel(String name) {
        return of(tunnels, name);
    }

    int session(String name) {
        return of(sessions, name);
    }

    /** The table of a device that has one. */
    int table(String device) {
        return of(tables, device);
    }

    int table(TransitRouter router, String table) {
        return of(tables, table(router.name(), table));
    }

    /** An ECR has one for each direction in each of its regions. */
    int table(Ecr ecr, String region, boolean isToCloud) {
        return of(tables, tableName(ecr, region, isToCloud));
    }

    private static int of(Map<String, Integer> numbers, String name) {
        Integer number = numbers.get(name);
        if (number == null) {
            throw new IllegalArgumentException("nothing is named " + name);
        }
        return number;
    }

    int firstFlow() {
        return firstFlow;
    }

    int faultScript() {
        return faultScript;
    }

    Names names() {
        List<String> all = new ArrayList<>(actors.keySet());
        all.addAll(flows);
        all.add("faults");
        return new Names(
                all,
                List.copyOf(tunnels.keySet()),
                List.copyOf(sessions.keySet()),
                flows,
                List.copyOf(tables.keySet()));
    }
}
