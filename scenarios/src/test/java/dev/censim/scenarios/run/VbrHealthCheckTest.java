package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.CircuitFact.VbrHealthCheckMoved;
import dev.censim.facts.CircuitFact.VbrProbeDropped;
import dev.censim.facts.CircuitFact.VbrRoutesSwitched;
import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.VbrSwitchCause;
import dev.censim.kernel.Time;
import dev.censim.model.address.Prefix;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The health check of a VBR: equal static routes over two circuits, of which one falls silent and nobody else would see it. */
class VbrHealthCheckTest {

    private static final String NETWORK = """
            scenario: probed
            duration: 150s
            seed: 3
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
            paths:
              - {name: fibre-1, latency: 5ms}
              - {name: fibre-2, latency: 5ms}
            vbrs:
              - name: vbr-1
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
                dataCenter: dc
                localGatewayIp: 10.255.0.1
                peerGatewayIp: 10.255.0.2
                path: fibre-1
                <routing>
                <check>
              - name: vbr-2
                attachment: {transitRouter: tr}
                dataCenter: dc
                localGatewayIp: 10.255.1.1
                peerGatewayIp: 10.255.1.2
                path: fibre-2
                routes: [172.16.0.0/16]
                peerRoutes: [<back>]
            traffic:
              - {name: to-dc, kind: udp, from: app, to: idc, rate: 20pps, size: 200B, start: 10s, stop: 149s}
            """;

    private static final String CHECK = "healthCheck: {enable: true}";
    private static final String STATIC = "routes: [172.16.0.0/16]\n    peerRoutes: [10.0.0.0/16, 100.96.0.1/32]";

    /** Towards the data centre alone: what it sends arrives, and would not tell the cloud anything. */
    private static final String SILENCE =
            "faults:\n  - {at: 30s, fault: silentLoss, path: fibre-1, direction: toCustomer, repairAt: 90s}\n";

    private static String yaml(String routing, String check, String back) {
        return NETWORK.replace("<routing>", routing).replace("<check>", check).replace("<back>", back);
    }

    private static String yaml(String check) {
        return yaml(STATIC, check, "10.0.0.0/16");
    }

    private static Set<String> drops(Run run) {
        return run.facts(VbrProbeDropped.class)
                .map(drop -> (drop.reply() ? "reply" : "request") + " at "
                        + run.names().actors().get(drop.actor()) + ": " + drop.cause())
                .collect(Collectors.toSet());
    }

    @Test
    void answeredProbesChangeNothing() {
        Run run = Run.of(yaml(CHECK));

        assertThat(run.facts(VbrHealthCheckMoved.class)).isEmpty();
        assertThat(run.facts(VbrProbeDropped.class)).isEmpty();
    }

    /** Vendor: a failed one of equal static routes is not detected, and traffic is still sent there. */
    @Test
    void withoutACheckHalfOfTheTrafficIsLostForAsLongAsTheSilenceLasts() {
        Run run = Run.of(yaml(""));
        Run silent = Run.of(yaml("") + SILENCE);

        assertThat(run.received("to-dc", at -> true)).isEqualTo(run.sent("to-dc"));
        assertThat(silent.path("to-dc", 29)).contains("fibre-1");
        assertThat(silent.received("to-dc", at -> at > 30 && at < 90)).isZero();
    }

    /** A probe every 2 s; eight in a row without answer are a failure, 16 s after the first of them. */
    @Test
    void silenceIsFoundIn16SecondsAndTheOtherCircuitTakesOver() {
        Run run = Run.of(yaml(CHECK) + SILENCE);
        List<VbrHealthCheckMoved> moves = run.facts(VbrHealthCheckMoved.class).toList();
        long firstLost =
                run.facts(VbrProbeDropped.class).findFirst().orElseThrow().at();

        assertThat(moves).extracting(VbrHealthCheckMoved::healthy).containsExactly(false, true);
        assertThat(moves.get(0).unanswered()).isEqualTo(8);
        assertThat(moves.get(0).at()).isEqualTo(firstLost + 16 * Time.SECOND);
        assertThat(drops(run)).containsExactly("request at fibre-1: " + DropCause.PATH_SILENT);
        assertThat(run.received("to-dc", at -> at > 48.1)).isEqualTo(run.sentAfter("to-dc", 48.1));
        assertThat(run.facts(VbrRoutesSwitched.class)).hasSize(2).allSatisfy(move -> {
            assertThat(move.cause()).isEqualTo(VbrSwitchCause.HEALTH_CHECK);
            assertThat(move.prefixes()).containsExactly(Prefix.of("172.16.0.0/16"));
        });
        assertThat(run.path("to-dc", 140)).contains("fibre-1");
    }

