package dev.censim.cli.command;

import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: what may be written, and what each command does first. */
@Command(
        name = "censim",
        description = {
            "Simulates hub-and-spoke networks on Cloud Enterprise Network: transit routers, VPCs, IPsec-VPN connections and the"
                    + " data centres behind them, in simulated time and true to the byte.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            " 0:every expectation held; live: the tunnel was established; explain: nothing is wrong",
            " 1:at least one expectation did not hold; live: no tunnel was established; explain: something is;"
                    + " bench: something grew since the baseline",
            " 2:the input is wrong: arguments, scenario file, or output folder",
            " 3:a fault of censim itself"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./censim run scenarios/dual-tunnel-failover.yaml",
            "  ./censim run scenarios/zone-outage.yaml --seed 7 --pcap --out /tmp/outage",
            "  ./censim check scenarios/vendor-singapore.yaml",
            "  ./censim explain scenarios/mismatch.yaml --tunnel vpn-branch.tunnel1"
        })
public final class Censim {

    private final Terminal terminal;
    private final Execution execution;
    private final Measuring measuring;

    /** Commands that run scenarios for real. */
    public Censim(Terminal terminal) {
        this(terminal, new Engine(), new SuiteProcess());
    }

    Censim(Terminal terminal, Execution execution, Measuring measuring) {
        this.terminal = terminal;
        this.execution = execution;
        this.measuring = measuring;
    }

    /** Does what the arguments say, and returns the exit status. */
    public int execute(String... args) {
        return commandLine().execute(args);
    }

