package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.CloseCause;
import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.HealthCheckMoved;
import dev.censim.facts.NetworkFact.IkeSaClosed;
import dev.censim.facts.NetworkFact.ProbeDropped;
import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.NetworkFact.RouteRemoved;
import dev.censim.facts.NetworkFact.RoutesSwitched;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.facts.NetworkFact.TunnelReset;
import dev.censim.facts.Side;
import dev.censim.kernel.Time;
import dev.censim.model.address.Prefix;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The health check of a single-tunnel connection: what it finds, what it does, and what it needs to be answered. */
class HealthCheckTest {

    private static final String CHECK =
            "healthCheckConfig: {enable: true, dip: 172.16.0.10, sip: 192.168.255.1%s}\n    routes: [172.16.0.0/16]";

    private static final String RETURN_ROUTE = "routes: [{destination: 192.168.255.1/32, nextHop: vpn}]";

    private static final String SILENCE = "faults:\n  - {at: 60s, fault: silentLoss, path: net, repairAt: 120s}\n";

    private static String yaml(String check, String route, String more) {
        return Site.finished(Site.of("240s", CHECK.formatted(check))
                .replace("<gateway>", "10.0.0.0/16")
                .replace("<routes>", route)
                .replace("<more>", more));
    }

    private static Set<String> drops(Run run) {
        return run.facts(ProbeDropped.class)
                .map(drop -> (drop.reply() ? "reply" : "request") + " at "
                        + run.names().actors().get(drop.actor()) + ": " + drop.cause())
                .collect(Collectors.toSet());
    }

    @Test
    void answeredProbesChangeNothing() {
        Run run = Run.of(yaml("", RETURN_ROUTE, ""));

        assertThat(run.facts(HealthCheckMoved.class)).isEmpty();
        assertThat(run.facts(ProbeDropped.class)).isEmpty();
        assertThat(run.facts(TunnelMoved.class)).hasSize(2);
    }

    /** A probe every 3 s; three in a row without answer are a failure, 9 s after the first of them. */
    @Test
    void silentPathIsFoundAndTheRouteIsWithdrawnAndReturns() {
        Run run = Run.of(yaml("", RETURN_ROUTE, "") + SILENCE);
        List<HealthCheckMoved> moves = run.facts(HealthCheckMoved.class).toList();
        long firstLost = run.facts(ProbeDropped.class).findFirst().orElseThrow().at();

        assertThat(moves).extracting(HealthCheckMoved::healthy).containsExactly(false, true);
        assertThat(moves.get(0).unanswered()).isEqualTo(3);
        assertThat(moves.get(0).at()).isEqualTo(firstLost + 9 * Time.SECOND);
        assertThat(firstLost).isBetween(60 * Time.SECOND, 63 * Time.SECOND);
        assertThat(drops(run)).containsExactly("request at net: " + DropCause.PATH_SILENT);
        assertThat(run.facts(RoutesSwitched.class))
                .hasSize(2)
                .allSatisfy(move -> assertThat(move.prefixes()).containsExactly(Prefix.of("172.16.0.0/16")));
        assertThat(atRouter(run))
                .containsExactly(moves.get(0).at(), moves.get(1).at());
    }

    /** When the transit router lost the data centre's route, and when it had it again. */
    private static List<Long> atRouter(Run run) {
        int table = run.names().tables().indexOf("tr/system");
        Prefix prefix = Prefix.of("172.16.0.0/16");
        long gone = run.facts(RouteRemoved.class)
                .filter(route -> route.table() == table && route.prefix().equals(prefix))
                .findFirst()
                .orElseThrow()
                .at();
        long back = run.facts(RouteInstalled.class)
                .filter(route -> route.table() == table && route.prefix().equals(prefix) && route.at() > gone)
                .findFirst()
                .orElseThrow()
                .at();
        return List.of(gone, back);
    }

