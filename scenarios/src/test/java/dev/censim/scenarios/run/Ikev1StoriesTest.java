package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.CaptureFact.Ikev1KeysSeen;
import dev.censim.facts.CloseCause;
import dev.censim.facts.DropCause;
import dev.censim.facts.IkeExchange;
import dev.censim.facts.IkeFailure;
import dev.censim.facts.NetworkFact.ChildSaClosed;
import dev.censim.facts.NetworkFact.ChildSaInstalled;
import dev.censim.facts.NetworkFact.EspPathMoved;
import dev.censim.facts.NetworkFact.IkeFailed;
import dev.censim.facts.NetworkFact.IkeSaEstablished;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.PeerDead;
import dev.censim.facts.NetworkFact.TrafficPasses;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.facts.Side;
import dev.censim.kernel.Time;
import dev.censim.model.Scenario;
import dev.censim.reports.RunReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a tunnel that speaks IKEv1. */
class Ikev1StoriesTest {

    private static final String MAIN = "{ikeVersion: ikev1}";
    private static final String AGGRESSIVE =
            "{ikeVersion: ikev1, ikeMode: aggressive, localId: cloud.example, remoteId: office.example}";

    private static final String FLOWS = """
            traffic:
              - {name: down, kind: udp, from: app, to: idc, rate: 20pps, size: 300B, start: 10s}
              - {name: up, kind: udp, from: idc, to: app, rate: 20pps, size: 300B, start: 10s}
            """;

    /** @param connection further lines of the connection */
    private static String site(String duration, String ike, String connection, String tunnel) {
        return Site.finished(Site.of(duration, "routes: [172.16.0.0/16]\n    ikeConfig: " + ike + connection)
                .replace("<gateway>", "10.0.0.0/16")
                .replace("<tunnel>", tunnel));
    }

    private static Run run(String duration, String ike, String connection, String rest) {
        return Run.of(site(duration, ike, connection, "") + FLOWS + rest);
    }

    private static void hasLostNothing(Run run) {
        assertThat(run.sent("up")).isPositive();
        assertThat(run.received("up", at -> true)).isEqualTo(run.sent("up"));
        assertThat(run.received("down", at -> true)).isEqualTo(run.sent("down"));
    }

    @ParameterizedTest
    @ValueSource(strings = {MAIN, AGGRESSIVE})
    void bothModesCarryTraffic(String ike) {
        Run run = run("40s", ike, "", "");

        assertThat(run.facts(IkeSaEstablished.class)).isNotEmpty();
        assertThat(run.facts(IkeFailed.class)).isEmpty();
        assertThat(run.facts(TunnelMoved.class))
                .extracting(TunnelMoved::side)
                .containsExactlyInAnyOrder(Side.CLOUD, Side.CUSTOMER);
        hasLostNothing(run);
    }

    @ParameterizedTest
    @ValueSource(strings = {MAIN, AGGRESSIVE})
    void aSilentPeerIsFoundDeadWithin30SecondsAndTheTunnelComesBackByItself(String ike) {
        Run run = run("200s", ike, "", "faults:\n  - {at: 60s, fault: silentLoss, path: net, repairAt: 95s}\n");

        assertThat(run.facts(PeerDead.class))
                .hasSize(2)
                .allSatisfy(dead ->
                        assertThat(dead.at()).isBetween(89 * Time.SECOND, 90 * Time.SECOND + 10 * Time.MILLISECOND));
        assertThat(run.facts(ChildSaClosed.class))
                .extracting(ChildSaClosed::cause)
                .contains(CloseCause.PEER_DEAD);
        assertThat(run.facts(TunnelMoved.class).filter(moved -> moved.at() > 95 * Time.SECOND && moved.up()))
                .extracting(TunnelMoved::side)
                .containsExactlyInAnyOrder(Side.CLOUD, Side.CUSTOMER);
        assertThat(run.received("up", at -> at > 180)).isEqualTo(run.sentAfter("up", 180.001));
    }

