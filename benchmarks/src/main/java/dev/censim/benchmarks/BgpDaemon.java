package dev.censim.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * BIRD or FRR's bgpd as a process of its own on 127.0.0.1, without routes of the kernel and with nothing to announce; its files are in a
 * folder that goes with it.
 */
final class BgpDaemon implements AutoCloseable {

    static final String ADDRESS = "127.0.0.1";

    private static final Path BIRD = Path.of("/usr/sbin/bird");
    private static final Path FRR = Path.of("/usr/lib/frr/bgpd");

    private final boolean isBird;
    private final Path folder;
    private final Process process;

    /** @throws IOException also when the program is not installed */
    BgpDaemon(String name, int peers, int port) throws IOException {
        isBird = name.equals("bird");
        Path program = isBird ? BIRD : FRR;
        if (!Files.isExecutable(program)) {
            throw new IOException(program + " is not installed");
        }
        folder = Files.createTempDirectory("bgp");
        Path config = folder.resolve("daemon.conf");
        Files.writeString(config, isBird ? birdConfiguration(peers, port) : frrConfiguration(peers));
        process = new ProcessBuilder(isBird ? birdCommand(config) : frrCommand(config, port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        // An interrupted measurement leaves no daemon behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        try {
            for (int i = 0; i < 100 && !Files.exists(folder.resolve(isBird ? "bird.ctl" : "bgpd.vty")); i++) {
                pause();
            }
            if (!process.isAlive()) {
                throw new IOException(name + " did not start: " + Files.readString(folder.resolve("log")));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private List<String> birdCommand(Path config) {
        return List.of(
                BIRD.toString(),
                "-f",
                "-c",
                config.toString(),
                "-s",
                folder.resolve("bird.ctl").toString(),
                "-P",
                folder.resolve("pid").toString());
    }

    private List<String> frrCommand(Path config, int port) {
        return List.of(
                FRR.toString(),
                "-Z",
                "-n",
                "-S",
                "-f",
                config.toString(),
                "-i",
                folder.resolve("pid").toString(),
                "-p",
                String.valueOf(port),
                "-l",
                ADDRESS,
                "--vty_socket",
                folder.toString(),
                "-A",
                ADDRESS,
                "-P",
                "0",
                "--log",
                "stdout");
    }

    private static String birdConfiguration(int peers, int port) {
        StringBuilder text = new StringBuilder("""
                log stderr { fatal, bug, error };
                router id 10.0.0.1;
                ipv4 table interior;
                protocol static hops { ipv4 { table interior; }; route 198.51.100.0/24 blackhole; }
                """);
        for (int peer = 1; peer <= peers; peer++) {
            text.append("""
                    protocol bgp pPEER {
                      local 127.0.0.1 port PORT as OWN;
                      neighbor ADDRESS as THEIRS;
                      multihop;
                      passive on;
                      hold time 0;
                      ipv4 { igp table interior; gateway recursive; import all; export none; };
                    }
                    """.replace("PEER", String.valueOf(peer))
                    .replace("PORT", String.valueOf(port))
                    .replace("OWN", String.valueOf(BgpFeed.ASN))
                    .replace("ADDRESS", BgpFeed.address(peer).toString())
                    .replace("THEIRS", BgpFeed.asn(peer).toString()));
        }
        return text.toString();
    }

    /** In a view, since only there every next hop is reachable without asking zebra, and a route that is not is not chosen. */
    private static String frrConfiguration(int peers) {
        StringBuilder text = new StringBuilder("""
                hostname frr
                route-map NONE deny 10
                router bgp OWN view table
                 bgp router-id 10.0.0.1
                 no bgp ebgp-requires-policy
                 no bgp default ipv4-unicast
                """.replace("OWN", String.valueOf(BgpFeed.ASN)));
        for (int peer = 1; peer <= peers; peer++) {
            text.append("""
                     neighbor ADDRESS remote-as THEIRS
                     neighbor ADDRESS ebgp-multihop
                     neighbor ADDRESS passive
                     neighbor ADDRESS timers 0 0
                     address-family ipv4 unicast
                      neighbor ADDRESS activate
                      neighbor ADDRESS route-map NONE out
                     exit-address-family
                    """.replace("ADDRESS", BgpFeed.address(peer).toString())
                    .replace("THEIRS", BgpFeed.asn(peer).toString()));
        }
        return text.toString();
    }

    /** How many routes of all peers are in use or might be, as the daemon counts them anyway. */
    long routes() throws IOException {
        Pattern count = isBird
                ? Pattern.compile("Routes:\\s+(\\d+) imported")
                : Pattern.compile("(?m)^127\\.0\\.\\d+\\.1\\s+4\\s+(?:\\S+\\s+){7}(\\d+)\\s");
        Matcher found = count.matcher(
                isBird
                        ? ask(
                                "/usr/sbin/birdc",
                                "-s",
                                folder.resolve("bird.ctl").toString(),
                                "show",
                                "protocols",
                                "all",
                                "\"p*\"")
                        : ask(
                                "/usr/bin/vtysh",
                                "--vty_socket",
                                folder.toString(),
                                "-d",
                                "bgpd",
                                "-c",
                                "show bgp view table ipv4 unicast summary"));
        long sum = 0;
        while (found.find()) {
            sum += Long.parseLong(found.group(1));
        }
        return sum;
    }

    private static String ask(String... command) throws IOException {
        Process asking = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .start();
        return new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The CPU time of all its threads, proc(5): the first field of schedstat is nanoseconds. */
    long cpuNanos() throws IOException {
        long nanos = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            for (Path thread : threads.toList()) {
                nanos += Long.parseLong(
                        Files.readString(thread.resolve("schedstat")).split(" ")[0]);
            }
        }
        return nanos;
    }

    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