    @Test
    void thresholdAndIntervalMakeTheTimeOfDetection() {
        Run run = Run.of(yaml("healthCheck: {healthCheckInterval: 3s, healthyThreshold: 3}") + SILENCE);
        long firstLost =
                run.facts(VbrProbeDropped.class).findFirst().orElseThrow().at();

        assertThat(run.facts(VbrHealthCheckMoved.class)
                        .findFirst()
                        .orElseThrow()
                        .at())
                .isEqualTo(firstLost + 9 * Time.SECOND);
    }

    @Test
    void checkOnlyTellsAndSwitchesNothing() {
        Run run = Run.of(yaml("healthCheck: {healthCheckOnly: true}") + SILENCE);

        assertThat(run.facts(VbrHealthCheckMoved.class)).hasSize(2);
        assertThat(run.facts(VbrRoutesSwitched.class)).isEmpty();
        assertThat(run.received("to-dc", at -> at > 50 && at < 90)).isZero();
    }

    @Test
    void hostOfTheDataCentreCanBeProbedInstead() {
        Run run = Run.of(yaml("healthCheck: {healthCheckTargetIp: 172.16.0.10}") + SILENCE);

        assertThat(run.facts(VbrHealthCheckMoved.class)).hasSize(2);
        assertThat(drops(run)).containsExactly("request at fibre-1: " + DropCause.PATH_SILENT);
    }

    @Test
    void withoutARouteBackTheCheckFailsFromTheStart() {
        Run run = Run.of(yaml("routes: [172.16.0.0/16]\n    peerRoutes: [10.0.0.0/16]", CHECK, "10.0.0.0/16"));

        assertThat(drops(run)).containsExactly("reply at dc: " + DropCause.NO_ROUTE);
        assertThat(run.facts(VbrHealthCheckMoved.class)).isNotEmpty().noneMatch(VbrHealthCheckMoved::healthy);
    }

    /** Vendor: a reply on another path counts as a failure. */
    @Test
    void replyThatComesBackOverTheOtherCircuitIsNoAnswer() {
        Run run = Run.of(
                yaml("routes: [172.16.0.0/16]\n    peerRoutes: [10.0.0.0/16]", CHECK, "10.0.0.0/16, 100.96.0.1/32"));

        assertThat(drops(run)).containsExactly("reply at tr: " + DropCause.NO_ROUTE);
        assertThat(run.facts(VbrHealthCheckMoved.class)).isNotEmpty().noneMatch(VbrHealthCheckMoved::healthy);
    }

    /** Vendor: with BGP no route need be written, for the VBR announces where its probes come from. */
    @Test
    void withBgpTheWayBackIsLearned() {
        Run run = Run.of(yaml("bgp: {peerAsn: 65010}", CHECK, "10.0.0.0/16"));
        int table = run.names().tables().indexOf("vbr-1.peer");

        assertThat(run.facts(RouteInstalled.class).filter(route -> route.table() == table))
                .anyMatch(route -> route.prefix().equals(Prefix.of("100.96.0.1/32")));
        assertThat(run.facts(VbrHealthCheckMoved.class)).isEmpty();
    }

    /** A cut is seen at both ends; the check rests until there is a circuit again. */
    @Test
    void cutCircuitIsNotProbed() {
        Run run = Run.of(yaml(CHECK) + "faults:\n  - {at: 30s, fault: linkDown, path: fibre-1, repairAt: 90s}\n");

        assertThat(run.facts(VbrHealthCheckMoved.class)).isEmpty();
        assertThat(run.received("to-dc", at -> at > 30.1)).isEqualTo(run.sentAfter("to-dc", 30.1));
    }

    @Test
    void forkInTheMiddleOfAFailureGoesOnAsTheOriginal() {
        Run run = Run.started(Run.read(yaml(CHECK) + SILENCE)).until(40 * Time.SECOND);
        Run fork = run.fork();

        assertThat(fork.until(150 * Time.SECOND).digest())
                .isEqualTo(run.until(150 * Time.SECOND).digest());
    }
}
