package dev.censim.benchmarks;

import dev.censim.compile.Compiler;
import dev.censim.kernel.Simulation;
import dev.censim.model.Scenario;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many packets a second does a whole network carry from host to host: customer gateway, ESP, the Internet path, transit
 * router, VPC, and the facts of each packet in the journal? One simulated second of a steady flow is one measurement.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PacketBenchmark {

    private static final int PACKETS = 10_000;

    /** The flow is under way. */
    private static final long BEGUN = 16_000_000_000L;

    private static final long SECOND = 1_000_000_000L;

    @Param({"64", "576", "1400"})
    public int octets = 64;

    @Param({"real", "shape"})
    public String esp = "real";

    private Simulation steady = start();
    private Simulation next = steady;

    private Simulation start() {
        return Compiler.compile(scenario(), false).start();
    }

    private Scenario scenario() {
        return Shipped.scenario(
                "packets",
                String.join(
                        "\n",
                        "scenario: packets",
                        "duration: 60s",
                        "esp: " + esp,
                        "regions:",
                        "  - {name: region, zones: [zone-a, zone-b]}",
                        "transitRouters:",
                        "  - {name: tr, region: region}",
                        "vpcs:",
                        "  - name: vpc",
                        "    region: region",
                        "    cidrBlock: 10.0.0.0/16",
                        "    vSwitches:",
                        "      - {name: vsw, zone: zone-a, cidrBlock: 10.0.1.0/24}",
                        "    hosts:",
                        "      - {name: app, vSwitch: vsw, address: 10.0.1.10}",
                        "    attachment: {transitRouter: tr, autoPublishRouteEnabled: true}",
                        "dataCenters:",
                        "  - name: site",
                        "    cidrBlock: 172.16.0.0/16",
                        "    hosts:",
                        "      - {name: idc, address: 172.16.0.10}",
                        "    customerGateways:",
                        "      - {name: cgw, ipAddress: 203.0.113.10, asn: 65001}",
                        "paths:",
                        "  - {name: internet, latency: 5ms}",
                        "vpnConnections:",
                        "  - name: vpn",
                        "    attachment: {transitRouter: tr}",
                        "    effectImmediately: true",
                        "    enableTunnelsBgp: true",
                        "    psk: packets",
                        "    tunnels:",
                        "      - {customerGateway: cgw, path: internet}",
                        "      - {customerGateway: cgw, path: internet}",
                        "traffic:",
                        "  - {name: up, kind: udp, from: idc, to: app, rate: " + PACKETS + "pps, size: " + octets
                                + "B, start: 15s}"));
    }

    @Setup
    public void begin() {
        steady = start().run(BEGUN);
    }

    /** Every measurement begins from the same instant. */
    @Setup(Level.Invocation)
    public void fork() {
        next = steady.fork();
    }

    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public Simulation oneSecond() {
        return next.run(BEGUN + SECOND);
    }
}
