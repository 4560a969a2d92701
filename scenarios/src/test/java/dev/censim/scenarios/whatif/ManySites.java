package dev.censim.scenarios.whatif;

import dev.censim.model.Scenario;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.util.SplittableRandom;

/** Two joined regions with VPCs, and sites of many kinds that are drawn at random, with traffic between all of them. */
final class ManySites {

    private static final int VPCS = 3;

    private final SplittableRandom random;
    private final int sites;
    private final StringBuilder dataCenters = new StringBuilder("dataCenters:\n");
    private final StringBuilder paths = new StringBuilder("paths:\n");
    private final StringBuilder connections = new StringBuilder();
    private final StringBuilder vbrs = new StringBuilder();
    private final StringBuilder traffic = new StringBuilder("traffic:\n");

    private ManySites(SplittableRandom random) {
        this.random = random;
        sites = 4 + random.nextInt(4);
        for (int site = 0; site < sites; site++) {
            site(site);
            flow(site, "site-%d".formatted(site), "app-%d".formatted(random.nextInt(VPCS)));
        }
        if (random.nextInt(3) == 0) {
            flow(sites, "app-0", "app-1");
        }
        if (random.nextInt(3) == 0) {
            flow(sites + 1, "site-0", "site-" + (sites - 1));
        }
    }

    static Scenario drawn(long seed) {
        String text = new ManySites(new SplittableRandom(seed)).text();
        if (ScenarioReader.read("sites-" + seed + ".yaml", text) instanceof ReadResult.Accepted accepted) {
            return accepted.scenario();
        }
        throw new AssertionError(ScenarioReader.read("sites-" + seed + ".yaml", text) + "\n" + text);
    }

    private String text() {
        return """
                scenario: sites
                seed: 4
                duration: 60s
                regions:
                  - {name: shanghai, zones: [a, b]}
                  - {name: frankfurt, zones: [f]}
                transitRouters:
                  - {name: hub-0, region: shanghai}
                  - {name: hub-1, region: frankfurt}
                interRegionConnections:
                  - name: backbone
                    latency: 90ms
                    %s
                    attachments:
                      - {transitRouter: hub-0, autoPublishRouteEnabled: true}
                      - {transitRouter: hub-1, autoPublishRouteEnabled: true}
                """.formatted(random.nextInt(8) == 0 ? "bandwidth: 20Mbps" : "")
                + vpcs()
                + dataCenters
                + paths
                + (connections.isEmpty() ? "" : "vpnConnections:\n" + connections)
                + (vbrs.isEmpty() ? "" : "vbrs:\n" + vbrs)
                + traffic;
    }

    private static String vpcs() {
        StringBuilder vpcs = new StringBuilder("vpcs:\n");
        for (int vpc = 0; vpc < VPCS; vpc++) {
            vpcs.append("""
                      - name: vpc-%1$d
                        region: %2$s
                        cidrBlock: 10.%1$d.0.0/16
                        vSwitches: [{name: vsw-%1$d, zone: %3$s, cidrBlock: 10.%1$d.1.0/24}]
                        hosts: [{name: app-%1$d, vSwitch: vsw-%1$d, address: 10.%1$d.1.10}]
                        attachment: {transitRouter: hub-%4$d, autoPublishRouteEnabled: true}
                    """.formatted(vpc, vpc == 2 ? "frankfurt" : "shanghai", vpc == 2 ? "f" : "a", vpc / 2));
        }
        return vpcs.toString();
    }

    private void site(int site) {
        String block = random.nextInt(6) == 0 ? "172.16.0.0/12" : "172.16.%d.0/24".formatted(site);
        boolean hasNat = random.nextInt(5) == 0;
        boolean hasBgp = random.nextInt(4) > 0;
        boolean hasCircuit = random.nextInt(3) == 0;
        dataCenters.append(
                "  - name: dc-%1$d\n    cidrBlock: %2$s\n    hosts: [{name: site-%1$d, address: 172.16.%1$d.10}]\n"
                        .formatted(site, block));
        if (hasCircuit) {
            circuit(site, block, hasBgp);
        }
        if (!hasCircuit || random.nextInt(4) == 0) {
            dataCenters.append(
                    "    customerGateways: [{name: cgw-%1$d, ipAddress: 203.0.113.%1$d, asn: %2$d%3$s%4$s}]\n"
                            .formatted(
                                    site,
                                    65_100 + site,
                                    hasNat ? ", nat: {insideAddress: 192.168.1.2}" : "",
                                    hasBgp ? "" : ", routes: [10.0.0.0/8]"));
            tunnels(site, block, hasBgp);
        }
    }

    private void circuit(int site, String block, boolean hasBgp) {
        path("fibre-%d".formatted(site), random.nextInt(8) == 0 ? ", bandwidth: 10Mbps" : "");
        vbrs.append("""
                  - name: vbr-%1$d
                    attachment: {transitRouter: hub-%2$d, autoPublishRouteEnabled: true}
                    dataCenter: dc-%1$d
                    localGatewayIp: 10.255.%1$d.1
                    peerGatewayIp: 10.255.%1$d.2
                    path: fibre-%1$d
                    %3$s
                """.formatted(
                        site,
                        random.nextInt(2),
                        hasBgp
                                ? "bgp: {peerAsn: 64999}"
                                : "{routes: [%s], peerRoutes: [10.0.0.0/8]}"
                                        .formatted(block)
                                        .replace("{routes", "routes")
                                        .replace(", peerRoutes", "\n    peerRoutes")
                                        .replace("]}", "]")));
    }

    private void tunnels(int site, String block, boolean hasBgp) {
        path("net-%d-a".formatted(site), ", jitter: 1ms");
        path("net-%d-b".formatted(site), random.nextInt(8) == 0 ? ", loss: 1%" : "");
        int connectionsOfSite = random.nextInt(6) == 0 ? 2 : 1;
        for (int one = 0; one < connectionsOfSite; one++) {
            connections.append("""
                      - name: vpn-%1$d-%2$d
                        attachment: {transitRouter: hub-%3$d%4$s}
                        effectImmediately: true
                        %5$s
                        tunnels:
                          - {customerGateway: cgw-%1$d, path: net-%1$d-a}
                          - {customerGateway: cgw-%1$d, path: net-%1$d-b}
                    """.formatted(
                            site,
                            one,
                            connectionsOfSite == 2 ? one : random.nextInt(2),
                            hasBgp ? ", autoPublishRouteEnabled: true" : "",
                            hasBgp ? "enableTunnelsBgp: true" : "routes: [%s]".formatted(block)));
        }
    }

    private void path(String name, String quality) {
        paths.append("  - {name: %s, latency: %dms%s}\n".formatted(name, 3 + random.nextInt(40), quality));
    }

    private void flow(int number, String from, String to) {
        boolean goesBack = random.nextBoolean();
        traffic.append("  - {name: flow-%d, kind: %s, from: %s, to: %s, rate: %dpps, size: 200B, start: 20s}\n"
                .formatted(
                        number,
                        random.nextBoolean() ? "udp" : "ping",
                        goesBack ? to : from,
                        goesBack ? from : to,
                        1 + random.nextInt(4)));
    }
}
