package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.CaptureFact.FrameSeen;
import dev.censim.kernel.Time;
import dev.censim.model.address.Ipv4;
import dev.censim.model.billing.BillableItem;
import dev.censim.model.billing.BilledNetwork;
import dev.censim.reports.metrics.Bill;
import dev.censim.reports.metrics.RunFigures;
import dev.censim.wire.Ipv4Header;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is charged for a run, against what can be reckoned by hand. */
class BillingTest {

    /** 50 packets of 512 octets a second for 100 s. */
    private static final long FLOW_OCTETS = 50 * 512 * 100;

    /** ESP in tunnel mode with AES and SHA-1: IPv4, SPI and sequence, IV, 512 + 2 octets padded to blocks of 16, ICV. */
    private static final long ESP_OCTETS = 50 * 100 * (20 + 8 + 16 + 528 + 12);

    private static String flow(String from, String to) {
        return """
                traffic:
                  - {name: f, kind: udp, from: %s, to: %s, rate: 50pps, size: 512B, start: 20s, stop: 120s}
                """.formatted(from, to);
    }

    private static String site(String more) {
        return Site.finished(Site.of("130s", "routes: [172.16.0.0/16]")
                .replace("<gateway>", "10.0.0.0/16")
                .replace("<more>", more));
    }

    private static final String PRIVATE = """
            scenario: private
            duration: 130s
            seed: 3
            regions: [{name: r1, zones: [z1]}]
            transitRouters: [{name: tr, region: r1}]
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
                customerGateways: [{name: cgw, ipAddress: 172.16.255.1, routes: [10.0.0.0/16]}]
            paths: [{name: fibre, latency: 5ms}]
            vbrs:
              - name: vbr
                attachment: {transitRouter: tr}
                dataCenter: dc
                localGatewayIp: 10.255.0.1
                peerGatewayIp: 10.255.0.2
                path: fibre
            vpnConnections:
              - name: vpn
                attachment: {transitRouter: tr}
                networkType: private
                effectImmediately: true
                routes: [172.16.0.0/16]
                tunnels: [{customerGateway: cgw, vbr: vbr, gatewayIp: 10.254.0.1}]
            """;

    private static Bill bill(Run run) {
        return RunFigures.of(
                        run.scenario(),
                        run.names(),
                        run.simulation().journal(),
                        run.simulation().events(),
                        Time.of(run.scenario().duration()),
                        "",
                        List.of())
                .bill();
    }

    private static long quantity(Run run, BilledNetwork network, BillableItem item) {
        return bill(run).lines().stream()
                .filter(line -> line.network() == network && line.item() == item)
                .mapToLong(Bill.Line::quantity)
                .sum();
    }

    /** Octets of the captured packets from an address. */
    private static long captured(Run run, Ipv4 from) {
        return run.facts(FrameSeen.class)
                .filter(frame -> Ipv4Header.source(frame.packet(), 0) == from.bits())
                .mapToLong(frame -> frame.packet().length)
                .sum();
    }

    @Test
    void whatComesFromTheDataCentreIsForwardedAndNotTransferred() {
        Run run = Run.of(site(flow("idc", "app")));

        assertThat(quantity(run, BilledNetwork.PUBLIC, BillableItem.TRANSIT_ROUTER_DATA_FORWARDING))
                .isEqualTo(FLOW_OCTETS);
        assertThat(quantity(run, BilledNetwork.VPC, BillableItem.TRANSIT_ROUTER_DATA_FORWARDING))
                .isZero();
        assertThat(quantity(run, BilledNetwork.PUBLIC, BillableItem.OUTBOUND_DATA_TRANSFER))
                .isBetween(1L, 10_000L); // IKE and DPD
    }

    @Test
    void whatGoesToTheDataCentreIsForwardedOnceAndTransferredAsItIsOnTheWire() {
        Run run = Run.captured(Run.read(site(flow("app", "idc"))));
        Ipv4 cloud = run.scenario().topology().tunnels().get(0).gatewayIp();

        assertThat(quantity(run, BilledNetwork.VPC, BillableItem.TRANSIT_ROUTER_DATA_FORWARDING))
                .isEqualTo(FLOW_OCTETS);
        assertThat(quantity(run, BilledNetwork.PUBLIC, BillableItem.TRANSIT_ROUTER_DATA_FORWARDING))
                .isZero();
        assertThat(quantity(run, BilledNetwork.PUBLIC, BillableItem.OUTBOUND_DATA_TRANSFER))
                .isEqualTo(captured(run, cloud))
                .isBetween(ESP_OCTETS, ESP_OCTETS + 10_000);
    }

