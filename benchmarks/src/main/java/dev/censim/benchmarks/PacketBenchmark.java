package dev.censim.benchmarks;

import dev.censim.compile.Compiler;
import dev.censim.forward.EspRoundTrips;
import dev.censim.forward.EspSa;
import dev.censim.forward.EspTransform;
import dev.censim.forward.PendingSeal;
import dev.censim.forward.ShapeEsp;
import dev.censim.forward.SpareCore;
import dev.censim.kernel.Simulation;
import dev.censim.model.Scenario;
import dev.censim.model.policy.Defaults;
import dev.censim.wire.EspHeader;
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
 * What does it cost a whole network to carry a packet from host to host: customer gateway, ESP, the Internet path, transit router, VPC,
 * and the packet's facts in the journal? Its floor is what ESP alone costs, sealing at one end and opening at the other; what is above it
 * is everything around the cryptography.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
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

    private final EspTransform shape = new ShapeEsp();
    private final EspRoundTrips roundTrips = new EspRoundTrips(SpareCore.NONE);
    private byte[] packet = new byte[0];
    private EspSa sender = sa();
    private EspSa receiver = sa();
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

    /** The algorithms of the network above, which are the defaults. */
    private static EspSa sa() {
        return new EspSa(
                1,
                Defaults.ENCRYPTION,
                Defaults.AUTHENTICATION,
                new byte[Defaults.ENCRYPTION.keyLength()],
                new byte[Defaults.AUTHENTICATION.hashLength()]);
    }

    @Setup
    public void begin() {
        packet = new byte[EspTransform.HEADROOM + octets + EspTransform.TAILROOM];
        sender = sa();
        receiver = sa();
        steady = start().run(BEGUN);
    }

    /** Every measurement begins from the same instant. */
    @Setup(Level.Invocation)
    public void fork() {
        next = steady.fork();
    }

    /** A simulated second of a steady flow. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public Simulation censim() {
        return next.run(BEGUN + SECOND);
    }

    /** As the network does it: packets of one SA in batches with real ESP, one by one with its shape. */
    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public byte[] floor() {
        int at = EspTransform.HEADROOM;
        if (esp.equals("real")) {
            for (int i = 0; i < PACKETS; i++) {
                PendingSeal seal = new PendingSeal(sender.keys(), sender.nextSequence(), espAt(), octets);
                roundTrips.add(seal, receiver.keys(), packet);
            }
            roundTrips.finish();
        } else {
            for (int i = 0; i < PACKETS; i++) {
                int length = shape.seal(sender, packet, at, octets, packet, espAt());
                if (shape.open(receiver, packet, espAt(), length, packet, at) != octets) {
                    throw new IllegalStateException("what was sealed does not open");
                }
            }
        }
        return packet;
    }

    private int espAt() {
        return EspTransform.HEADROOM - EspHeader.LENGTH - sender.ivLength();
    }
}
