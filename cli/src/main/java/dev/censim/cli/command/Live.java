package dev.censim.cli.command;

import dev.censim.cli.live.End;
import dev.censim.cli.live.Inside;
import dev.censim.cli.live.LiveIke;
import dev.censim.cli.live.Place;
import dev.censim.cli.live.Role;
import dev.censim.cli.live.Story;
import dev.censim.cli.live.TunnelEndpoint;
import dev.censim.model.Scenario;
import dev.censim.model.address.Ipv4;
import dev.censim.scenarios.read.ReadResult;
import dev.censim.scenarios.read.ScenarioReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code censim live}: the protocols of the simulator against a real peer, in real time. */
@Command(
        name = "live",
        description = "Speaks a protocol with a real peer, over real sockets and in real time.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "PROTOCOL",
        footerHeading = "%nExample:%n",
        footer = {
            "  ./censim live ike --role initiator --scenario scenarios/dual-tunnel-failover.yaml \\",
            "      --tunnel vpn-shanghai.tunnel1 --bind 192.0.2.1 --peer 192.0.2.2"
        })
final class Live {

    private static final Duration UNTIL_STOPPED = Duration.ofDays(36_500);

    private final Terminal terminal;

    Live(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(
            description = {
                "Negotiates one end of a scenario's tunnel with a real peer, keeps it, and prints what it did. ESP goes in UDP; a"
                        + " host behind this end answers pings that come through the tunnel, and sends some.",
                "",
                "Ctrl-C closes the tunnel with a DELETE. Ports above 1024 need no privileges. The exit status is 0 when an IKE SA and"
                        + " a child SA were established and a ping, if any was sent, was answered; 1 when not.",
                ""
            },
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./censim live ike --role initiator --scenario scenarios/dual-tunnel-failover.yaml \\",
                "      --tunnel vpn-shanghai.tunnel1 --bind 192.0.2.1 --peer 192.0.2.2 \\",
                "      --inside 172.16.0.10 --ping 10.0.1.10",
                "  two of them on one machine, without privileges, for a minute:",
                "  ./censim live ike --role responder --scenario scenarios/dual-tunnel-failover.yaml \\",
                "      --tunnel vpn-shanghai.tunnel1 --bind 127.0.0.1:10500 --peer 127.0.0.2:10500 --for 1m &",
                "  ./censim live ike --role initiator --scenario scenarios/dual-tunnel-failover.yaml \\",
                "      --tunnel vpn-shanghai.tunnel1 --bind 127.0.0.2:10500 --peer 127.0.0.1:10500 --for 50s \\",
                "      --inside 172.16.0.10 --ping 10.0.1.10"
            })
    int ike(
            @Option(names = "--role", required = true, description = "initiator or responder.") Role role,
            @Option(names = "--scenario", required = true, paramLabel = "FILE", description = "The scenario.")
                    Path file,
            @Option(
                            names = "--tunnel",
                            required = true,
                            paramLabel = "NAME",
                            description = "The tunnel in it, such as vpn-shanghai.tunnel1.")
                    String tunnel,
            @Option(
                            names = "--end",
                            description =
                                    "Whose configuration: cloud or customer. The customer's for the initiator and the"
                                            + " cloud's for the responder unless given.")
                    Optional<End> end,
            @Option(
                            names = "--bind",
                            required = true,
                            paramLabel = "ADDR[:PORT]",
                            converter = SocketAddress.class,
                            description = "An IPv4 address of this machine; port 500 unless given.")
                    InetSocketAddress bind,
            @Option(
                            names = "--peer",
                            required = true,
                            paramLabel = "ADDR[:PORT]",
                            converter = SocketAddress.class,
                            description = "Where the peer is; port 500 unless given.")
                    InetSocketAddress peer,
            @Option(
                            names = "--nat-port",
                            paramLabel = "PORT",
                            description =
                                    "This end's port for ESP in UDP, and for IKE once a NAT was found; 4000 above --bind's"
                                            + " unless given.")
                    Optional<Integer> natPort,
            @Option(
                            names = "--peer-nat-port",
                            paramLabel = "PORT",
                            description = "The same of the peer; 4000 above --peer's unless given.")
                    Optional<Integer> peerNatPort,
            @Option(
                            names = "--inside",
                            paramLabel = "ADDR",
                            converter = Address.class,
                            description =
                                    "The host behind this end, which answers echo requests; any address that the tunnel"
                                            + " protects here unless given.")
                    Optional<Ipv4> inside,
            @Option(
                            names = "--ping",
                            paramLabel = "ADDR",
                            converter = Address.class,
                            description = "Whom that host pings through the tunnel, once a second; needs --inside.")
                    Optional<Ipv4> ping,
            @Option(
                            names = "--count",
                            paramLabel = "N",
                            defaultValue = "4",
                            description = "How many pings; ${DEFAULT-VALUE} unless given.")
                    int count,
            @Option(
                            names = "--for",
                            paramLabel = "DURATION",
                            converter = Time.class,
                            description = "How long, such as 90s or 1h30m; until Ctrl-C unless given.")
                    Optional<Duration> duration) {
        ReadResult result = ScenarioReader.read(file);
        if (result instanceof ReadResult.Refused refused) {
            refused.diagnostics().forEach(terminal.err()::println);
            return ExitStatus.WRONG_INPUT;
        } else if (result instanceof ReadResult.Accepted accepted) {
            End whose = end.orElse(role == Role.INITIATOR ? End.CUSTOMER : End.CLOUD);
            Place local = new Place(bind, natPort);
            Place remote = new Place(peer, peerNatPort);
            if (!local.isUsable() || !remote.isUsable()) {
                return wrong("port " + (local.isUsable() ? peer : bind).getPort()
                        + " leaves no second port 4000 above it; --nat-port and --peer-nat-port name others");
            }
            Inside host = new Inside(inside, ping, ping.isPresent() ? count : 0);
            if (ping.isPresent() && (inside.isEmpty() || count < 1)) {
                return wrong(
                        inside.isEmpty() ? "--ping needs --inside, the address to ping from" : "--count: at least 1");
            }
            return speak(accepted.scenario(), tunnel, whose, role, local, remote, host, duration.orElse(UNTIL_STOPPED));
        }
        throw new AssertionError(result);
    }

