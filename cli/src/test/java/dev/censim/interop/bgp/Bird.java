package dev.censim.interop.bgp;

import dev.censim.model.address.Prefix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** BIRD 2. */
final class Bird implements Daemon {

    static final Path PROGRAM = Path.of("/usr/sbin/bird");
    static final Path CONTROL = Path.of("/usr/sbin/birdc");

    private final Namespace lab;
    private final Path config;
    private final Path socket;
    private final Path pid;
    private Process process;

    Bird(Namespace lab, Setup setup) {
        this.lab = lab;
        config = lab.folder.resolve("bird.conf");
        socket = lab.folder.resolve("bird.ctl");
        pid = lab.folder.resolve("bird.pid");
        try {
            Files.writeString(config, configuration(lab, setup));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = start(lab, config, socket, pid);
    }

    /** With {@code -R} it says after a crash that it has forwarded on. */
    static Process start(Namespace lab, Path config, Path socket, Path pid) {
        Process process = lab.start(
                "bird.log",
                PROGRAM.toString(),
                "-f",
                "-R",
                "-c",
                config.toString(),
                "-s",
                socket.toString(),
                "-P",
                pid.toString());
        Shell.await("BIRD to listen", () -> Files.exists(socket));
        return process;
    }

    private static String configuration(Namespace lab, Setup setup) {
        String routes = setup.theirPrefixes().stream()
                .map(prefix -> "  route " + prefix + " blackhole;\n")
                .collect(Collectors.joining());
        return """
                log stderr all;
                router id THEIRS;
                debug protocols { states, events };
                protocol device { }
                protocol static announced {
                  ipv4;
                ROUTES}
                protocol bgp peer {
                  local THEIRS port PORT as OWN;
                  neighbor OURS port PORT as EXPECTED;
                  strict bind yes;
                  direct;
                  connect delay time 1;
                  connect retry time 2;
                  error wait time 1, 2;
                  hold time HOLD;
                  enable as4 AS4;
                  graceful restart RESTART;
                  ipv4 { import all; export where source = RTS_STATIC; next hop self; };
                }
                """.replace("ROUTES", routes)
                .replace("THEIRS", lab.theirs)
                .replace("OURS", lab.ours)
                .replace("PORT", String.valueOf(Setup.PORT))
                .replace("OWN", String.valueOf(setup.theirs()))
                .replace("EXPECTED", String.valueOf(setup.expected()))
                .replace("HOLD", String.valueOf(setup.hold()))
                .replace("AS4", setup.isTheirsOld() ? "no" : "yes")
                .replace("RESTART", setup.restartsGracefully() ? "on" : "off");
    }

    String ask(String... words) {
        String[] command = new String[words.length + 3];
        System.arraycopy(words, 0, command, 3, words.length);
        command[0] = CONTROL.toString();
        command[1] = "-s";
        command[2] = socket.toString();
        return Shell.attempt(command);
    }

    @Override
    public boolean isUp() {
        return ask("show", "protocols", "peer").contains("Established");
    }

    @Override
    public int received() {
        Matcher count =
                Pattern.compile("(\\d+) of \\d+ routes").matcher(ask("show", "route", "protocol", "peer", "count"));
        return count.find() ? Integer.parseInt(count.group(1)) : 0;
    }

    @Override
    public String route(Prefix prefix) {
        return ask("show", "route", "protocol", "peer", "all", "for", prefix.toString());
    }

    @Override
    public void announce(boolean isOn) {
        ask(isOn ? "enable" : "disable", "announced");
    }

    @Override
    public void reset() {
        ask("restart", "peer");
    }

    @Override
    public void askAgain() {
        ask("reload", "in", "peer");
    }

    @Override
    public void freeze(boolean isStill) {
        Shell.run("kill", isStill ? "-STOP" : "-CONT", String.valueOf(process.pid()));
    }

    @Override
    public void crash() {
        process.destroyForcibly();
        Shell.await("BIRD to die", () -> !process.isAlive());
        try {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = start(lab, config, socket, pid);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
