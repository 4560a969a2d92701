package dev.censim.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.cli.command.Censim;
import dev.censim.cli.command.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that users submit, on a Spark of its own, beside {@code censim whatif}. */
class WhatIfJobIT {

    private static final String SCENARIO = "../scenarios/dual-tunnel-failover.yaml";

    private static final List<String> SWEEP = List.of("--failures", "2", "--elements", "path,session,customerGateway");

    /** One for each case: the sets of up to two of six that can fail silently, and of four that can cleanly. */
    private static final int RANGES = 31;

    private static final int RANGES_BEFORE_THE_KILL = 6;

    @TempDir
    private static Path local;

    @TempDir
    private Path folder;

    @BeforeAll
    static void sweepLocally() {
        List<String> command = new ArrayList<>(List.of("whatif", SCENARIO, "--out", local.toString(), "--quiet"));
        command.addAll(SWEEP);
        int status = new Censim(Terminal.ofProcess()).execute(command.toArray(new String[0]));
        assertThat(status).isZero();
    }

    private SparkProcess submit(String master, String scenario, String... more) throws IOException {
        List<String> all = new ArrayList<>(List.of("--master", master));
        for (String setting : List.of(
                "spark.ui.enabled=false",
                "spark.driver.host=127.0.0.1",
                "spark.driver.bindAddress=127.0.0.1",
                "spark.executor.memory=512m")) {
            all.addAll(List.of("--conf", setting));
        }
        all.add(System.getProperty("job.jar"));
        all.addAll(
                List.of("--scenario", scenario, "--out", folder.resolve("out").toString()));
        all.addAll(SWEEP);
        all.addAll(Arrays.asList(more));
        return SparkProcess.start(
                folder.resolve("job.log"), "org.apache.spark.deploy.SparkSubmit", all.toArray(new String[0]));
    }

    private void assertThatOnlyTheFileOfTheLocalRunIsThere() {
        assertThat(folder.resolve("out").toFile().list()).containsExactly("whatif.json");
        assertThat(folder.resolve("out/whatif.json")).hasSameBinaryContentAs(local.resolve("whatif.json"));
    }

    /** Text files whose task has been committed. */
    private int rangesDone() {
        try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
            return (int) files.filter(file -> file.getFileName().toString().startsWith("task_"))
                    .count();
        } catch (IOException | UncheckedIOException e) {
            // Spark moves and removes folders while we look.
            return 0;
        }
    }

    @Test
    void clusterThatLosesAWorkerHalfWayWritesTheFileOfTheLocalRun() throws Exception {
        try (Cluster cluster = Cluster.start(folder, 2);
                SparkProcess job = submit(cluster.url(), SCENARIO, "--partitions", "" + RANGES)) {
            job.await(() -> rangesDone() >= RANGES_BEFORE_THE_KILL);
            cluster.kill(0);
            int doneWhenKilled = rangesDone();

            assertThat(job.status()).as(job::lastOfLog).isZero();
            assertThat(doneWhenKilled).isLessThan(RANGES);
            assertThat(job.log()).contains("Lost executor");
            assertThatOnlyTheFileOfTheLocalRunIsThere();
        }
    }

    @Test
    void twoThreadsOfOneMachineWriteTheFileOfTheLocalRun() throws Exception {
        try (SparkProcess job = submit("local[2]", SCENARIO)) {
            assertThat(job.status()).as(job::lastOfLog).isZero();
            assertThatOnlyTheFileOfTheLocalRunIsThere();
        }
    }

    @Test
    void whatIsWrongWithTheScenarioIsToldWithItsLine() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "scenario: wrong\nduration: forever\n");

        try (SparkProcess job = submit("local[2]", wrong.toString())) {
            assertThat(job.status()).as(job::lastOfLog).isEqualTo(2);
            assertThat(job.log()).contains("wrong.yaml:2:11: error: ").doesNotContain("\tat ");
        }
    }
}
