package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.Scenario;
import dev.censim.model.change.TimedChange;
import dev.censim.model.fault.Fault;
import dev.censim.model.fault.TimedFault;
import dev.censim.model.traffic.Flow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever was written how, the reader must find what was put there, and all else as before. */
class ScenarioTextTest {

    private static final Duration END = Duration.ofSeconds(90);

    /** Two hosts and a path beneath two tunnels, in the words of a scenario; begins and ends with an end of line. */
    private static final String NETWORK = """

            regions: [{name: r, zones: [z1, z2]}]
            transitRouters: [{name: tr, region: r}]
            vpcs:
              - name: vpc
                region: r
                cidrBlock: 10.0.0.0/16
                vSwitches: [{name: vsw, zone: z1, cidrBlock: 10.0.1.0/24}]
                hosts: [{name: app, vSwitch: vsw, address: 10.0.1.10}]
                attachment: {transitRouter: tr, autoPublishRouteEnabled: true}
            dataCenters:
              - name: dc
                cidrBlock: 172.16.0.0/16
                hosts: [{name: idc, address: 172.16.0.10}]
                customerGateways: [{name: cgw, ipAddress: 203.0.113.1, asn: 65001}]
            paths: [{name: one, latency: 10ms}, {name: two, latency: 10ms}]
            vpnConnections:
              - name: vpn
                attachment: {transitRouter: tr}
                enableTunnelsBgp: true
                tunnels: [{customerGateway: cgw, path: one}, {customerGateway: cgw, path: two}]
            """;

    private static final String UP = "{name: up, kind: udp, from: idc, to: app, rate: 1pps, ";

    private static Scenario read(String text) {
        ReadResult result = ScenarioReader.read("text.yaml", text);
        if (result instanceof ReadResult.Accepted accepted) {
            return accepted.scenario();
        }
        throw new AssertionError(result + "\n" + text);
    }

    private static String changed(String text) {
        read(text);
        return ScenarioText.of(text)
                .with("duration", "90s")
                .withFlowsUntil(END)
                .with("changes", ScenarioText.changesUntil(text, Duration.ofSeconds(30)))
                .with("faults", List.of("{at: 31s, fault: linkDown, path: one}"))
                .with("expectations", List.of("{flow: up, maxOutage: 1s}"))
                .text("# head\n");
    }

    private static Scenario assertChanged(String text) {
        Scenario before = read(text);
        String made = changed(text);
        Scenario after = read(made);
        assertThat(made).startsWith("# head\n");
        assertThat(after.topology()).as(made).isEqualTo(before.topology());
        assertThat(after.duration()).isEqualTo(END);
        assertThat(after.flows()).extracting(Flow::stop).containsOnly(END);
        assertThat(after.flows())
                .isEqualTo(before.flows().stream().map(flow -> flow.until(END)).toList());
        assertThat(after.faults()).extracting(TimedFault::fault).containsExactly(new Fault.LinkDown("one"));
        assertThat(after.expectations()).hasSize(1);
        return after;
    }

    @Test
    void sectionsInTheMiddleAreReplacedAndCommentsOfOthersStay() {
        String text =
                "# mine\nscenario: s # name\nduration: 60s\nfaults:\n  - {at: 1s, fault: linkDown, path: two} # old\n"
                        + "# about traffic\ntraffic:\n  - " + UP + "stop: 50s} # flow\n" + NETWORK
                        + "expectations: []\n# end";

        assertChanged(text);
        assertThat(changed(text))
                .contains("# mine\n", "scenario: s # name\n", "# about traffic\n", "stop: 90s} # flow\n", "\n# end")
                .doesNotContain("# old", "two}\n  -");
    }

    @Test
    void sectionsThatAreMissingComeLast() {
        String text =
                "scenario: s\nduration: 60s\ntraffic: " + UP + "size: 100B}" + NETWORK + "description: |\n  words\n\n";

        assertThat(assertChanged(text).description()).isEqualTo("words");
        assertChanged(text.stripTrailing());
        assertChanged(text.replace("\n", "\r\n"));
        assertChanged(text + "...\n");
        assertChanged("%YAML 1.2\n---\n" + text);
    }