    @ParameterizedTest
    @ValueSource(strings = {MAIN, AGGRESSIVE})
    void rekeyingBothPhasesLosesNoPacket(String ike) {
        Run run = run(
                "300s", ike.replace("ikev1", "ikev1, ikeLifetime: 60s"), "\n    ipsecConfig: {ipsecLifetime: 40s}", "");

        assertThat(run.facts(IkeSaEstablished.class)).hasSizeGreaterThan(8);
        assertThat(run.facts(ChildSaInstalled.class)).hasSizeGreaterThan(12);
        hasLostNothing(run);
    }

    @Test
    void aCrashedGatewayIsTakenBackWhenItReturns() {
        Run run = run(
                "200s",
                MAIN,
                "",
                "faults:\n  - {at: 60s, fault: customerGatewayCrash, customerGateway: cgw, repairAt: 70s}\n");

        assertThat(run.received("up", at -> at > 72)).isEqualTo(run.sentAfter("up", 72.001));
        assertThat(run.received("down", at -> at > 72)).isEqualTo(run.sentAfter("down", 72.001));
    }

    @Test
    void theFirstTrafficNegotiatesWhenNobodyIsToInitiate() {
        Run run = Run.of(site("40s", MAIN, "", ", peer: {initiates: false}")
                        .replace("effectImmediately: true", "effectImmediately: false")
                + FLOWS);

        assertThat(run.facts(IkeSaEstablished.class))
                .isNotEmpty()
                .allMatch(established -> established.at() > 10 * Time.SECOND);
        assertThat(run.facts(TrafficPasses.class)).isNotEmpty().allMatch(passes -> passes.dropped() > 0);
        assertThat(run.received("up", at -> at > 11)).isEqualTo(run.sentAfter("up", 11.001));
    }

    @ParameterizedTest
    @ValueSource(strings = {MAIN, AGGRESSIVE})
    void behindANatEspGoesWithinUdp(String ike) {
        Run run = Run.of(site("60s", ike, "", "")
                        .replace(
                                "ipAddress: 203.0.113.1,", "ipAddress: 203.0.113.1, nat: {insideAddress: 192.168.1.2},")
                        .replace("effectImmediately: true", "effectImmediately: false")
                + FLOWS);

        assertThat(run.facts(EspPathMoved.class))
                .extracting(EspPathMoved::side)
                .containsExactlyInAnyOrder(Side.CLOUD, Side.CUSTOMER);
        assertThat(run.facts(EspPathMoved.class).filter(moved -> moved.side() == Side.CUSTOMER))
                .allMatch(moved -> moved.remotePort() == 4500);
        hasLostNothing(run);
    }