    CommandLine commandLine() {
        return new CommandLine(this)
                .addSubcommand(new Live(terminal))
                .addSubcommand(new Bench(terminal, measuring))
                .addSubcommand(new WhatIfCommand(terminal))
                .addSubcommand(new AvailabilityCommand(terminal))
                .addSubcommand(new SweepCommand(terminal))
                .addSubcommand(new DiffCommand(terminal))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.min(terminal.columns(), 100))
                .setParameterExceptionHandler((problem, args) -> usage(problem))
                .setExecutionExceptionHandler((fault, command, parsed) -> fault(fault, parsed.originalArgs()));
    }

    @Command(
            description = "Runs a scenario, shows what happened, and judges what it expects.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            footerHeading = "%nWrites to the output folder:%n",
            footer = {
                "  summary.json   flows, outages, tunnels, sessions, verdicts; the last file to appear",
                "  events.jsonl   everything that happened, one fact a line",
                "  report.html    topology, timeline and graphs, in one file that needs no network",
                "  with --pcap    capture.pcapng, and wireshark/ with the keys that decrypt it",
                "",
                "Example:",
                "  ./censim run scenarios/gateway-crash.yaml --seed 7 --out /tmp/crash"
            })
    int run(
            @Parameters(paramLabel = "FILE", description = "The scenario.") Path file,
            @Option(
                            names = {"-o", "--out"},
                            paramLabel = "DIR",
                            description = "Where to write; censim-out/<name of the scenario> unless given.")
                    Optional<Path> out,
            @Option(
                            names = "--seed",
                            paramLabel = "N",
                            description = "Seed of every random draw; the scenario's unless given.")
                    Optional<Long> seed,
            @Option(names = "--pcap", description = "Also capture every packet, for Wireshark.") boolean pcap,
            @Option(
                            names = "--cores",
                            paramLabel = "N",
                            description =
                                    "Cores to use, 1 or 2; all the machine has unless given. It changes the time a run"
                                            + " takes, and no result.")
                    Optional<Integer> cores,
            @Option(
                            names = {"-q", "--quiet"},
                            description = "Say nothing but errors.")
                    boolean quiet,
            @Option(names = "--debug", description = "Print the stack trace of a fault.") boolean debug) {
        Execution.Manner manner =
                new Execution.Manner(pcap, cores.orElse(Runtime.getRuntime().availableProcessors()));
        return new Run(terminal, execution, file, out, seed, manner, quiet, debug).execute();
    }

    @Command(
            description = {
                "Runs a scenario up to an instant and says why a tunnel (--tunnel) or a BGP session (--session) is as it is: its"
                        + " state at both ends, the story of its last negotiation, and what is wrong, under the vendor's own"
                        + " diagnosis codes.",
                "Or what becomes of a packet from one host to another and of its answer (--from, --to): hop by hop the table, the"
                        + " entry, why it won over which others, the tunnel by which hash; and every obstacle with its remedy.",
                ""
            },
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {
                " 0:the tunnel or session is up and nothing is wrong with it; the packet and its answer arrive",
                " 1:something is diagnosed",
                " 2:the input is wrong: arguments or scenario file",
                " 3:a fault of censim itself"
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./censim explain scenarios/mismatch.yaml --tunnel vpn-branch.tunnel1",
                "  ./censim explain scenarios/dual-tunnel-failover.yaml --tunnel vpn-shanghai.tunnel1 --at 100s",
                "  ./censim explain scenarios/mismatch.yaml --tunnel vpn-branch.tunnel2 --json",
                "  ./censim explain scenarios/dual-tunnel-failover.yaml --from app-1 --to idc-1 --at 100s --proto tcp --port 443",
                "  ./censim explain scenarios/bgp-down.yaml --session vbr-plant"
            })
    int explain(
            @Parameters(paramLabel = "FILE", description = "The scenario.") Path file,
            @ArgGroup(multiplicity = "1") ExplainSubject subject,
            @Option(
                            names = "--at",
                            paramLabel = "T",
                            description = "When, such as 45s; the end of the run unless given.")
                    Optional<String> at,
            @Option(
                            names = "--seed",
                            paramLabel = "N",
                            description = "Seed of every random draw; the scenario's unless given.")
                    Optional<Long> seed,
            @Option(names = "--json", description = "Print one JSON document.") boolean json) {
        return new Inspection(terminal, file, at, seed, json).ask(subject.question(file));
    }

    @Command(
            description = {
                "Runs a scenario up to an instant and prints what the route tables hold then: of transit routers every entry in every"
                        + " state, of VPCs, VBRs, connections, customer gateways and data centres what they forward by.",
                ""
            },
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./censim routes scenarios/vendor-singapore.yaml",
                "  ./censim routes scenarios/dual-tunnel-failover.yaml --at 100s --table vpn-shanghai",
                "  ./censim routes scenarios/hub-and-spoke-50.yaml --json"
            })
    int routes(
            @Parameters(paramLabel = "FILE", description = "The scenario.") Path file,
            @Option(
                            names = "--at",
                            paramLabel = "T",
                            description = "When, such as 45s; the end of the run unless given.")
                    Optional<String> at,
            @Option(
                            names = "--table",
                            paramLabel = "NAME",
                            description = "One table, such as tr-sg/system, or those of one device.")
                    Optional<String> table,
            @Option(
                            names = "--seed",
                            paramLabel = "N",
                            description = "Seed of every random draw; the scenario's unless given.")
                    Optional<Long> seed,
            @Option(names = "--json", description = "Print one JSON document.") boolean json) {
        return new Inspection(terminal, file, at, seed, json).ask(new Routes(file, table));
    }

    @Command(
            description = "Reads a scenario and says what is wrong with it, without running it.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            footerHeading = "%nExample:%n",
            footer = "  ./censim check scenarios/vendor-singapore.yaml")
    int check(
            @Parameters(paramLabel = "FILE", description = "The scenario.") Path file,
            @Option(
                            names = {"-q", "--quiet"},
                            description = "Say nothing but errors.")
                    boolean quiet) {
        ReadResult result = ScenarioReader.read(file);
        if (result instanceof ReadResult.Accepted accepted) {
            if (!quiet) {
                accepted.warnings().forEach(terminal.err()::println);
                terminal.out().println(file + ": " + Inventory.of(accepted.scenario()));
            }
            return ExitStatus.HELD;
        }
        if (result instanceof ReadResult.Refused refused) {
            refused.diagnostics().forEach(terminal.err()::println);
            return ExitStatus.WRONG_INPUT;
        }
        throw new AssertionError(result);
    }

    @Command(
            description = "Prints a script that completes commands and options in bash and zsh.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            footerHeading = "%nExample:%n",
            footer = "  source <(./censim completion)")
    int completion() {
        terminal.out().print(AutoComplete.bash("censim", commandLine()));
        return ExitStatus.HELD;
    }

    private int usage(ParameterException problem) {
        terminal.err().println("censim: " + problem.getMessage());
        StringWriter suggestions = new StringWriter();
        UnmatchedArgumentException.printSuggestions(problem, new PrintWriter(suggestions));
        terminal.err().print(suggestions);
        terminal.err()
                .println("try: ./" + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitStatus.WRONG_INPUT;
    }

    private int fault(Exception fault, List<String> args) {
        terminal.err().println("censim: internal error: " + fault);
        terminal.err().println("reproduce: ./censim " + String.join(" ", args));
        fault.printStackTrace(terminal.err());
        return ExitStatus.FAULT;
    }
}
