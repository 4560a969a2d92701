package dev.censim.cli.command;

import dev.censim.scenarios.path.Protocol;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What {@code censim explain} is asked about: a tunnel, a BGP session, or a packet. */
final class ExplainSubject {

    // Set by picocli, before anything is asked of this object.
    @Option(
            names = {"-t", "--tunnel"},
            required = true,
            paramLabel = "NAME",
            description = "The tunnel, such as vpn-shanghai.tunnel1, with its BGP session.")
    private @Nullable String tunnel;

    @Option(
            names = {"-s", "--session"},
            required = true,
            paramLabel = "NAME",
            description = "The BGP session of a VBR, such as vbr-1, or of a tunnel.")
    private @Nullable String session;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private @Nullable Packet packet;

    /** A packet from one host to another. */
    static final class Packet {

        @Option(names = "--from", required = true, paramLabel = "HOST", description = "The host that sends.")
        private String from = "";

        @Option(names = "--to", required = true, paramLabel = "HOST", description = "The host that it sends to.")
        private String to = "";

        @Option(
                names = "--proto",
                paramLabel = "PROTOCOL",
                defaultValue = "tcp",
                description = "tcp, udp or icmp; ${DEFAULT-VALUE} unless given.")
        private Protocol protocol = Protocol.TCP;

        @Option(
                names = "--port",
                paramLabel = "PORT",
                defaultValue = "443",
                description = "The port that it sends to; ${DEFAULT-VALUE} unless given.")
        private int port;
    }

    Inspection.Question question(Path file) {
        return packet == null
                ? new Explain(file, Optional.ofNullable(tunnel), Optional.ofNullable(session))
                : new ExplainPath(file, packet.from, packet.to, packet.protocol, packet.port);
    }
}
