package dev.censim.cli.command;

import static dev.censim.cli.command.Session.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files appear whole under their final names, or not at all. */
final class OutputFolderTest {

    @TempDir
    private Path out;

    private void publish(Artefact... artefacts) throws WrongInput {
        try (OutputFolder folder = OutputFolder.open(out)) {
            folder.publish(List.of(artefacts));
        }
    }

    @Test
    void nothingButTheFilesRemains() throws Exception {
        publish(text("summary.json", "{}"), text("wireshark/esp_sa", "keys"));

        assertThat(RunTest.names(out)).containsExactly("summary.json", "wireshark/esp_sa");
        assertThat(Files.readString(out.resolve("wireshark/esp_sa"))).isEqualTo("keys");
    }

    @Test
    void captureAndKeysOfAnEarlierRunGoWithTheNext() throws Exception {
        publish(text("summary.json", "1"), text("capture.pcapng", "1"), text("wireshark/esp_sa", "1"));
        publish(text("summary.json", "2"));

        assertThat(RunTest.names(out)).containsExactly("summary.json");
        assertThat(out.resolve("wireshark")).doesNotExist();
    }

    @Test
    void whatIsNotOursStays() throws Exception {
        Files.createDirectories(out.resolve("wireshark"));
        Files.writeString(out.resolve("wireshark/my-notes"), "");
        Files.writeString(out.resolve("notes.txt"), "");
        publish(text("summary.json", "{}"));

        assertThat(RunTest.names(out)).containsExactly("notes.txt", "summary.json", "wireshark/my-notes");
    }

    @Test
    void aFileThatCannotBeFinishedLeavesTheEarlierRunsFiles() throws Exception {
        publish(text("summary.json", "1"), text("report.html", "1"));

        assertThatThrownBy(() -> publish(text("summary.json", "2"), new Artefact("report.html", stream -> {
                    stream.write('2');
                    throw new IOException("No space left on device");
                })))
                .isInstanceOf(WrongInput.class)
                .hasMessage("cannot write to " + out + ": No space left on device");
        assertThat(Files.readString(out.resolve("summary.json"))).isEqualTo("1");
        assertThat(Files.readString(out.resolve("report.html"))).isEqualTo("1");
    }

    @Test
    void aFullDiskIsNoFaultOfOursAlsoWhenAWriterWrapsIt() {
        assertThatThrownBy(() -> publish(new Artefact("summary.json", stream -> {
                    throw new UncheckedIOException(new IOException("No space left on device"));
                })))
                .isInstanceOf(WrongInput.class)
                .hasMessage("cannot write to " + out + ": No space left on device");
    }

    @Test
    void twoRunsDoNotShareAFolder() throws Exception {
        try (OutputFolder first = OutputFolder.open(out)) {
            assertThatThrownBy(() -> OutputFolder.open(out))
                    .isInstanceOf(WrongInput.class)
                    .hasMessageContaining("another run is writing to " + first.folder());
        }
        OutputFolder.open(out).close();
    }

    @Test
    void aKilledRunLeavesNoHalfFileAndTheNextOneCleansUp() throws Exception {
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HalfWritten.class.getName(),
                        out.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(run.getInputStream().read()).isEqualTo('h');
        run.destroyForcibly();
        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(RunTest.names(out)).allSatisfy(name -> assertThat(name).startsWith("."));
        publish(text("summary.json", "{}"));
        assertThat(RunTest.names(out)).containsExactly("summary.json");
    }

    /** Writes one file and half of another, says so, and waits to be killed. */
    static final class HalfWritten {

        private HalfWritten() {}

        public static void main(String[] args) throws Exception {
            try (OutputFolder folder = OutputFolder.open(Path.of(args[0]))) {
                folder.publish(List.of(text("report.html", "<html>"), new Artefact("summary.json", stream -> {
                    stream.write("{\"half\":".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    stream.flush();
                    System.out.print('h');
                    System.out.flush();
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                })));
            }
        }
    }
}
