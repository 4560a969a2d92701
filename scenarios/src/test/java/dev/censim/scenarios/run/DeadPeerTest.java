package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.CaptureFact.FrameSeen;
import dev.censim.facts.CloseCause;
import dev.censim.facts.DropCause;
import dev.censim.facts.NetworkFact.ChildSaClosed;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.PeerDead;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.facts.Side;
import dev.censim.kernel.Rng;
import dev.censim.kernel.Time;
import dev.censim.model.address.Ipv4;
import dev.censim.model.policy.DpdConfig;
import dev.censim.model.topology.Tunnel;
import dev.censim.wire.Ipv4Header;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a silent path is believed in: by dead peer detection, by its legacy schedules, and without it. */
class DeadPeerTest {

    private static final long LATENCY = 10 * Time.MILLISECOND;

    private static final String FLOWS = """
            traffic:
              - {name: down, kind: udp, from: app, to: idc, rate: 2pps, size: 300B, start: 10s}
              - {name: up, kind: udp, from: idc, to: app, rate: 2pps, size: 300B, start: 10s}
            """;

    private static final String ROUTES = "routes: [172.16.0.0/16]\n    ";

    private static Run run(String duration, String connection, String rest) {
        return Run.of(Site.finished(Site.of(duration, ROUTES + connection).replace("<gateway>", "10.0.0.0/16"))
                + FLOWS
                + rest);
    }

    @ParameterizedTest
    @CsvSource({"standard, 30", "legacy130, 130", "legacy3600, 3600"})
    void profileFindsTheSilenceInItsTimeAndTheTunnelComesBackByItself(String profile, long detection) {
        long repair = 60 + detection + 5;
        Run run = run(
                repair + 100 + "s",
                "dpd: {profile: " + profile + "}",
                "faults:\n  - {at: 60s, fault: silentLoss, path: net, repairAt: " + repair + "s}\n");

        assertThat(run.facts(PeerDead.class))
                .hasSize(2)
                .allSatisfy(dead -> assertThat(dead.at())
                        .isBetween((59 + detection) * Time.SECOND, (60 + detection) * Time.SECOND + LATENCY));
        assertThat(run.facts(TunnelMoved.class).filter(move -> move.at() > 60 * Time.SECOND && !move.up()))
                .hasSize(2);
        assertThat(run.facts(TunnelMoved.class).filter(move -> move.at() > repair * Time.SECOND && move.up()))
                .hasSize(2);
    }

    @Test
    void withoutDetectionTheSilenceLastsUntilTheAssociationExpires() {
        Run run = run(
                "300s",
                "enableDpd: false\n    ikeConfig: {ikeLifetime: 200s}\n    ipsecConfig: {ipsecLifetime: 200s}",
                "faults:\n  - {at: 60s, fault: silentLoss, path: net}\n");

        assertThat(run.facts(PeerDead.class)).isEmpty();
        assertThat(run.facts(ChildSaClosed.class)).hasSize(2).allSatisfy(closed -> {
            assertThat(closed.cause()).isEqualTo(CloseCause.EXPIRED);
            assertThat(closed.at()).isBetween(200 * Time.SECOND, 201 * Time.SECOND);
        });
        assertThat(causes(run, 61, 199)).containsExactly(DropCause.PATH_SILENT);
        assertThat(causes(run, 202, 300)).doesNotContain(DropCause.PATH_SILENT);
        assertThat(run.received("up", at -> at > 60) + run.received("down", at -> at > 60))
                .isZero();
    }

    private static Set<DropCause> causes(Run run, long from, long to) {
        return run.facts(PacketDropped.class)
                .filter(drop -> drop.flow() >= 0)
                .filter(drop -> drop.at() > from * Time.SECOND && drop.at() < to * Time.SECOND)
                .map(PacketDropped::cause)
                .collect(Collectors.toSet());
    }

    /** For any schedule of either end: the verdict falls when the closed form says, counted from the last thing that came in. */
    @Test
    void detectionTakesTheClosedFormForAnySchedule() {
        for (long seed = 1; seed <= 25; seed++) {
            Rng rng = Rng.of(seed, "dpd");
            long cut = 30_000 + rng.below(30_000);
            Run run = Run.captured(Run.read(Site.finished(Site.of("400s", "dpd: " + schedule(rng))
                            .replace("<tunnel>", ", peer: {dpd: " + schedule(rng) + "}"))
                    + "faults:\n  - {at: " + cut + "ms, fault: silentLoss, path: net}\n"));
            Tunnel tunnel =
                    run.scenario().topology().vpnConnections().get(0).tunnels().get(0);

            check(run, Side.CLOUD, tunnel.cloud().dpd(), Ipv4.of("203.0.113.1"), cut, seed);
            check(run, Side.CUSTOMER, tunnel.customer().dpd(), tunnel.gatewayIp(), cut, seed);
        }
    }

    private static void check(Run run, Side side, DpdConfig dpd, Ipv4 peer, long cutMillis, long seed) {
        List<FrameSeen> heard = run.facts(FrameSeen.class)
                .filter(frame -> Ipv4Header.source(frame.packet(), 0) == peer.bits())
                .filter(frame -> frame.at() <= cutMillis * Time.MILLISECOND)
                .toList();
        long lastSign = heard.get(heard.size() - 1).at() + LATENCY;
        long expected = lastSign + dpd.detection().toNanos();

        assertThat(run.facts(PeerDead.class).filter(dead -> dead.side() == side).map(PeerDead::at))
                .as("seed %d, %s, %s", seed, side, dpd)
                .startsWith(expected);
    }

    private static String schedule(Rng rng) {
        return "{delay: " + (500 + rng.below(40_000)) + "ms, retryInterval: " + (500 + rng.below(15_000))
                + "ms, retries: " + rng.below(8) + "}";
    }
}