    @Test
    void failureResetsTheTunnelAndItIsNegotiatedAnew() {
        Run run = Run.of(yaml("", RETURN_ROUTE, "") + SILENCE);
        TunnelReset reset = run.facts(TunnelReset.class).findFirst().orElseThrow();

        assertThat(run.facts(IkeSaClosed.class).filter(sa -> sa.side() == Side.CLOUD && sa.at() == reset.at()))
                .extracting(IkeSaClosed::cause)
                .containsExactly(CloseCause.CLOSED);
        assertThat(run.facts(TunnelMoved.class).filter(move -> move.at() > 120 * Time.SECOND && move.up()))
                .hasSize(2);
    }

    @Test
    void reservedRouteIsNotSwitchedButTheTunnelIsResetAllTheSame() {
        Run run = Run.of(yaml(", policy: reserve_route", RETURN_ROUTE, "") + SILENCE);

        assertThat(run.facts(RoutesSwitched.class)).isEmpty();
        assertThat(run.facts(TunnelReset.class)).isNotEmpty();
    }

    @Test
    void intervalAndRetriesMakeTheTimeOfDetection() {
        Run run = Run.of(yaml(", interval: 2s, retry: 5", RETURN_ROUTE, "") + SILENCE);
        long firstLost = run.facts(ProbeDropped.class).findFirst().orElseThrow().at();
        HealthCheckMoved failed = run.facts(HealthCheckMoved.class).findFirst().orElseThrow();

        assertThat(failed.at()).isEqualTo(firstLost + 10 * Time.SECOND);
        assertThat(failed.unanswered()).isEqualTo(5);
    }

    @Test
    void withoutARouteBackTheReplyIsDroppedInTheDataCentreAndTheTunnelIsResetAgainAndAgain() {
        Run run = Run.of(yaml("", "", ""));

        assertThat(drops(run)).containsExactly("reply at dc: " + DropCause.NO_ROUTE);
        assertThat(run.facts(HealthCheckMoved.class)).hasSizeGreaterThan(10).noneMatch(HealthCheckMoved::healthy);
        assertThat(run.facts(TunnelReset.class))
                .hasSameSizeAs(run.facts(HealthCheckMoved.class).toList());
    }

    /** Vendor's troubleshooting page: request and response must use the same path. */
    @Test
    void replyThatComesBackThroughAnotherConnectionIsNoAnswer() {
        String second = """
                \n  - name: vpn-2
                    attachment: {transitRouter: tr}
                    effectImmediately: true
                    routes: [172.20.0.0/16]
                    tunnels: [{customerGateway: cgw-2}]
                """;
        String text = yaml("", "routes: [{destination: 192.168.255.1/32, nextHop: vpn-2}]", "")
                .stripTrailing();
        Run run = Run.of(text + second);

        // The first probe goes out before the other connection is up.
        assertThat(drops(run))
                .containsExactlyInAnyOrder(
                        "reply at cgw-2: " + DropCause.NO_TUNNEL, "reply at tr: " + DropCause.NO_ROUTE);
        assertThat(run.facts(HealthCheckMoved.class)).isNotEmpty().noneMatch(HealthCheckMoved::healthy);
    }

    @Test
    void destinationThatNobodyHasFailsTheCheck() {
        Run run = Run.of(yaml("", RETURN_ROUTE, "").replace("dip: 172.16.0.10", "dip: 172.16.0.99"));

        assertThat(drops(run)).containsExactly("request at dc: " + DropCause.NO_HOST);
        assertThat(run.facts(HealthCheckMoved.class)).isNotEmpty();
    }

    @Test
    void forkInTheMiddleOfAFailureGoesOnAsTheOriginal() {
        Run run = Run.started(Run.read(yaml("", RETURN_ROUTE, "") + SILENCE)).until(65 * Time.SECOND);
        Run fork = run.fork();

        assertThat(fork.until(240 * Time.SECOND).digest())
                .isEqualTo(run.until(240 * Time.SECOND).digest());
    }
}