    @Test
    void rootMayBeIndented() {
        assertChanged(("scenario: s\nduration: 60s\ntraffic: " + UP + "stop: 9s}" + NETWORK).indent(3));
    }

    @Test
    void rootMayBeWrittenInBraces() {
        assertChanged("""
                {"scenario": "s", "duration": "60s", "faults": [{"at": "1s", "fault": "linkDown", "path": "two"}],
                 "regions": [{"name": "r", "zones": ["z1", "z2"]}], "paths": [{"name": "one"}, {"name": "two"}],
                 "vpcs": [{"name": "vpc", "region": "r", "cidrBlock": "10.0.0.0/16",
                           "vSwitches": [{"name": "vsw", "zone": "z1", "cidrBlock": "10.0.1.0/24"}],
                           "hosts": [{"name": "app", "vSwitch": "vsw", "address": "10.0.1.10"},
                                     {"name": "db", "vSwitch": "vsw", "address": "10.0.1.11"}]}],
                 "traffic": [{"name": "up", "kind": "ping", "from": "app", "to": "db", "stop": "50s"}]}
                """);
    }

    @Test
    void templatesLoseTheirFaultsAndKeepTheRest() {
        String text =
                "scenario: s\nduration: 60s\nrepeat:\n  - count: 2\n    faults:\n    - at: ${i}s\n      fault: linkDown\n"
                        + "      path: two\n    traffic:\n      - name: up-${i}\n        kind: udp\n        from: idc\n        to: app\n"
                        + "        rate: 1pps\n        stop: ${40 + i}s # each\n" + NETWORK + "traffic: " + UP
                        + "stop: 7s}\n";

        assertThat(assertChanged(text).flows()).hasSize(3);
        assertThat(changed(text)).contains("name: up-${i}", "# each", "faults: []");
    }

    @Test
    void aliasWhoseAnchorGoesIsWrittenOut() {
        String text = "scenario: s\nduration: &d 60s\nfaults:\n  - &f {at: 1s, fault: linkDown, path: &p two}\n"
                + "expectations: &e []\ntraffic:\n  - " + UP + "stop: *d}" + NETWORK
                + "changes: *e\ndescription: *p\nseed: 4\n";

        assertThat(assertChanged(text).description()).isEqualTo("two");
    }

    @Test
    void mergedFlowsStopWhenTheirOriginDoes() {
        String text = "scenario: s\nduration: 60s\ntraffic:\n  - &a " + UP + "stop: 50s}\n  - {<<: *a, name: again}"
                + NETWORK;

        assertThat(assertChanged(text).flows()).hasSize(2);
        assertThat(changed(text)).contains("{<<: *a, name: again}");
    }

    @Test
    void charactersOutsideTheBasicPlaneMoveNothing() {
        String text =
                "scenario: s\ndescription: \"\ud83d\ude80\ud83d\ude80\" # \ud83d\ude80\nduration: 60s\nfaults:\n\ntraffic: "
                        + UP + "stop:  50s }" + NETWORK;

        assertThat(assertChanged(text).description()).isEqualTo("\ud83d\ude80\ud83d\ude80");
        assertChanged("\ufeff" + text);
    }

    @Test
    void changesThatHaveHappenedByThenAreKept() {
        String add = "change: addRoute, transitRouter: tr, destination: 192.168.%s.0/24, nextHop: vpc}";
        String text = "scenario: s\nduration: 60s\ntraffic: " + UP + "stop: 9s}" + NETWORK + "changes:\n  - {at: 30s, "
                + add.formatted("1") + "\n  - {at: 31s, " + add.formatted("2")
                + "\nrepeat: {count: 2, changes: [{at: \"${i * 20}s\", " + add.formatted("3")
                + "]}\n";

        assertThat(assertChanged(text).changes())
                .extracting(TimedChange::at)
                .containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(20));
    }

    @Test
    void namesThatMeanNothingWithoutQuotesAreQuoted() {
        assertThat(ScenarioText.word("null")).isEqualTo("\"null\"");
        assertThat(ScenarioText.word("-x")).isEqualTo("\"-x\"");
        assertThat(ScenarioText.word("vpn-1.tunnel2")).isEqualTo("vpn-1.tunnel2");
    }
}
