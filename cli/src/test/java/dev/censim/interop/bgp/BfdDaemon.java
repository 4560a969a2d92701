package dev.censim.interop.bgp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** BFD of BIRD or of FRR in the lab: 400 ms to send, 300 ms to receive, multiplier 4. */
final class BfdDaemon implements AutoCloseable {

    static final Path FRR = Path.of("/usr/lib/frr/bfdd");

    enum Kind {
        BIRD,
        FRR
    }

    private final Namespace lab;
    private final Kind kind;
    private final boolean isMultihop;
    private final Path config;
    private Process process;

    BfdDaemon(Namespace lab, Kind kind, boolean isMultihop) {
        this.lab = lab;
        this.kind = kind;
        this.isMultihop = isMultihop;
        config = lab.folder.resolve("bfd.conf");
        try {
            Files.writeString(config, kind == Kind.BIRD ? bird() : frr());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = start();
    }

    private String bird() {
        String settings = " { min tx interval 400 ms; min rx interval 300 ms; idle tx interval 1 s; multiplier 4; };\n";
        return "log stderr all;\nrouter id " + lab.theirs + ";\nprotocol device { }\nprotocol bfd watched {\n"
                + (isMultihop ? "  multihop" + settings : "  interface \"" + lab.theirDevice() + "\"" + settings)
                + "  neighbor " + lab.ours
                + (isMultihop ? " local " + lab.theirs + " multihop yes" : " dev \"" + lab.theirDevice() + "\"")
                + ";\n}\n";
    }

    private String frr() {
        return "bfd\n peer " + lab.ours + (isMultihop ? " multihop" : "") + " local-address " + lab.theirs + "\n"
                + "  detect-multiplier 4\n  transmit-interval 400\n  receive-interval 300\n  no shutdown\n exit\nexit\n";
    }

    private Process start() {
        if (kind == Kind.BIRD) {
            return Bird.start(lab, config, lab.folder.resolve("bfd.ctl"), lab.folder.resolve("bfd.pid"));
        }
        Process daemon = lab.start(
                "bfdd.log",
                FRR.toString(),
                "-z",
                lab.folder.resolve("no-zebra").toString(),
                "-f",
                config.toString(),
                "-i",
                lab.folder.resolve("bfdd.pid").toString(),
                "--vty_socket",
                lab.folder.toString(),
                "--bfdctl",
                lab.folder.resolve("bfdd.sock").toString(),
                "-A",
                "127.0.0.1",
                "-P",
                "0",
                "--log",
                "stdout");
        Shell.await("FRR to listen", () -> Files.exists(lab.folder.resolve("bfdd.vty")));
        return daemon;
    }

    private String ask(String... words) {
        List<String> command = new ArrayList<>();
        if (kind == Kind.BIRD) {
            command.addAll(List.of(
                    Bird.CONTROL.toString(), "-s", lab.folder.resolve("bfd.ctl").toString()));
            command.addAll(List.of(words));
        } else {
            command.addAll(List.of(Frr.CONTROL.toString(), "--vty_socket", lab.folder.toString(), "-d", "bfdd"));
            for (String line : words) {
                command.addAll(List.of("-c", line));
            }
        }
        return Shell.attempt(command.toArray(String[]::new));
    }

    /** What it says of the session. */
    String session() {
        return kind == Kind.BIRD ? ask("show", "bfd", "sessions") : ask("show bfd peers");
    }

    boolean isUp() {
        return Pattern.compile(kind == Kind.BIRD ? "\\sUp\\s" : "Status: up")
                .matcher(session())
                .find();
    }

    /** How long it bears our silence, in milliseconds, as it says itself; BIRD only. */
    long timeout() {
        Matcher line = Pattern.compile("\\sUp\\s+\\S+\\s+\\S+\\s+(\\d+\\.\\d+)").matcher(session());
        return line.find() ? Math.round(Double.parseDouble(line.group(1)) * 1000) : -1;
    }

    /** FRR only: the session is put out of use, or into use again. */
    void shutDown(boolean isOff) {
        String peer = "peer " + lab.ours + (isMultihop ? " multihop" : "") + " local-address " + lab.theirs;
        ask("configure terminal", "bfd", peer, isOff ? "shutdown" : "no shutdown");
    }

    void crash() {
        process.destroyForcibly();
        Shell.await("it to die", () -> !process.isAlive());
    }

    void startAgain() {
        try {
            Files.deleteIfExists(lab.folder.resolve("bfd.ctl"));
            Files.deleteIfExists(lab.folder.resolve("bfdd.vty"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = start();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
