package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.DropCause;
import dev.censim.facts.IkeFailure;
import dev.censim.facts.NetworkFact.IkeFailed;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.NetworkFact.TunnelMoved;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Routing Mode: what may pass a tunnel, who knows the way to it, and what becomes of sides that do not mirror each other. */
class FlowProtectionTest {

    private static final String FLOWS = """
            traffic:
              - {name: inside, kind: ping, from: app, to: idc, interval: 1s, start: 10s}
              - {name: from-app-2, kind: ping, from: app-2, to: idc, interval: 1s, start: 10s}
              - {name: from-idc-2, kind: ping, from: idc-2, to: app, interval: 1s, start: 10s}
            """;

    private static Run run(String connection, String peer) {
        return Run.of(Site.finished(Site.of("60s", connection).replace("<tunnel>", peer)) + FLOWS);
    }

    private static Set<String> drops(Run run, String flow) {
        int number = run.names().flows().indexOf(flow);
        return run.facts(PacketDropped.class)
                .filter(drop -> drop.flow() == number)
                .map(drop -> run.names().actors().get(drop.actor()) + ": " + drop.cause())
                .collect(Collectors.toSet());
    }

    private static Set<String> knows(Run run, String table) {
        int number = run.names().tables().indexOf(table);
        return run.facts(RouteInstalled.class)
                .filter(route -> route.table() == number)
                .map(route -> route.prefix().toString())
                .collect(Collectors.toSet());
    }

    @Test
    void policiesAreRoutesOfTheConnectionTheTransitRouterAndTheDevice() {
        Run run = run("localSubnet: 10.0.1.0/24\n    remoteSubnet: 172.16.0.0/16", "");

        assertThat(knows(run, "vpn")).containsExactly("172.16.0.0/16");
        assertThat(knows(run, "tr/system")).containsExactlyInAnyOrder("10.0.0.0/20", "172.16.0.0/16");
        assertThat(knows(run, "vpc")).contains("172.16.0.0/16");
        assertThat(knows(run, "cgw")).containsExactly("10.0.1.0/24");
        assertThat(run.received("inside", at -> true)).isEqualTo(run.sent("inside"));
    }

    @Test
    void whatIsOutsideOfThePoliciesIsTurnedAwayWhereItWouldEnterTheTunnel() {
        Run run = run("localSubnet: 10.0.1.0/24\n    remoteSubnet: 172.16.0.0/16", "");

        assertThat(drops(run, "from-app-2")).containsExactly("vpn: " + DropCause.POLICY_MISMATCH);
        assertThat(drops(run, "from-idc-2")).containsExactly("cgw: " + DropCause.POLICY_MISMATCH);
    }

    @Test
    void sidesThatOverlapAreNarrowedToWhatTheyShare() {
        Run run = run(
                "localSubnet: 10.0.0.0/16\n    remoteSubnet: [172.16.0.0/16, 172.20.0.0/16]",
                ", peer: {localSubnet: 172.16.0.0/24, remoteSubnet: 10.0.0.0/16}");

        assertThat(run.received("inside", at -> true)).isEqualTo(run.sent("inside"));
        assertThat(run.received("from-app-2", at -> true)).isEqualTo(run.sent("from-app-2"));
        assertThat(drops(run, "from-idc-2")).containsExactly("cgw: " + DropCause.POLICY_MISMATCH);
    }

    @Test
    void sidesThatShareNothingAreRefused() {
        Run run = run(
                "localSubnet: 10.0.0.0/16\n    remoteSubnet: 172.16.0.0/16", ", peer: {localSubnet: 172.20.0.0/16}");

        assertThat(run.facts(IkeFailed.class).map(IkeFailed::cause)).contains(IkeFailure.TS_UNACCEPTABLE);
        assertThat(run.facts(TunnelMoved.class)).isEmpty();
        assertThat(run.received("inside", at -> true)).isZero();
    }

    @Test
    void destinationRoutingProtectsEverythingAndRoutesNothingByItself() {
        Run run = Run.of(
                Site.finished(Site.of("60s", "routes: [172.16.0.0/12]").replace("<gateway>", "10.0.0.0/16")) + FLOWS);

        assertThat(knows(run, "vpn")).containsExactly("172.16.0.0/12");
        for (String flow : run.names().flows()) {
            assertThat(run.received(flow, at -> true)).isEqualTo(run.sent(flow));
        }
    }
}
