package dev.censim.benchmarks.suite;

import dev.censim.benchmarks.suite.Contender.Program;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One turn of a program is one process; the last line that it prints is its figure. */
final class ProgramStopwatch implements Stopwatch {

    private final Path root;
    private final Path peers;
    private final Map<List<String>, Optional<String>> prepared = new HashMap<>();

    /**
     * @param root the project's folder, where programs run
     * @param peers where {@code benchmarks/run-peers} puts them
     */
    ProgramStopwatch(Path root, Path peers) {
        this.root = root;
        this.peers = peers;
    }

    @Override
    public Turn measure(Contender contender, Duration patience) {
        Program program = (Program) contender;
        Path file = peers.resolve(program.program());
        if (!program.isJava() && !Files.isExecutable(file)) {
            return new Turn.Failed(
                    program.program() + " is not built; benchmarks/run-peers builds it and says what it needs");
        }
        Optional<String> trouble = prepared.get(program.preparation());
        if (trouble == null) {
            trouble = prepare(program.preparation());
            prepared.put(program.preparation(), trouble);
        }
        if (trouble.isPresent()) {
            return new Turn.Failed(trouble.get());
        }
        List<String> command = new ArrayList<>(program.isJava() ? java(program.program()) : List.of(file.toString()));
        command.addAll(program.arguments());
        try {
            return run(command, program.times(), patience);
        } catch (IOException e) {
            return new Turn.Failed(program.program() + " does not start: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Turn.Failed("interrupted");
        }
    }

    /** Writes what peers read, once; what went wrong, if anything. */
    private Optional<String> prepare(List<String> preparation) {
        if (preparation.isEmpty()) {
            return Optional.empty();
        }
        List<String> command = java(preparation.get(0));
        command.addAll(preparation.subList(1, preparation.size()));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int status = process.waitFor();
            return status == 0
                    ? Optional.empty()
                    : Optional.of("what it reads could not be written: " + String.join(" ", preparation)
                            + " ended with status " + status);
        } catch (IOException e) {
            return Optional.of("what it reads could not be written: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private static List<String> java(String type) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path")));
        String table = System.getProperty("censim.table");
        if (table != null) {
            command.add("-Dcensim.table=" + table);
        }
        command.add(type);
        return command;
    }

    private Turn run(List<String> command, int times, Duration patience) throws IOException, InterruptedException {
        File out = File.createTempFile("censim-peer", ".out");
        File err = File.createTempFile("censim-peer", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(out)
                    .redirectError(err)
                    .start();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                return new Turn.Failed("took longer than " + patience.toSeconds() + " s; --full waits longer");
            }
            if (process.exitValue() != 0) {
                return new Turn.Failed(lastLine(err, "it ended with status " + process.exitValue()));
            }
            return figure(lastLine(out, ""), times);
        } finally {
            Files.deleteIfExists(out.toPath());
            Files.deleteIfExists(err.toPath());
        }
    }

    private static String lastLine(File file, String otherwise) throws IOException {
        List<String> lines = new String(Files.readAllBytes(file.toPath()), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.isEmpty() ? otherwise : lines.get(lines.size() - 1);
    }

    private static Turn figure(String line, int times) {
        try {
            JsonNode figure = JsonMapper.shared().readTree(line);
            JsonNode nanos = figure.path("nanosPerOp");
            if (!nanos.isNumber() || !(nanos.doubleValue() > 0)) {
                return new Turn.Failed("printed no nanosPerOp but: " + line);
            }
            JsonNode bytes = figure.path("bytesPerOp");
            return new Turn.Took(
                    nanos.doubleValue() * times,
                    bytes.isNumber() ? OptionalDouble.of(bytes.doubleValue() * times) : OptionalDouble.empty());
        } catch (JacksonException e) {
            return new Turn.Failed("printed no JSON but: " + line);
        }
    }
}
