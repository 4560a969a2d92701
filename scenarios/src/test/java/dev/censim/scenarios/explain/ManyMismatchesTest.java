package dev.censim.scenarios.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.compile.Compiler;
import dev.censim.compile.Network;
import dev.censim.kernel.Rng;
import dev.censim.kernel.Simulation;
import dev.censim.model.Scenario;
import dev.censim.model.topology.Tunnel;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several differences at once, and none at all. */
class ManyMismatchesTest {

    private record Change(Parameter parameter, String group, String text) {}

    private static final List<Change> CHANGES = List.of(
            new Change(Parameter.IKE_ENC_ALG, "tunnelIkeConfig", "ikeEncAlg: 3des"),
            new Change(Parameter.IKE_AUTH_ALG, "tunnelIkeConfig", "ikeAuthAlg: md5"),
            new Change(Parameter.IKE_PFS, "tunnelIkeConfig", "ikePfs: group5"),
            new Change(Parameter.PSK, "tunnelIkeConfig", "psk: other"),
            new Change(Parameter.LOCAL_ID, "tunnelIkeConfig", "remoteId: 192.0.2.8"),
            new Change(Parameter.REMOTE_ID, "tunnelIkeConfig", "localId: 192.0.2.9"),
            new Change(Parameter.IKE_LIFETIME, "tunnelIkeConfig", "ikeLifetime: 7200s"),
            new Change(Parameter.IPSEC_ENC_ALG, "tunnelIpsecConfig", "ipsecEncAlg: des"),
            new Change(Parameter.IPSEC_AUTH_ALG, "tunnelIpsecConfig", "ipsecAuthAlg: sha384"),
            new Change(Parameter.IPSEC_PFS, "tunnelIpsecConfig", "ipsecPfs: group14"),
            new Change(Parameter.IPSEC_LIFETIME, "tunnelIpsecConfig", "ipsecLifetime: 1800s"),
            new Change(Parameter.DPD, "", "enableDpd: false"),
            new Change(Parameter.NAT_TRAVERSAL, "", "enableNatTraversal: false"));

    private static String peer(List<Change> changes) {
        StringBuilder peer = new StringBuilder();
        for (String group : List.of("tunnelIkeConfig", "tunnelIpsecConfig")) {
            List<String> keys = changes.stream()
                    .filter(change -> change.group().equals(group))
                    .map(Change::text)
                    .toList();
            if (!keys.isEmpty()) {
                peer.append(group).append(": {").append(String.join(", ", keys)).append("}\n");
            }
        }
        changes.stream()
                .filter(change -> change.group().isEmpty())
                .forEach(change -> peer.append(change.text()).append('\n'));
        return peer.toString();
    }

    /** Of IKEv2, and of IKEv1 in both modes. */
    static Stream<Arguments> versionsAndSeeds() {
        return Stream.of("{ikeVersion: ikev2}", "{ikeVersion: ikev1}", "{ikeVersion: ikev1, ikeMode: aggressive}")
                .flatMap(version -> LongStream.rangeClosed(1, 20).mapToObj(seed -> Arguments.of(version, seed)));
    }

    @ParameterizedTest
    @MethodSource("versionsAndSeeds")
    void everyDifferenceIsNamedAndNothingElse(String version, long seed) {
        Rng rng = Rng.of(seed, "differences");
        List<Change> left = new ArrayList<>(CHANGES);
        List<Change> drawn = new ArrayList<>();
        while (drawn.size() < 2) {
            drawn.add(left.remove((int) rng.below(left.size())));
        }
        Explanation explanation = Branch.PLAIN
                .connection("ikeConfig: " + version)
                .peer(peer(drawn))
                .explain(Duration.ofSeconds(20));

        assertThat(explanation.diagnoses())
                .as("%s, seed %d: %s", version, seed, drawn)
                .extracting(diagnosis -> diagnosis.difference().map(Difference::parameter))
                .containsExactlyInAnyOrderElementsOf(drawn.stream()
                        .map(change -> Optional.of(change.parameter()))
                        .toList());
        if (!explanation.isUp()) {
            assertThat(explanation.diagnoses().get(0).severity()).isEqualTo(Severity.CRITICAL);
            assertThat(explanation.diagnoses().get(0).evidence()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dual-tunnel-failover", "dual-tunnel-static", "gateway-crash", "zone-outage"})
    void aShippedTunnelIsNeverAccusedOfAMismatch(String name) {
        ReadResult.Accepted accepted = (ReadResult.Accepted) ScenarioReader.read(Path.of(name + ".yaml"));
        Scenario scenario = accepted.scenario();
        Network network = Compiler.compile(scenario, true);
        Simulation simulation = network.start();
        simulation.run(Duration.ofSeconds(58).toNanos());
        Rng rng = Rng.of(scenario.seed(), name);

        for (int i = 0; i < 10; i++) {
            long at = Duration.ofMillis(1 + rng.below(58_000)).toNanos();
            List<Tunnel> tunnels = scenario.topology().tunnels();
            String tunnel = tunnels.get((int) rng.below(tunnels.size())).name();
            Explanation explanation = Explainer.explain(
                    scenario, accepted.positions(), network.names(), simulation.journal(), tunnel, at);

            assertThat(explanation.diagnoses())
                    .as("%s at %d ns", tunnel, at)
                    .allMatch(diagnosis -> diagnosis.difference().isEmpty());
            assertThat(explanation.isUp() || at < Duration.ofSeconds(1).toNanos())
                    .isTrue();
        }
    }
}
