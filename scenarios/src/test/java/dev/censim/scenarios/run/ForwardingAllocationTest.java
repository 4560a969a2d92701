package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.censim.kernel.Time;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * A packet leaves its entries in the journal. Its octets lie where those of an earlier one lay, and no hop, queue, lookup, tunnel or
 * agenda adds to that.
 */
class ForwardingAllocationTest {

    private static final int PACKETS_PER_SECOND = 1000;

    /** The instants of sending and arrival and the number, 20 octets; and a second's share of facts, of BGP and of dead peer detection. */
    private static final int OCTETS_PER_PACKET = 48;

    private static final String NETWORK = """
            scenario: allocation
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
                vSwitches: [{name: vsw, zone: z2, cidrBlock: 10.0.1.0/24}]
                hosts: [{name: app, vSwitch: vsw, address: 10.0.1.10}]
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
            dataCenters:
              - name: dc
                cidrBlock: 172.16.0.0/16
                hosts: [{name: idc, address: 172.16.0.10}]
                customerGateways: [{name: cgw, ipAddress: 203.0.113.1, asn: 65001}]
            paths:
              - {name: internet, latency: 5ms, jitter: 1ms, bandwidth: 100Mbps}
            vpnConnections:
              - name: vpn
                attachment: {transitRouter: tr}
                enableTunnelsBgp: true
                tunnels: [{customerGateway: cgw, path: internet}, {customerGateway: cgw, path: internet}]
            traffic:
              - {name: up, kind: udp, from: idc, to: app, rate: 1000pps, size: 512B, start: 5s, stop: 59s}
            """;

    @Test
    void packetThroughTheWholeNetworkAllocatesNothingButItsEntriesInTheJournal() {
        assumeTrue(
                ManagementFactory.getThreadMXBean() instanceof ThreadMXBean, "SKIPPED: this JVM counts no allocation");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        Run run = Run.started(Run.read(NETWORK)).until(10 * Time.SECOND);

        // On a busy machine the compiler takes its time: the steadiest second counts.
        long least = Long.MAX_VALUE;
        for (long second = 11; second < 59; second++) {
            long before = threads.getThreadAllocatedBytes(thread);
            run.until(second * Time.SECOND);
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }

        assertThat(run.received("up", at -> at < 50)).isGreaterThan(44_000);
        assertThat(least / PACKETS_PER_SECOND).isLessThan(OCTETS_PER_PACKET);
    }
}
