package dev.censim.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.launcher.Checkout.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./censim} does before Java runs, in a checkout whose build is a script. */
final class LauncherTest {

    @TempDir
    private Path folder;

    private Checkout checkout;

    @BeforeEach
    void cloneTheProject() throws IOException {
        checkout = new Checkout(folder);
    }

    @Test
    void theFirstStartBuildsAndSaysSo() throws Exception {
        Start first = checkout.start("one", "two");

        assertThat(first.err()).startsWith("censim: building: first use");
        assertThat(first.out()).contains("<one>", "<two>").doesNotContain("building");
        assertThat(first.status()).isEqualTo(2);
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void laterStartsSayNothingAndBuildNothing() throws Exception {
        checkout.start();
        Start second = checkout.start();

        assertThat(second.err()).isEmpty();
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void aChangedSourceIsBuiltAgain() throws Exception {
        checkout.start();
        checkout.touch("model/src/main/java/Model.java");
        Start after = checkout.start();

        assertThat(after.err()).startsWith("censim: building: the sources have changed");
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void aChangedTestIsNot() throws Exception {
        checkout.start();
        checkout.touch("model/src/test/java/ModelTest.java");
        checkout.start();

        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void aDeletedSourceIsBuiltWithout() throws Exception {
        checkout.start();
        Files.delete(checkout.root().resolve("model/src/main/java/Model.java"));
        checkout.touch("model/src/main/java");
        checkout.start();

        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void itWorksThroughLinksFromAnywhere() throws Exception {
        Path near =
                Files.createSymbolicLink(folder.resolve("near"), checkout.root().resolve("censim"));
        Path chain = Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("bin")).resolve("censim"), Path.of("../near"));

        assertThat(checkout.start(near, "x").out()).contains("<x>");
        assertThat(checkout.start(chain, "x").out()).contains("<x>");
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void argumentsArriveAsTheyWereGiven() throws Exception {
        List<String> args = List.of("two words", "", "*", "$HOME", "tab\tand\nline", "-Dx=1", "it's", "\\", "ü");
        Start start = checkout.start(args.toArray(String[]::new));

        assertThat(start.out())
                .contains(args.stream().map(arg -> "<" + arg + ">").toList());
        assertThat(start.status()).isEqualTo(args.size());
    }

    @Test
    void optionsForJavaArePassedOn() throws Exception {
        Start start = checkout.with("CENSIM_JAVA_OPTS", "-Xmx64m -Dgiven=yes").start("a b");

        assertThat(start.out()).contains("given=yes", "<a b>");
    }

    @Test
    void aPipeIsNoTerminal() throws Exception {
        assertThat(checkout.start().out()).contains("stdout=null");
    }

    @Test
    void twoFirstStartsAtOnceBuildOnce() throws Exception {
        checkout.maven("sleep 1; mkdir -p cli/target/app && cp echo.jar cli/target/app/censim.jar");
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            starts.add(checkout.process(checkout.root().resolve("censim"), "x")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start());
        }
        for (Process start : starts) {
            assertThat(start.waitFor()).isEqualTo(1);
        }

        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void aFailedBuildShowsTheEndOfItsLog() throws Exception {
        checkout.with("PATH", Checkout.bareTools(folder.resolve("bare")).toString())
                .maven("echo this is why; exit 1");
        Start start = checkout.start();

        assertThat(start.status()).isEqualTo(3);
        assertThat(start.out()).isEmpty();
        assertThat(start.err()).contains("this is why", "censim: the build failed; the whole log is in ");
    }

    @Test
    void withoutAnyJdkOneSentenceSaysWhatIsMissing() throws Exception {
        Start start = bare().with("JAVA_HOME", "").start();

        assertThat(start.status()).isEqualTo(3);
        assertThat(start.err().lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("needs a JDK 17 or newer, and found none");
    }

    @Test
    void whatIsTooOldIsNamed() throws Exception {
        Path old = Checkout.jdk(folder.resolve("old jdk"), "11.0.2");
        Start start = bare().with("JAVA_HOME", old.toString()).start();

        assertThat(start.err().lines()).hasSize(1);
        assertThat(start.err()).contains("found only " + old + " (11)");
    }

    @Test
    void javaHomeGoesBeforeThePath() throws Exception {
        Path home = Checkout.jdk(folder.resolve("home"), "17.0.1");
        Path onPath = Checkout.jdk(folder.resolve("path"), "99");
        Start start =
                bare(onPath.resolve("bin")).with("JAVA_HOME", home.toString()).start();

        assertThat(start.out()).isEqualTo("fake " + home + "/bin/java\n");
    }

    @Test
    void whenJavaHomeIsTooOldThePathIsAsked() throws Exception {
        Path home = Checkout.jdk(folder.resolve("home"), "1.8.0_392");
        Path onPath = Checkout.jdk(folder.resolve("path"), "21");
        Start start =
                bare(onPath.resolve("bin")).with("JAVA_HOME", home.toString()).start();

        assertThat(start.out()).isEqualTo("fake " + onPath.toRealPath() + "/bin/java\n");
    }

    @Test
    void theNewestOfTheUsualPlacesIsTaken() throws Exception {
        for (String version : List.of("17.0.9", "25.0.3", "9.0.1", "21")) {
            Checkout.jdk(folder.resolve("jvm/jdk-" + version), version);
        }
        Start start = bare().with("JAVA_HOME", "")
                .with("CENSIM_JDK_PLACES", folder.resolve("jvm") + "/*")
                .start();

        assertThat(start.out()).isEqualTo("fake " + folder.resolve("jvm/jdk-25.0.3/bin/java") + "\n");
    }

    @Test
    void theClassArchiveIsMadeOnceForEachJdk() throws Exception {
        checkout.with("CENSIM_NO_CDS", "");
        checkout.start();
        checkout.start();

        try (Stream<Path> files = Files.list(checkout.root().resolve("cli/target/app"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".jsa")))
                    .hasSize(1);
        }
    }

    @Test
    void whatIsNotBuiltIsNotBuiltWhenForbidden() throws Exception {
        Start start = checkout.with("CENSIM_NO_BUILD", "1").start();

        assertThat(start.status()).isEqualTo(3);
        assertThat(start.err()).contains("not built yet");
        assertThat(checkout.builds()).isZero();
    }

    @Test
    void theBenchmarksAreBuiltForTheCommandThatMeasuresAlone() throws Exception {
        checkout.maven("mkdir -p cli/target/app && cp echo.jar cli/target/app/censim.jar; case $* in *benchmarks*)"
                + " mkdir -p benchmarks/target/app && cp echo.jar benchmarks/target/app/benchmarks.jar;; esac");
        checkout.start("run");
        checkout.start("bench", "report", "x.json");
        checkout.start("bench", "--help");
        assertThat(checkout.buildLines()).containsExactly("build -B -q -Dquick -DskipTests -pl cli -am package");

        checkout.start("bench", "--quick");
        checkout.start("bench", "--quick");
        checkout.start("run");
        assertThat(checkout.buildLines())
                .hasSize(2)
                .last()
                .isEqualTo("build -B -q -Dquick -DskipTests -pl cli,benchmarks -am package");
    }

    @Test
    void benchmarksThatAreOlderThanTheirSourcesAreBuiltAgain() throws Exception {
        checkout.maven("mkdir -p cli/target/app benchmarks/target/app && cp echo.jar cli/target/app/censim.jar"
                + " && cp echo.jar benchmarks/target/app/benchmarks.jar");
        checkout.start("bench", "--quick");
        checkout.touch("model/src/main/java/Model.java");
        checkout.start("bench", "--quick");

        assertThat(checkout.builds()).isEqualTo(2);
    }

    /** No Java but what is put there. */
    private Checkout bare(Path... more) throws IOException {
        StringBuilder path =
                new StringBuilder(Checkout.bareTools(folder.resolve("bare")).toString());
        for (Path place : more) {
            path.append(':').append(place);
        }
        return checkout.with("PATH", path.toString())
                .with("CENSIM_JDK_PLACES", folder + "/nowhere/*")
                .with("HOME", "/nonexistent");
    }
}
