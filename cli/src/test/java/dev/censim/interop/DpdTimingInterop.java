package dev.censim.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.cli.live.Role;
import dev.censim.proto.ike.IkeOutput.ChildInstalled;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How long strongSwan takes to find a silent peer dead, beside what the simulator predicts for the same settings. The table in
 * docs/fidelity.md is what this test wrote when it was last run with {@code -Dcensim.rewrite=true}.
 */
final class DpdTimingInterop {

    /** strongSwan counts the silence in whole seconds of its clock and wakes a little late on a busy machine. */
    private static final double TOLERANCE_SECONDS = 1.5;

    private static final PageTable PAGE = new PageTable("fidelity.md", "dpd");

    /** The product's promise of 30 s and two shorter ones. Each is a schedule that both sides can be configured with. */
    private static final List<Setting> SETTINGS = Stream.of(Version.IKEV2, Version.IKEV1_MAIN)
            .flatMap(version -> Stream.of(
                    new Setting(version, 10, 5, 3), new Setting(version, 5, 2.5, 3), new Setting(version, 3, 1, 4)))
            .toList();

    private record Setting(Version version, int delay, double interval, int retries) {

        double predicted() {
            return Prediction.seconds(version, delay + "s", Math.round(interval * 1000) + "ms", retries);
        }

        String words() {
            return String.format(
                    Locale.ROOT,
                    "`dpd: {delay: %ds, retryInterval: %ss, retries: %d}`",
                    delay,
                    interval % 1 == 0 ? String.valueOf((int) interval) : String.valueOf(interval),
                    retries);
        }

        /** IKEv2's question is repeated like any request; for IKEv1's strongSwan has one time in which an answer must come. */
        String theirWords() {
            return version == Version.IKEV2
                    ? String.format(
                            Locale.ROOT,
                            "`dpd_delay = %ds`, `retransmit_timeout = %s`, `retransmit_base = 1`, `retransmit_tries = %d`",
                            delay,
                            interval,
                            retries)
                    : String.format(Locale.ROOT, "`dpd_delay = %ds`, `dpd_timeout = %ds`", delay, timeout());
        }

        /** From the last sign of life on, in whole seconds as strongSwan takes them. */
        long timeout() {
            return Math.round(delay + interval * (retries + 1));
        }
    }

    private record Row(Setting setting, double predicted, double measured) {

        String text() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.1f s | %.1f s | %+.1f s |\n",
                    setting.version() == Version.IKEV2 ? "IKEv2" : "IKEv1, main mode",
                    setting.words(),
                    setting.theirWords(),
                    predicted,
                    measured,
                    measured - predicted);
        }
    }

    @BeforeAll
    static void require() {
        Lab.require();
    }

    @Test
    void strongSwanFindsASilentPeerDeadWhenTheSimulatorSaysSo() throws IOException {
        List<Row> rows = measured();
        String table = """
                | version | simulator | strongSwan | predicted | measured | difference |
                |---|---|---|---|---|---|
                """ + String.join("", rows.stream().map(Row::text).toList());
        System.out.println(table);
        PAGE.rewrite(table);

        assertThat(rows)
                .allSatisfy(row -> assertThat(row.measured())
                        .as(row.setting().words())
                        .isBetween(row.predicted() - TOLERANCE_SECONDS, row.predicted() + TOLERANCE_SECONDS));
        assertThat(written()).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            List<String> cells = written().get(i);
            assertThat(cells.subList(0, 3)).isEqualTo(cells(rows.get(i).text()).subList(0, 3));
            assertThat(seconds(cells.get(3)))
                    .isEqualTo(seconds(cells(rows.get(i).text()).get(3)));
            assertThat(seconds(cells.get(4)))
                    .as("the page tells another time than was measured; -Dcensim.rewrite=true writes it anew")
                    .isBetween(
                            rows.get(i).measured() - TOLERANCE_SECONDS,
                            rows.get(i).measured() + TOLERANCE_SECONDS);
        }
    }

    /** All settings at once, each in a lab of its own. */
    private static List<Row> measured() {
        ExecutorService threads = Executors.newFixedThreadPool(SETTINGS.size());
        try {
            List<CompletableFuture<Double>> times = IntStream.range(0, SETTINGS.size())
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> measure(1 + i, SETTINGS.get(i)), threads))
                    .toList();
            return IntStream.range(0, SETTINGS.size())
                    .mapToObj(i -> new Row(
                            SETTINGS.get(i),
                            SETTINGS.get(i).predicted(),
                            times.get(i).join()))
                    .toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static double measure(int number, Setting setting) {
        Setup setup = new Setup(setting.version())
                .theirExtras("dpd_delay = " + setting.delay() + "s\n    dpd_timeout = " + setting.timeout() + "s");
        try (Lab lab = new Lab(number, new Lab.Retransmission(setting.interval(), setting.retries()))) {
            lab.load(setup.theirs(lab));
            try (Peer peer = new Peer(setup.ours(lab, false), Role.RESPONDER)) {
                assertThat(lab.initiate()).contains("initiate completed successfully");
                peer.await(ChildInstalled.class);
                peer.freeze(true);
                String verdict = setting.version().theirVerdict();
                Lab.await(
                        "strongSwan to give up",
                        Duration.ofSeconds(90),
                        () -> lab.log().contains(verdict));
                return lab.lastAt(verdict) - lab.lastAt("received packet: from");
            }
        }
    }

    private static List<List<String>> written() throws IOException {
        return PAGE.written().lines().skip(2).map(DpdTimingInterop::cells).toList();
    }

    private static List<String> cells(String row) {
        return List.of(row.strip().substring(2).split(" \\| ?"));
    }

    private static double seconds(String cell) {
        return Double.parseDouble(cell.replace(" s", ""));
    }
}
