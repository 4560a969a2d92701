package dev.censim.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/** A process of a Spark that knows nothing of censim; it is bound to loopback, and gone with all its children when closed. */
final class SparkProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Process process;
    private final Path log;

    private SparkProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static SparkProcess start(Path log, String type, String... args) throws IOException {
        String home = System.getProperty("spark.home");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(Arrays.asList(JavaModuleOptions.defaultModuleOptions().split(" ")));
        command.addAll(List.of("-Xmx512m", "-cp", home + File.separator + "jars" + File.separator + "*", type));
        command.addAll(Arrays.asList(args));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_") || name.startsWith("HADOOP_"));
        builder.environment().put("SPARK_HOME", home);
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return new SparkProcess(builder.start(), log);
    }

    /** Waits until something is in the log, and returns its first group. */
    String await(String pattern) throws InterruptedException {
        Matcher[] found = new Matcher[1];
        await(() -> {
            found[0] = Pattern.compile(pattern).matcher(log());
            return found[0].find();
        });
        return found[0].group(1);
    }

    /** Waits for something that happens as long as this runs. */
    void await(BooleanSupplier condition) throws InterruptedException {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > limit) {
                throw new AssertionError("ended, or waited for too long:\n" + lastOfLog());
            }
            Thread.sleep(20);
        }
    }

    /** Waits for the end, and returns the exit status. */
    int status() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("has not ended:\n" + lastOfLog());
        }
        return process.exitValue();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "";
        }
    }

    /** For the message of a test that fails. */
    String lastOfLog() {
        List<String> lines = log().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Kills it, and what it has started: a worker dies first, and then its executors, as when their machine loses power. */
    @Override
    public void close() {
        List<ProcessHandle> doomed = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        doomed.forEach(ProcessHandle::destroyForcibly);
        doomed.forEach(handle -> handle.onExit().join());
    }
}
