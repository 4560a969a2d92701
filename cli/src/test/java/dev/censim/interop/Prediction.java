package dev.censim.interop;

import dev.censim.compile.Compiler;
import dev.censim.facts.NetworkFact;
import dev.censim.kernel.Journal;
import dev.censim.kernel.Simulation;
import dev.censim.kernel.Time;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.util.ArrayList;
import java.util.List;

/** What the simulator says of a setting that the lab measures: a run of an idle tunnel whose path goes silent. */
final class Prediction {

    private static final String SCENARIO = """
            scenario: silent-peer
            seed: 1
            duration: 200s
            regions:
              - {name: cn-hangzhou, zones: [cn-hangzhou-h, cn-hangzhou-i]}
            transitRouters:
              - {name: tr, region: cn-hangzhou}
            vpcs:
              - name: vpc
                region: cn-hangzhou
                cidrBlock: 10.0.0.0/16
                vSwitches: [{name: vsw, zone: cn-hangzhou-h, cidrBlock: 10.0.1.0/24}]
                hosts: [{name: app, vSwitch: vsw, address: 10.0.1.10}]
                routes: [172.16.0.0/16]
                attachment: {transitRouter: tr}
            dataCenters:
              - name: dc
                cidrBlock: 172.16.0.0/16
                hosts: [{name: idc, address: 172.16.0.10}]
                customerGateways:
                  - {name: cgw, ipAddress: 198.51.100.7, routes: [10.0.0.0/16]}
            paths:
              - {name: path-1, latency: 1ms}
              - {name: path-2, latency: 1ms}
            vpnConnections:
              - name: vpn
                attachment: {transitRouter: tr}
                effectImmediately: true
                psk: correct-horse-battery
                routes: [172.16.0.0/16]
                dpd: {delay: DELAY, retryInterval: INTERVAL, retries: RETRIES}
                ikeConfig: {ikeVersion: VERSION, ikeMode: MODE}
                tunnels:
                  - {customerGateway: cgw, path: path-1}
                  - {customerGateway: cgw, path: path-2}
            faults:
              - {at: 2s, fault: silentLoss, path: path-1}
            """;

    private Prediction() {}

    /** Seconds from the last message that came in to the verdict on the peer, at the end that began. */
    static double seconds(Version version, String delay, String retryInterval, int retries) {
        String text = SCENARIO.replace("DELAY", delay)
                .replace("INTERVAL", retryInterval)
                .replace("RETRIES", String.valueOf(retries))
                .replace("VERSION", version.version().text())
                .replace("MODE", version.mode().text());
        if (!(ScenarioReader.read("silent-peer.yaml", text) instanceof ReadResult.Accepted accepted)) {
            throw new AssertionError(ScenarioReader.read("silent-peer.yaml", text));
        }
        Simulation simulation = Compiler.compile(accepted.scenario(), false).start();
        simulation.run(Time.of(accepted.scenario().duration()));
        return silence(simulation.journal()) / 1e9;
    }

    /** The initiator is done when the last message of the negotiation has come in, and the path is silent before any other. */
    private static long silence(Journal journal) {
        List<NetworkFact.IkeSaEstablished> ups = new ArrayList<>();
        List<NetworkFact.PeerDead> deaths = new ArrayList<>();
        journal.forEach(fact -> {
            if (fact instanceof NetworkFact.IkeSaEstablished up && up.initiator() && up.tunnel() == 0) {
                ups.add(up);
            } else if (fact instanceof NetworkFact.PeerDead dead
                    && dead.tunnel() == 0
                    && dead.side() == ups.get(0).side()) {
                deaths.add(dead);
            }
        });
        return deaths.get(0).at() - ups.get(0).at();
    }
}
