package dev.censim.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * strongSwan in a network namespace of its own, joined to this one by a veth pair, with user-space ESP. All of it is made here and
 * goes with {@link #close}, or at the latest with the Java machine.
 */
final class Lab implements AutoCloseable {

    static final Path CHARON = Path.of("/usr/lib/ipsec/charon");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String namespace;
    private final String device;
    private final Path folder;
    private @Nullable Process charon;
    private final Thread cleanUp = new Thread(this::remove);
    private long logFrom;
    final String ours;
    final String theirs;

    Lab() {
        long pid = ProcessHandle.current().pid();
        namespace = "censim-" + pid;
        device = "cs" + pid;
        String network = "198.18." + pid % 250 + ".";
        ours = network + "1";
        theirs = network + "2";
        try {
            folder = Files.createTempDirectory("censim-interop");
            Files.writeString(folder.resolve("strongswan.conf"), settings());
            Runtime.getRuntime().addShutdownHook(cleanUp);
            wire();
            charon = start();
            await("charon to listen", () -> Files.exists(folder.resolve("vici")));
        } catch (IOException | RuntimeException e) {
            remove();
            throw new IllegalStateException("no lab: " + e.getMessage(), e);
        }
    }

    private void wire() {
        run("ip", "netns", "add", namespace);
        run("ip", "link", "add", device + "a", "type", "veth", "peer", "name", device + "b");
        run("ip", "link", "set", device + "b", "netns", namespace);
        run("ip", "addr", "add", ours + "/30", "dev", device + "a");
        run("ip", "link", "set", device + "a", "up");
        run("ip", "-n", namespace, "addr", "add", theirs + "/30", "dev", device + "b");
        run("ip", "-n", namespace, "link", "set", device + "b", "up");
        run("ip", "-n", namespace, "link", "set", "lo", "up");
        // kernel-libipsec wants an address of its own inside the local traffic selector.
        run("ip", "-n", namespace, "addr", "add", "10.0.1.10/32", "dev", "lo");
    }

    /** The process id file has a fixed place, so the daemon gets a {@code /run} of its own. */
    private Process start() throws IOException {
        return new ProcessBuilder(
                        "ip",
                        "netns",
                        "exec",
                        namespace,
                        "sh",
                        "-c",
                        "mount -t tmpfs tmpfs /run && STRONGSWAN_CONF=" + folder + "/strongswan.conf exec " + CHARON)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("charon.out").toFile())
                .start();
    }

    private String settings() {
        return """
                charon {
                  load = random nonce openssl hmac kdf aes sha1 sha2 md5 kernel-libipsec kernel-netlink socket-default vici
                  plugins {
                    openssl {
                      load_legacy = yes
                    }
                    vici {
                      socket = unix://FOLDER/vici
                    }
                  }
                  filelog {
                    log {
                      path = FOLDER/charon.log
                      default = 1
                      ike = 4
                      chd = 4
                      flush_line = yes
                    }
                  }
                  install_routes = no
                  retransmit_timeout = 1
                  retransmit_base = 1
                  retransmit_tries = 3
                  cookie_threshold_ip = 100000
                  block_threshold = 100000
                }
                """.replace("FOLDER", folder.toString());
    }

    String version() {
        return run(CHARON.toString(), "--version").strip();
    }

    /** Forgets what was before and takes this configuration. */
    void load(String configuration) {
        try {
            logFrom = Files.size(folder.resolve("charon.log"));
            Files.writeString(folder.resolve("swanctl.conf"), configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        swanctl(
                "--load-all",
                "--noprompt",
                "--file",
                folder.resolve("swanctl.conf").toString());
    }

    /** Begins a negotiation and returns what strongSwan says of it, whatever comes of it. */
    String initiate() {
        return attempt("--initiate", "--child", "net", "--timeout", "10");
    }

    /** Ends every SA without telling the peer. */
    void forget() {
        attempt("--terminate", "--ike", "lab", "--force", "--timeout", "5");
    }

    String sas() {
        return swanctl("--list-sas");
    }

    String swanctl(String... arguments) {
        return run(command(arguments));
    }

    String attempt(String... arguments) {
        return execute(command(arguments)).text();
    }

    private String[] command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("swanctl"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--uri", "unix://" + folder + "/vici"));
        return command.toArray(String[]::new);
    }

    /** Inside the namespace. */
    String inside(String... command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        all.addAll(List.of(command));
        return execute(all.toArray(String[]::new)).text();
    }

    /** The daemon stands still, as if its machine had hung, or goes on. */
    void freeze(boolean still) {
        run(
                "kill",
                still ? "-STOP" : "-CONT",
                String.valueOf(Objects.requireNonNull(charon).pid()));
    }

    /** What strongSwan wrote since the last {@link #load}. */
    String log() {
        try (FileChannel file = FileChannel.open(folder.resolve("charon.log"))) {
            ByteBuffer bytes = ByteBuffer.allocate((int) (file.size() - logFrom));
            file.read(bytes, logFrom);
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A secret that the log tells at level 4, such as {@code Sk_ei secret}: the last one, in hexadecimal. */
    String secret(String label) {
        Matcher title = Pattern.compile(Pattern.quote(label) + " => (\\d+) bytes @ \\S+\n")
                .matcher(log());
        int octets = -1;
        int end = 0;
        while (title.find()) {
            octets = Integer.parseInt(title.group(1));
            end = title.end();
        }
        if (octets < 0) {
            throw new AssertionError("the log has no " + label);
        }
        StringBuilder hex = new StringBuilder();
        for (String line :
                log().substring(end).lines().limit((octets + 15) / 16).toList()) {
            Matcher row = Pattern.compile("\\d+: ((?:[0-9A-F]{2} ){1,16})").matcher(line);
            if (row.find()) {
                hex.append(row.group(1).replace(" ", "").toLowerCase(Locale.ROOT));
            }
        }
        return HexFormat.of().formatHex(HexFormat.of().parseHex(hex), 0, octets);
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(cleanUp);
        remove();
    }

    private void remove() {
        if (charon != null) {
            charon.destroyForcibly();
        }
        execute("ip", "link", "del", device + "a");
        execute("ip", "netns", "del", namespace);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Told(int status, String text) {}

    private static String run(String... command) {
        Told told = execute(command);
        if (told.status != 0) {
            throw new AssertionError(String.join(" ", command) + " failed: " + told.text);
        }
        return told.text;
    }

    private static Told execute(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " hangs");
            }
            return new Told(process.exitValue(), text);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(String.join(" ", command), e);
        }
    }
}