    @Test
    void onePairOfBlocksIsProtectedAndNothingElse() {
        String blocks = "\n    localSubnet: 10.0.0.0/16\n    remoteSubnet: 172.16.0.0/16";
        Run run = run(
                "40s", MAIN, blocks, "  - {name: other, kind: udp, from: idc-2, to: app, rate: 5pps, size: 300B}\n");

        hasLostNothing(run);
        assertThat(run.received("other", at -> true)).isZero();
        assertThat(run.facts(PacketDropped.class).filter(drop -> drop.flow() == 2))
                .allMatch(drop -> drop.cause() == DropCause.POLICY_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {MAIN, AGGRESSIVE})
    void capturingGivesTheKeysToWiresharkAloneAndChangesNothing(String ike) throws IOException {
        Scenario scenario = Run.read(site("20s", ike, "", "") + FLOWS);
        Run plain = Run.of(scenario);
        Run captured = Run.captured(scenario);

        List<Ikev1KeysSeen> keys = captured.facts(Ikev1KeysSeen.class).toList();
        String table = report(captured).wiresharkTables().getOrDefault("ikev1_decryption_table", "");
        assertThat(keys)
                .isNotEmpty()
                .allSatisfy(seen -> assertThat(table)
                        .contains(String.format(Locale.ROOT, "%016x,", seen.cookieInitiator())
                                + HexFormat.of().formatHex(seen.cipherKey()) + "\n"));
        assertThat(plain.facts(Ikev1KeysSeen.class)).isEmpty();
        assertThat(captured.digest()).isEqualTo(plain.digest());
        assertThat(events(captured)).isEqualTo(events(plain));
    }

    private static RunReport report(Run run) {
        return RunReport.of(
                run.scenario(),
                run.names(),
                run.simulation().journal(),
                run.simulation().events(),
                run.scenario().duration(),
                List.of(),
                "test");
    }

    private static String events(Run run) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report(run).writeEvents(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What each end found or was told, by side. */
    private static List<IkeFailure> failures(Run run, Side side) {
        return run.facts(IkeFailed.class)
                .filter(failed -> failed.side() == side)
                .map(IkeFailed::cause)
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ikev1, ikeMode: main", "ikev1, ikeMode: aggressive"})
    void anotherVersionThanThePeersIsSeenByBothEnds(String device) {
        Run run = Run.of(
                site("60s", "{ikeVersion: ikev2}", "", ", peer: {tunnelIkeConfig: {ikeVersion: " + device + "}}"));

        assertThat(run.facts(IkeSaEstablished.class)).isEmpty();
        assertThat(failures(run, Side.CLOUD)).contains(IkeFailure.INVALID_MAJOR_VERSION);
        assertThat(failures(run, Side.CUSTOMER)).contains(IkeFailure.INVALID_MAJOR_VERSION);
    }

    /** An end does not answer in a version that it does not speak. */
    @ParameterizedTest
    @CsvSource({"ikev1, ikev2", "ikev2, ikev1"})
    void ofAnotherVersionOnlyTheEndThatIsAskedKnowsWhenOnlyOneEndAsks(String cloud, String device) {
        Run run = Run.of(site(
                "200s",
                "{ikeVersion: " + cloud + "}",
                "",
                ", peer: {initiates: false, tunnelIkeConfig: {ikeVersion: " + device + "}}"));

        assertThat(failures(run, Side.CUSTOMER)).containsExactly(IkeFailure.INVALID_MAJOR_VERSION);
        assertThat(failures(run, Side.CLOUD)).containsExactly(IkeFailure.NO_RESPONSE);
    }

    @Test
    void anotherModeThanThePeersIsSeenByBothEnds() {
        Run run = Run.of(site("60s", MAIN, "", ", peer: {tunnelIkeConfig: {ikeMode: aggressive}}"));

        assertThat(run.facts(IkeSaEstablished.class)).isEmpty();
        assertThat(failures(run, Side.CLOUD)).contains(IkeFailure.INVALID_EXCHANGE_TYPE);
        assertThat(failures(run, Side.CUSTOMER)).contains(IkeFailure.INVALID_EXCHANGE_TYPE);
    }

    @Test
    void aWrongKeyMakesMainModeUnreadable() {
        Run run = Run.of(site("60s", MAIN, "", ", peer: {tunnelIkeConfig: {psk: wrong}}"));

        assertThat(run.facts(IkeSaEstablished.class)).isEmpty();
        assertThat(run.facts(IkeFailed.class).filter(failed -> !failed.toldByPeer()))
                .anyMatch(failed ->
                        failed.exchange() == IkeExchange.MAIN_MODE && failed.cause() == IkeFailure.UNDECRYPTABLE);
    }

    @Test
    void blocksThatDoNotMirrorEachOtherAreRefusedInQuickMode() {
        String blocks = "\n    localSubnet: 10.0.0.0/16\n    remoteSubnet: 172.16.0.0/16";
        Run run = Run.of(site("60s", MAIN, blocks, ", peer: {localSubnet: 172.16.0.0/24}"));

        assertThat(run.facts(IkeSaEstablished.class)).isNotEmpty();
        assertThat(run.facts(ChildSaInstalled.class)).isEmpty();
        assertThat(run.facts(IkeFailed.class))
                .anyMatch(failed ->
                        failed.cause() == IkeFailure.TS_UNACCEPTABLE && failed.exchange() == IkeExchange.QUICK_MODE);
    }
}
