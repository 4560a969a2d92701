package dev.censim.cli.command;

import dev.censim.cli.live.End;
import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What may be written after {@code censim live bgp}. */
final class BgpOptions {

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "Takes AS numbers and timers from a tunnel of this scenario.")
    Optional<Path> scenario = Optional.empty();

    @Option(names = "--tunnel", paramLabel = "NAME", description = "That tunnel, such as vpn-shanghai.tunnel1.")
    Optional<String> tunnel = Optional.empty();

    @Option(names = "--end", description = "Whose configuration: cloud or customer; the customer's unless given.")
    End end = End.CUSTOMER;

    @Option(
            names = "--local-as",
            paramLabel = "ASN",
            converter = AsNumber.class,
            description = "Our AS number, as 8061384 or 123.456; the scenario's, or 45104, unless given.")
    Optional<Asn> localAs = Optional.empty();

    @Option(
            names = "--peer-as",
            paramLabel = "ASN",
            converter = AsNumber.class,
            description = "The AS that the peer must be in; the scenario's, or any, unless given.")
    Optional<Asn> peerAs = Optional.empty();

    @Option(
            names = "--bind",
            required = true,
            paramLabel = "ADDR[:PORT]",
            converter = BgpAddress.class,
            description = "An IPv4 address of this machine to listen and to connect from; port 179 unless given.")
    Optional<InetSocketAddress> bind = Optional.empty();

    @Option(
            names = "--peer",
            required = true,
            paramLabel = "ADDR[:PORT]",
            converter = BgpAddress.class,
            description = "Where the peer is; port 179 unless given.")
    Optional<InetSocketAddress> peer = Optional.empty();

    @Option(names = "--passive", description = "Only listen, never connect.")
    boolean passive;

    @Option(names = "--hold", paramLabel = "SECONDS", description = "The hold time to propose; 0, or 3 to 65535.")
    Optional<Integer> hold = Optional.empty();

    @Option(
            names = "--router-id",
            paramLabel = "ADDR",
            converter = Live.Address.class,
            description = "Our BGP identifier; the address of --bind unless given.")
    Optional<Ipv4> routerId = Optional.empty();

    @Option(names = "--two-octet-as", description = "Do as if four-octet AS numbers were unknown.")
    boolean twoOctetAs;

    @Option(names = "--graceful-restart", description = "Keep the peer's routes while it restarts.")
    boolean gracefulRestart;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many prefixes the peer may announce before the session ends.")
    Optional<Long> limit = Optional.empty();

    @Option(
            names = "--announce",
            paramLabel = "FILE",
            description = "Prefixes to announce, one a line: 10.1.0.0/16, or 10.1.0.0/16 med=50 community=65001:7.")
    Optional<Path> announce = Optional.empty();

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            converter = Live.Time.class,
            description = "How long, such as 90s or 1h30m; until Ctrl-C unless given.")
    Optional<Duration> duration = Optional.empty();

    /** {@code 65001}, {@code 8061384} or {@code 123.456}. */
    static final class AsNumber implements ITypeConverter<Asn> {

        @Override
        public Asn convert(String text) {
            return Asn.tryParse(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is not an AS number such as 65001, 8061384 or 123.456"));
        }
    }

    /** {@code 192.0.2.1} or {@code 192.0.2.1:1179}. */
    static final class BgpAddress extends Live.SocketAddress {

        private static final int BGP_PORT = 179;

        BgpAddress() {
            super(BGP_PORT);
        }
    }
}
