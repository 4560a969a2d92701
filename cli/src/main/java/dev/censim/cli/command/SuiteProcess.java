package dev.censim.cli.command;

import dev.censim.reports.bench.BenchmarkReport;
import dev.censim.reports.bench.ReportReader;
import dev.censim.reports.bench.UnreadableReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The benchmarks are a program of their own, which measures: JMH and the libraries that it measures against are none of this program's,
 * and its compiler's options none of theirs.
 */
final class SuiteProcess implements Measuring {

    private static final String PROGRAM = "dev.censim.benchmarks.suite.Suite";
    private static final String JAR = "benchmarks/target/app/benchmarks.jar";
    private static final int LINES_TOLD = 20;

    @Override
    public BenchmarkReport measure(Request request, Progress progress) throws Failed {
        Path root = root();
        Path jar = root.resolve(JAR);
        if (!Files.exists(jar)) {
            throw new Failed("there is no " + jar + "; ./mvnw -q -Dquick package -pl benchmarks -am builds it");
        }
        try {
            Path folder = Files.createTempDirectory("censim-bench");
            Path out = folder.resolve("report.json");
            Path err = folder.resolve("stderr");
            try {
                int status = run(command(request, root, jar, out), err, progress);
                if (status != 0) {
                    throw new Failed("the benchmarks ended with status " + status + tail(err));
                }
                return ReportReader.read(out);
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
                Files.deleteIfExists(folder);
            }
        } catch (IOException | UnreadableReport e) {
            throw new Failed("the benchmarks left no report: " + e.getMessage());
        }
    }

    private static int run(List<String> command, Path err, Progress progress) throws IOException, Failed {
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(err.toFile())
                .start();
        Thread stopped = new Thread(() -> {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        });
        Runtime.getRuntime().addShutdownHook(stopped);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", 3);
                if (words.length == 3 && words[0].matches("[0-9]{1,6}") && words[1].matches("[0-9]{1,6}")) {
                    progress.at(Integer.parseInt(words[0]), Integer.parseInt(words[1]), words[2]);
                }
            }
            int status = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(stopped);
            return status;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("interrupted");
        } catch (IllegalStateException e) {
            throw new Failed("stopped");
        }
    }

    private static List<String> command(Request request, Path root, Path jar, Path out) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        request.table().ifPresent(table -> command.add("-Dcensim.table=" + table.toAbsolutePath()));
        command.addAll(List.of("-cp", jar.toString(), PROGRAM));
        command.add("set=" + request.set());
        command.add("only=" + String.join(",", request.only()));
        command.add("out=" + out);
        command.add("root=" + root);
        command.add("version=" + Version.number());
        command.add("commit=" + commit(root));
        request.ratios().ifPresent(ratios -> command.add("ratios=" + ratios.toAbsolutePath()));
        return command;
    }

    private static String tail(Path err) throws IOException {
        List<String> lines = Files.readAllLines(err);
        return lines.isEmpty()
                ? ""
                : ":\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
    }

    /** The project's folder: this program lies somewhere beneath it. */
    private static Path root() throws Failed {
        try {
            Path place = Path.of(SuiteProcess.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (Path folder = place; folder != null; folder = folder.getParent()) {
                if (Files.exists(folder.resolve("benchmarks/pom.xml"))) {
                    return folder;
                }
            }
        } catch (URISyntaxException e) {
            throw new Failed("this program does not know where it lies: " + e.getMessage());
        }
        throw new Failed("the benchmarks are measured from a clone of the project only");
    }

    /** As git tells it, with a plus when the sources were changed since. */
    private static String commit(Path root) {
        try {
            String commit = git(root, "rev-parse", "--short=12", "HEAD");
            return commit.isEmpty()
                    ? "unknown"
                    : commit + (git(root, "status", "--porcelain").isEmpty() ? "" : "+");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String git(Path root, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