    @Command(
            description = {
                "Peers with a real BGP router over TCP: announces prefixes, prints what it did and what it heard. AS numbers and timers"
                        + " come from a tunnel of a scenario or from the command line. Both ends may connect, unless --passive.",
                "",
                "Ctrl-C ends the session with a NOTIFICATION (Cease, 6/2). Ports above 1024 need no privileges. The exit status is 0"
                        + " when the session was established, 1 when not.",
                ""
            },
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./censim live bgp --scenario scenarios/dual-tunnel-failover.yaml --tunnel vpn-shanghai.tunnel1 \\",
                "      --bind 192.0.2.1 --peer 192.0.2.2 --announce prefixes.txt",
                "  two of them on one machine, without privileges, for a minute:",
                "  ./censim live bgp --local-as 45104 --peer-as 123.456 --bind 127.0.0.1:1179 --peer 127.0.0.2:1179 \\",
                "      --passive --for 1m &",
                "  ./censim live bgp --local-as 123.456 --peer-as 45104 --bind 127.0.0.2:1179 --peer 127.0.0.1:1179 \\",
                "      --announce prefixes.txt --for 1m"
            })
    int bgp(@Mixin BgpOptions options) {
        return new LivePeering(terminal, options).execute();
    }

    private int speak(
            Scenario scenario,
            String tunnel,
            End end,
            Role role,
            Place local,
            Place remote,
            Inside inside,
            Duration duration) {
        List<String> names = TunnelEndpoint.names(scenario);
        if (!names.contains(tunnel)) {
            return wrong("--tunnel " + tunnel + ": the scenario has "
                    + (names.isEmpty() ? "no tunnel" : String.join(", ", names)));
        }
        Story story = new Story(terminal.out());
        try (LiveIke live = TunnelEndpoint.open(scenario, tunnel, end, role, local, remote, inside, story)) {
            boolean isHeld = UntilStopped.run(live, duration);
            return isHeld ? ExitStatus.HELD : ExitStatus.NOT_HELD;
        } catch (IOException e) {
            InetSocketAddress bind = local.socket();
            return wrong("--bind " + bind.getAddress().getHostAddress() + ":" + bind.getPort() + ": " + e.getMessage());
        }
    }

    private int wrong(String sentence) {
        terminal.err().println("censim: " + sentence);
        return ExitStatus.WRONG_INPUT;
    }

    /** {@code 192.0.2.1} or {@code 192.0.2.1:10500}. */
    static class SocketAddress implements ITypeConverter<InetSocketAddress> {

        private static final int IKE_PORT = 500;

        private final int usualPort;

        SocketAddress() {
            this(IKE_PORT);
        }

        SocketAddress(int usualPort) {
            this.usualPort = usualPort;
        }

        @Override
        public InetSocketAddress convert(String text) throws UnknownHostException {
            int colon = text.indexOf(':');
            Optional<Ipv4> address = Ipv4.tryParse(colon < 0 ? text : text.substring(0, colon));
            String port = colon < 0 ? String.valueOf(usualPort) : text.substring(colon + 1);
            if (address.isEmpty() || !port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > 65_535) {
                throw new TypeConversionException(
                        "'" + text + "' is not an IPv4 address with or without a port, such as 192.0.2.1:10500");
            }
            return new InetSocketAddress(InetAddress.getByName(address.get().toString()), Integer.parseInt(port));
        }
    }

    /** {@code 10.0.1.10}. */
    static final class Address implements ITypeConverter<Ipv4> {

        @Override
        public Ipv4 convert(String text) {
            return Ipv4.tryParse(text)
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is not an IPv4 address"));
        }
    }

    /** {@code 90s}, {@code 1h30m}. */
    static final class Time implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            try {
                Duration duration = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
                if (!duration.isNegative()) {
                    return duration;
                }
            } catch (DateTimeParseException e) {
                throw wrong(text);
            }
            throw wrong(text);
        }

        private static TypeConversionException wrong(String text) {
            return new TypeConversionException("'" + text + "' is not a duration such as 90s or 1h30m");
        }
    }
}
