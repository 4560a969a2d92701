package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.NetworkFact.RouteNotTaken;
import dev.censim.kernel.Time;
import org.junit.jupiter.api.Test;

/** What the route table of a VPC takes of what it is given. */
class VpcTableTest {

    /** A VPC, and so many static routes in the transit router's table, all of them synchronized. */
    private static String network(int routes, String more) {
        return """
                scenario: full
                duration: 30s
                regions: {name: r1, zones: [z1, z2]}
                transitRouters:
                  name: tr
                  region: r1
                  routes: [%s]
                vpcs:
                  - name: vpc
                    region: r1
                    cidrBlock: 10.1.0.0/16
                    vSwitches: {name: vsw, zone: z1, cidrBlock: 10.1.1.0/24}
                    attachment: {transitRouter: tr, autoPublishRouteEnabled: true}%s
                  - name: other
                    region: r1
                    cidrBlock: 10.2.0.0/16
                    attachment: {transitRouter: tr}
                changes:
                  - {at: 10s, change: removeRoute, transitRouter: tr, destination: 172.16.0.0/24, nextHop: other}
                  - {at: 20s, change: disableSynchronization, attachment: vpc}
                """.formatted(routes(routes), more);
    }

    private static String routes(int count) {
        StringBuilder routes = new StringBuilder();
        for (int i = 0; i < count; i++) {
            routes.append(i == 0 ? "" : ", ")
                    .append("{destination: 172.16.")
                    .append(i)
                    .append(".0/24, nextHop: other}");
        }
        return routes.toString();
    }

    /** Entries of the VPC's table besides its own vSwitch. */
    private static long custom(Run run) {
        int table = run.names().tables().indexOf("vpc");
        return run.network().tables(run.simulation()).stream()
                        .filter(entry -> entry.table() == table)
                        .count()
                - 1;
    }

    private static Run at(String network, int seconds) {
        return Run.started(Run.read(network)).until(seconds * Time.SECOND);
    }

    @Test
    void twoHundredRoutesAreTakenAndTheOthersWait() {
        Run run = at(network(203, ""), 5);

        assertThat(custom(run)).isEqualTo(200);
        assertThat(run.facts(RouteNotTaken.class).map(fact -> fact.prefix().toString()))
                .containsExactly("172.16.200.0/24", "172.16.201.0/24", "172.16.202.0/24");
    }

    @Test
    void nothingWaitsWhereAllHaveRoom() {
        Run run = at(network(200, ""), 5);

        assertThat(custom(run)).isEqualTo(200);
        assertThat(run.facts(RouteNotTaken.class)).isEmpty();
    }

    @Test
    void routesByHandTakeRoomToo() {
        assertThat(custom(at(network(199, "\n    routes: [192.168.0.0/16, 192.169.0.0/16]"), 5)))
                .isEqualTo(200);
    }

    @Test
    void waitingRouteIsTakenWhenAnotherGoes() {
        Run run = at(network(201, ""), 15);

        assertThat(custom(run)).isEqualTo(200);
        int table = run.names().tables().indexOf("vpc");
        assertThat(run.network().tables(run.simulation()))
                .anyMatch(entry ->
                        entry.table() == table && entry.prefix().toString().equals("172.16.200.0/24"));
    }

    @Test
    void tableIsEmptyAgainWhenNothingIsSynchronized() {
        assertThat(custom(at(network(203, ""), 25))).isZero();
    }

    @Test
    void tableThatTakesNothingIsGivenNothing() {
        assertThat(custom(at(network(5, "\n    routePropagation: false"), 5))).isZero();
    }
}
