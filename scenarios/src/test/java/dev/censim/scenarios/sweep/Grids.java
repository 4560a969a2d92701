package dev.censim.scenarios.sweep;

import dev.censim.scenarios.read.Grid;
import dev.censim.scenarios.read.GridReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Grids over a small network, in a folder of the test. */
final class Grids {

    static final String SCENARIO = """
            scenario: small
            duration: 60s
            esp: shape
            regions:
              - {name: r1, zones: [z1, z2]}
            transitRouters:
              - {name: tr, region: r1}
            vpcs:
              - name: vpc
                region: r1
                cidrBlock: 10.0.0.0/16
                vSwitches: [{name: vsw, zone: z1, cidrBlock: 10.0.1.0/24}]
                hosts: [{name: app, vSwitch: vsw, address: 10.0.1.10}]
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
            dataCenters:
              - name: dc
                cidrBlock: 172.16.0.0/16
                hosts: [{name: idc, address: 172.16.0.10}]
                customerGateways: [{name: cgw, ipAddress: 203.0.113.1, asn: 65001}]
            paths:
              - {name: one, latency: 10ms}
              - {name: two, latency: 10ms}
            vpnConnections:
              - name: vpn
                attachment: {transitRouter: tr}
                effectImmediately: true
                enableTunnelsBgp: true
                psk: secret
                tunnels:
                  - {customerGateway: cgw, path: one}
                  - {customerGateway: cgw, path: two}
            repeat:
              - count: 1
                traffic:
                  - {name: "up-${i}", kind: udp, from: idc, to: app, rate: 20pps, size: 200B, start: 10s}
                  - {name: "down-${i}", kind: udp, from: app, to: idc, rate: 20pps, size: 200B, start: 10s}
            expectations:
              - {flow: up-1, maxOutage: 1s}
            """;

    private Grids() {}

    static GridReader.Result read(Path folder, String grid) {
        try {
            Files.writeString(folder.resolve("small.yaml"), SCENARIO);
            Path file = Files.writeString(folder.resolve("grid.yaml"), grid);
            return GridReader.read(file, SweepTable.reserved(), Sweep.kinds());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Grid grid(Path folder, String grid) {
        if (read(folder, grid) instanceof GridReader.Result.Accepted accepted) {
            return accepted.grid();
        }
        throw new AssertionError(read(folder, grid).toString());
    }

    /** What is wrong, without the folder. */
    static List<String> refusals(Path folder, String grid) {
        if (read(folder, grid) instanceof GridReader.Result.Refused refused) {
            return refused.diagnostics().stream()
                    .map(diagnostic -> diagnostic.toString().replace(folder + "/", ""))
                    .toList();
        }
        return List.of();
    }
}
