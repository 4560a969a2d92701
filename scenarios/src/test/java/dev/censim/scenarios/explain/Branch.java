package dev.censim.scenarios.explain;

import dev.censim.compile.Compiler;
import dev.censim.compile.Network;
import dev.censim.kernel.Simulation;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.time.Duration;

/** A scenario with one tunnel between a cloud and a branch, whose device may be configured otherwise than the cloud. */
record Branch(String connection, String peer, String more) {

    static final String TUNNEL = "vpn.tunnel1";

    private static final String NAT = "# behind a NAT\n";
    private static final String NAT_OF_GATEWAY = ", nat: {insideAddress: 192.168.1.2}";

    static final Branch PLAIN = new Branch("{}", "", "");

    private static final String YAML = """
            scenario: branch
            duration: 1h
            regions: [{name: r, zones: [z]}]
            transitRouters: [{name: tr, region: r}]
            vpcs:
              - name: vpc
                region: r
                cidrBlock: 10.0.0.0/16
                vSwitches: [{name: vsw, zone: z, cidrBlock: 10.0.1.0/24}]
                hosts: [{name: app, vSwitch: vsw, address: 10.0.1.10}]
                routes: [172.16.0.0/16]
                attachment: {transitRouter: tr}
            dataCenters:
              - name: dc
                cidrBlock: 172.16.0.0/16
                hosts: [{name: pos, address: 172.16.0.10}]
                customerGateways: [{name: cgw, ipAddress: 203.0.113.1, routes: [10.0.0.0/16]}]
            paths: [{name: net, latency: 10ms}]
            vpnConnections:
              - name: vpn
                attachment: {transitRouter: tr}
                routes: [172.16.0.0/16]
                psk: secret of the cloud
                CONNECTION
                tunnels:
                  - customerGateway: cgw
                    path: net
                    peer:
                      PEER
            MORE
            """;

    /** With lines at the connection. */
    Branch connection(String lines) {
        return new Branch(lines, peer, more);
    }

    /** With lines under the tunnel's {@code peer}. */
    Branch peer(String lines) {
        return new Branch(connection, lines, more);
    }

    /** With sections at the end. */
    Branch more(String sections) {
        return new Branch(connection, peer, sections);
    }

    /** With a device that begins nothing by itself, or with one that does. */
    Branch initiates(boolean initiates) {
        return new Branch(connection, "initiates: " + initiates + "\n" + peer, more);
    }

    /** With a NAT in front of the device. */
    Branch nat() {
        return new Branch(connection, peer, NAT + more);
    }

    String yaml() {
        boolean hasNat = more.startsWith(NAT);
        return YAML.replace("203.0.113.1, routes", "203.0.113.1" + (hasNat ? NAT_OF_GATEWAY : "") + ", routes")
                .replace(
                        "CONNECTION",
                        connection.equals("{}")
                                ? "enableTunnelsBgp: false"
                                : connection.indent(4).strip())
                .replace(
                        "PEER",
                        (peer.contains("initiates") ? peer : "initiates: true\n" + peer)
                                .indent(10)
                                .strip())
                .replace("MORE\n", hasNat ? more.substring(NAT.length()) : more);
    }

    Explanation explain(Duration at) {
        return explain(yaml(), at);
    }

    static Explanation explain(String yaml, Duration at) {
        ReadResult result = ScenarioReader.read("branch.yaml", yaml);
        if (!(result instanceof ReadResult.Accepted accepted)) {
            throw new AssertionError(result);
        }
        Network network = Compiler.compile(accepted.scenario(), true);
        Simulation simulation = network.start();
        simulation.run(at.toNanos());
        return Explainer.explain(
                accepted.scenario(), accepted.positions(), network.names(), simulation.journal(), TUNNEL, at.toNanos());
    }

    /** {@code branch.yaml:line:column} of a text that the file holds once. */
    String position(String text) {
        String yaml = yaml();
        int index = yaml.indexOf(text);
        if (index < 0 || yaml.indexOf(text, index + 1) >= 0) {
            throw new AssertionError("not once in the file: " + text);
        }
        int line = (int) yaml.substring(0, index).lines().count();
        int column = index - yaml.lastIndexOf('\n', index);
        boolean isAtStart = index > 0 && yaml.charAt(index - 1) == '\n';
        return "branch.yaml:" + (isAtStart ? line + 1 : line) + ":" + column;
    }
}
