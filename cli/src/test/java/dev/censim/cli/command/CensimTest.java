package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What may be written on the command line. */
final class CensimTest {

    @TempDir
    private Path folder;

    @Test
    void helpShowsCommandsExitStatusAndExamples() {
        Session session = Session.real("--help");

        assertThat(session.status()).isZero();
        assertThat(session.err()).isEmpty();
        assertThat(session.out())
                .contains("run", "check", "completion", "every expectation held", "./censim run scenarios/");
    }

    static Stream<CommandLine> commands() {
        return withSubcommands(new Censim(Session.console()).commandLine());
    }

    private static Stream<CommandLine> withSubcommands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(CensimTest::withSubcommands));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyHelpHasAnExampleWhoseScenarioExists(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        String help = command.getUsageMessage();

        assertThat(help).contains("Example", "./" + name);
        assertThat(Arrays.stream(help.split("\\s+")).filter(word -> word.startsWith("scenarios/")))
                .allSatisfy(word -> assertThat(Path.of("..", word)).exists());
    }

    @Test
    void helpOfRunNamesTheFilesItWrites() {
        assertThat(Session.real("run", "--help").out())
                .contains("--out", "--seed", "--pcap", "--quiet", "summary.json", "events.jsonl", "report.html");
    }

    @Test
    void versionIsTheBuilds() {
        Session session = Session.real("--version");

        assertThat(session.status()).isZero();
        assertThat(session.out()).matches("censim \\d+\\.\\d+\\.\\d+ \\(Java .+\\)\n");
    }

    @Test
    void withoutACommandTheHelpIsNamed() {
        Session session = Session.real();

        assertThat(session.status()).isEqualTo(2);
        assertThat(session.out()).isEmpty();
        assertThat(session.err()).contains("Missing required subcommand", "try: ./censim --help");
    }

    @Test
    void aMistypedCommandGetsTheNearestOne() {
        Session session = Session.real("chekc", "x.yaml");

        assertThat(session.status()).isEqualTo(2);
        assertThat(session.err()).contains("Did you mean: censim check");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--sed", "--seed=x", "--seed=-1", "--seed=1000000000000000000", "--seed=99999999999999999999"})
    void aWrongOptionIsRefused(String option) throws Exception {
        Path file = Files.writeString(folder.resolve("tiny.yaml"), Session.TINY);
        Session session = Session.real(
                "run", file.toString(), option, "--out", folder.resolve("out").toString());

        assertThat(session.status()).isEqualTo(2);
        assertThat(session.err()).contains("--se");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void checkCountsWhatAScenarioHolds() {
        Session session = Session.real("check", "../scenarios/hub-and-spoke-50.yaml");

        assertThat(session.status()).isZero();
        assertThat(session.err()).isEmpty();
        assertThat(session.out()).contains("20 VPCs", "50 IPsec-VPN connections (100 tunnels)", "1000 flows");
    }

    @Test
    void checkUnderQuietSaysNothingWhenAllIsWell() {
        Session session = Session.real("check", "--quiet", "../scenarios/vendor-singapore.yaml");

        assertThat(session).isEqualTo(new Session(0, "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "run"})
    void everyProblemOfAFileIsToldWithItsPlaceAndRemedy(String command) throws Exception {
        Path file = Files.writeString(folder.resolve("bad.yaml"), "scenario: bad\nduratoin: 10s\nregions: 7\n");
        Session session = Session.real(command, file.toString());

        assertThat(session.status()).isEqualTo(2);
        assertThat(session.out()).isEmpty();
        assertThat(session.err())
                .contains(file + ":2:1: error: unknown key 'duratoin'", "help: did you mean 'duration'?", file + ":3:");
    }

    @Test
    void aMissingFileAndAFolderAreOneSentenceEach() {
        assertThat(Session.real("check", folder.resolve("none.yaml").toString()).err())
                .contains("there is no such file");
        assertThat(Session.real("run", folder.toString()).err()).contains("is a directory");
    }

    @Test
    void aNameThatNoFileCanHaveIsRefused() {
        Session session = Session.real("check", "a\0b");

        assertThat(session.status()).isEqualTo(2);
    }

    @Test
    void completionIsAShellScript() {
        Session session = Session.real("completion");

        assertThat(session.status()).isZero();
        assertThat(session.out()).startsWith("#!/usr/bin/env bash").contains("--pcap", "complete -F");
    }
}