    @Test
    void whatIsLostOnTheWayIsCharged() {
        String lossy = site(flow("app", "idc")).replace("latency: 10ms", "latency: 10ms, loss: 20%");

        assertThat(quantity(Run.of(lossy), BilledNetwork.PUBLIC, BillableItem.OUTBOUND_DATA_TRANSFER))
                .isGreaterThanOrEqualTo(ESP_OCTETS * 99 / 100);
    }

    @Test
    void aConnectionThatNeverComesUpIsChargedByTheHourAndForNoData() {
        String silent = site(flow("idc", "app")) + "faults: [{at: 0s, fault: linkDown, path: net}]\n";
        Run run = Run.of(silent);

        assertThat(quantity(run, BilledNetwork.PUBLIC, BillableItem.TRANSIT_ROUTER_CONNECTION))
                .isEqualTo(1);
        assertThat(quantity(run, BilledNetwork.PUBLIC, BillableItem.IPSEC_VPN_CONNECTION))
                .isEqualTo(1);
        assertThat(quantity(run, BilledNetwork.PUBLIC, BillableItem.TRANSIT_ROUTER_DATA_FORWARDING))
                .isZero();
    }

    @Test
    void aPrivateConnectionIsChargedWhereItsEncryptedPacketsPassTheVbr() {
        Run in = Run.captured(Run.read(PRIVATE + flow("idc", "app")));
        Run out = Run.captured(Run.read(PRIVATE + flow("app", "idc")));

        assertThat(quantity(in, BilledNetwork.PRIVATE, BillableItem.TRANSIT_ROUTER_CONNECTION))
                .as("the connection and its VBR")
                .isEqualTo(2);
        assertThat(quantity(in, BilledNetwork.PRIVATE, BillableItem.IPSEC_VPN_CONNECTION))
                .isEqualTo(1);
        assertThat(quantity(in, BilledNetwork.PRIVATE, BillableItem.TRANSIT_ROUTER_DATA_FORWARDING))
                .isEqualTo(captured(in, Ipv4.of("172.16.255.1")))
                .isBetween(ESP_OCTETS, ESP_OCTETS + 10_000);
        assertThat(quantity(out, BilledNetwork.PRIVATE, BillableItem.OUTBOUND_DATA_TRANSFER))
                .isEqualTo(captured(out, Ipv4.of("10.254.0.1")))
                .isBetween(ESP_OCTETS, ESP_OCTETS + 10_000);
        assertThat(bill(in).lines()).extracting(Bill.Line::network).doesNotContain(BilledNetwork.VBR);
    }

    @Test
    void aCircuitWithoutTunnelsIsChargedByItself() {
        String plain = PRIVATE.substring(0, PRIVATE.indexOf("vpnConnections:"))
                .replace("path: fibre", "path: fibre\n    routes: [172.16.0.0/16]\n    peerRoutes: [10.0.0.0/16]");
        Run run = Run.of(plain + flow("app", "idc"));

        assertThat(quantity(run, BilledNetwork.VBR, BillableItem.OUTBOUND_DATA_TRANSFER))
                .isEqualTo(FLOW_OCTETS);
        assertThat(bill(run).lines())
                .extracting(Bill.Line::network)
                .doesNotContain(BilledNetwork.PRIVATE, BilledNetwork.PUBLIC);
    }

    @Test
    void theBillOfAForkIsThatOfAFreshRun() {
        String yaml = site(flow("idc", "app"));
        Run original = Run.started(Run.read(yaml)).until(60 * Time.SECOND);
        Run fork = original.fork().until(130 * Time.SECOND);

        assertThat(bill(fork)).isEqualTo(bill(Run.of(yaml)));
        assertThat(bill(original.until(130 * Time.SECOND))).isEqualTo(bill(fork));
    }
}
