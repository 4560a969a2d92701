package dev.censim.interop.bgp;

import dev.censim.model.address.Prefix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** FRR's bgpd, without zebra. */
final class Frr implements Daemon {

    static final Path PROGRAM = Path.of("/usr/lib/frr/bgpd");
    static final Path CONTROL = Path.of("/usr/bin/vtysh");

    private final Namespace lab;
    private final Setup setup;
    private final Path config;
    private Process process;

    Frr(Namespace lab, Setup setup) {
        this.lab = lab;
        this.setup = setup;
        config = lab.folder.resolve("bgpd.conf");
        try {
            Files.writeString(config, configuration());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = start();
    }

    private Process start() {
        Process daemon = lab.start(
                "bgpd.log",
                PROGRAM.toString(),
                "-Z",
                "-n",
                "-S",
                "-f",
                config.toString(),
                "-i",
                lab.folder.resolve("bgpd.pid").toString(),
                "-p",
                String.valueOf(Setup.PORT),
                "-l",
                lab.theirs,
                "--vty_socket",
                lab.folder.toString(),
                "-A",
                "127.0.0.1",
                "-P",
                "0",
                "--log",
                "stdout");
        Shell.await("FRR to listen", () -> Files.exists(lab.folder.resolve("bgpd.vty")));
        return daemon;
    }

    private String configuration() {
        String networks = setup.theirPrefixes().stream()
                .map(prefix -> "  network " + prefix + "\n")
                .collect(Collectors.joining());
        return """
                hostname frr
                router bgp OWN
                 bgp router-id THEIRS
                 no bgp ebgp-requires-policy
                 no bgp default ipv4-unicast
                 no bgp network import-check
                RESTART neighbor OURS remote-as EXPECTED
                 neighbor OURS port PORT
                 neighbor OURS timers 3 HOLD
                 neighbor OURS timers connect 2
                OLD address-family ipv4 unicast
                NETWORKS  neighbor OURS activate
                 exit-address-family
                """.replace("NETWORKS", networks)
                .replace(
                        "RESTART",
                        setup.restartsGracefully()
                                ? " bgp graceful-restart\n bgp graceful-restart preserve-fw-state\n"
                                : "")
                .replace("OLD", setup.isTheirsOld() ? " neighbor " + lab.ours + " dont-capability-negotiate\n" : "")
                .replace("THEIRS", lab.theirs)
                .replace("OURS", lab.ours)
                .replace("PORT", String.valueOf(Setup.PORT))
                .replace("OWN", String.valueOf(setup.theirs()))
                .replace("EXPECTED", String.valueOf(setup.expected()))
                .replace("HOLD", String.valueOf(setup.hold()));
    }

    private String ask(String... lines) {
        List<String> command =
                new ArrayList<>(List.of(CONTROL.toString(), "--vty_socket", lab.folder.toString(), "-d", "bgpd"));
        for (String line : lines) {
            command.add("-c");
            command.add(line);
        }
        return Shell.attempt(command.toArray(String[]::new));
    }

    private int established() {
        Matcher line = Pattern.compile("(?m)^" + Pattern.quote(lab.ours) + "\\s+4\\s+(?:\\S+\\s+){7}(\\d+)\\s")
                .matcher(ask("show bgp ipv4 unicast summary"));
        return line.find() ? Integer.parseInt(line.group(1)) : -1;
    }

    @Override
    public boolean isUp() {
        return established() >= 0;
    }

    @Override
    public int received() {
        return Math.max(0, established());
    }

    @Override
    public String route(Prefix prefix) {
        return ask("show bgp ipv4 unicast " + prefix);
    }

    @Override
    public void announce(boolean isOn) {
        List<String> lines = new ArrayList<>(
                List.of("configure terminal", "router bgp " + setup.theirs(), "address-family ipv4 unicast"));
        setup.theirPrefixes().forEach(prefix -> lines.add((isOn ? "" : "no ") + "network " + prefix));
        ask(lines.toArray(String[]::new));
    }

    @Override
    public void reset() {
        ask("clear bgp " + lab.ours);
    }

    @Override
    public void askAgain() {
        ask("clear bgp " + lab.ours + " in");
    }

    @Override
    public void freeze(boolean isStill) {
        Shell.run("kill", isStill ? "-STOP" : "-CONT", String.valueOf(process.pid()));
    }

    @Override
    public void crash() {
        process.destroyForcibly();
        Shell.await("FRR to die", () -> !process.isAlive());
        try {
            Files.deleteIfExists(lab.folder.resolve("bgpd.vty"));
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
