package dev.censim.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.reports.bench.BenchmarkReport;
import dev.censim.reports.bench.Figure;
import dev.censim.reports.bench.Figure.Measured;
import dev.censim.reports.bench.Figure.Missing;
import dev.censim.reports.bench.ReportReader;
import dev.censim.reports.bench.Row;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The catalogue names what exists, and a set is measured from end to end. */
final class SuiteTest {

    @TempDir
    private Path folder;

    @Test
    void theCatalogueKnowsEveryPath() {
        assertThat(Catalogue.shipped()).extracting(Question::path).containsAll(BenchmarkReport.PATHS);
        assertThat(Catalogue.shipped().stream().filter(Question::quick).map(Question::path))
                .containsAll(BenchmarkReport.PATHS);
    }

    @Test
    void everyMethodOfTheCatalogueIsABenchmarkWithTheseParameters() throws Exception {
        for (Question question : Catalogue.shipped()) {
            List<Contender> all = new ArrayList<>(List.of(question.ours()));
            question.peers().forEach(peer -> all.add(peer.contender()));
            question.floor().ifPresent(all::add);
            for (Contender contender : all) {
                if (contender instanceof Contender.Method method) {
                    Class<?> type = Class.forName("dev.censim.benchmarks." + method.type());
                    assertThat(type.getMethods())
                            .as(method.toString())
                            .anyMatch(candidate -> candidate.getName().equals(method.method())
                                    && candidate.isAnnotationPresent(Benchmark.class));
                    for (String key : method.parameters().keySet()) {
                        assertThat(parameters(type)).as(method.toString()).contains(key);
                    }
                }
            }
        }
    }

    /** Those of the class and of the states in it. */
    private static List<String> parameters(Class<?> type) {
        return Stream.concat(Stream.of(type), Stream.of(type.getDeclaredClasses()))
                .flatMap(state -> Stream.of(state.getFields()))
                .filter(field -> field.isAnnotationPresent(Param.class))
                .map(Field::getName)
                .toList();
    }

    @Test
    void everyProgramOfTheCatalogueHasASource() {
        for (Question question : Catalogue.shipped()) {
            question.peers().stream()
                    .map(Question.Peer::contender)
                    .filter(contender -> contender instanceof Contender.Program program && !program.isJava())
                    .map(contender -> ((Contender.Program) contender).program())
                    .forEach(program -> assertThat(List.of("c", "cc"))
                            .as(program)
                            .anyMatch(ending -> Files.exists(Path.of("src/main/peers", program + "." + ending))));
        }
    }

    @Test
    void noTwoRowsAskTheSame() {
        List<String> asked = Catalogue.shipped().stream()
                .map(question -> question.path() + question.parameters())
                .toList();

        assertThat(asked).hasSameSizeAs(new TreeSet<>(asked));
    }

    @Test
    void aSetIsMeasuredFromEndToEnd() throws Exception {
        Path peers = Files.createDirectories(folder.resolve("benchmarks/target/peers"));
        program(peers.resolve("steady"), "echo '{\"nanosPerOp\": 1000, \"check\": \"'$1'\"}'");
        program(peers.resolve("broken"), "echo 'no such table' >&2; exit 1");
        program(peers.resolve("chatty"), "echo hello");
        List<Question> catalogue = Catalogue.read("""
                path event-list EventListBenchmark.censim
                  peer steady steady {pending}
                  peer broken broken
                  peer chatty chatty
                  peer absent absent
                  peer other steady ?pending=100000
                  quick pending=1000
                  full pending=10000
                """);
        Path out = folder.resolve("report.json");
        ByteArrayOutputStream progress = new ByteArrayOutputStream();
        new Suite(
                        Arguments.of("set=trial", "only=event-list", "out=" + out, "root=" + folder),
                        new PrintStream(progress, true, StandardCharsets.UTF_8))
                .run(catalogue);
        BenchmarkReport report = ReportReader.read(out);

        assertThat(report.rows()).hasSize(1);
        Row row = report.rows().get(0);
        assertThat(row.parameters()).isEqualTo(Map.of("pending", "1000"));
        assertThat(row.ours()).isInstanceOfSatisfying(Measured.class, ours -> {
            assertThat(ours.nanosPerOp()).isPositive();
            assertThat(ours.rounds()).hasSize(3);
            assertThat(ours.bytesPerOp()).isPresent();
        });
        assertThat(row.peers()).extracting(Figure::name).containsExactly("steady", "broken", "chatty", "absent");
        assertThat(row.peers().get(0)).extracting("nanosPerOp").isEqualTo(1000.0);
        assertThat(row.peers().get(1)).isEqualTo(new Missing("broken", "no such table"));
        assertThat(row.peers().get(2)).asString().contains("printed no JSON but: hello");
        assertThat(row.peers().get(3)).asString().contains("absent is not built; benchmarks/run-peers");
        assertThat(report.machine().cores()).hasValue(Runtime.getRuntime().availableProcessors());
        assertThat(report.providers()).extracting("name").contains("SunJCE");
        assertThat(progress.toString(StandardCharsets.UTF_8)).contains("0 15 event-list censim\n", "15 15 \n");
    }

    private static void program(Path file, String script) throws Exception {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
