package dev.censim.interop;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.censim.Tools;
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
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * strongSwan in a network namespace of its own, joined to this one by a veth pair, with user-space ESP. All of it is made here and
 * goes with {@link #close}, or at the latest with the Java machine.
 */
final class Lab implements AutoCloseable {

    static final Path CHARON = Path.of("/usr/lib/ipsec/charon");

    private static final String INSTALL =
            "apt-get install -y --no-install-recommends strongswan-charon strongswan-swanctl"
                    + " libcharon-extra-plugins libstrongswan-standard-plugins iproute2 iputils-ping";

    /** The address behind strongSwan that it answers pings for. */
    static final String INSIDE = "10.0.1.10";

    /** For a busy machine; who waits goes on as soon as what it waits for is there. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String namespace;
    private final String device;
    private final Path folder;
    private @Nullable Process charon;
    private final Thread cleanUp = new Thread(this::remove);
    private long logFrom;
    final String ours;
    final String theirs;

    Lab() {
        this(0, new Retransmission(1, 5));
    }

    /** How strongSwan repeats what stays unanswered, DPD's question too. It is a setting of the daemon, not of a connection. */
    record Retransmission(double seconds, int tries) {}

    /** @param number 0 to 60: several labs stand side by side */
    Lab(int number, Retransmission retransmission) {
        long pid = ProcessHandle.current().pid();
        namespace = "censim-" + pid + "-" + number;
        device = "cs" + pid + "n" + number;
        String network = unusedNetwork(pid % 250);
        ours = network + (4 * number + 1);
        theirs = network + (4 * number + 2);
        try {
            folder = Files.createTempDirectory("censim-interop");
            Files.writeString(folder.resolve("strongswan.conf"), settings(retransmission));
            Runtime.getRuntime().addShutdownHook(cleanUp);
            wire();
            charon = start();
            await("charon to listen", () -> Files.exists(folder.resolve("vici")));
        } catch (IOException | RuntimeException e) {
            remove();
            throw new IllegalStateException("no lab: " + e.getMessage(), e);
        }
    }

    /** Skips what needs strongSwan where there is none, or fails under {@code CENSIM_CI=1}. */
    static void require() {
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        if (!isRoot
                || !Files.exists(CHARON)
                || Tools.find("swanctl").isEmpty()
                || Tools.find("ip").isEmpty()) {
            String what = "strongSwan cannot be started here; as root, after: " + INSTALL;
            if (Tools.mustBePresent()) {
                fail(what);
            }
            abort("SKIPPED, NOTHING WAS TESTED: " + what);
        }
    }

    /** Of 198.18.0.0/16, which is for tests of networks (RFC 2544): another build on this machine may have labs, too. */
    private static String unusedNetwork(long first) {
        String inUse = run("ip", "-4", "-o", "addr");
        return LongStream.range(0, 250)
                .mapToObj(i -> "198.18." + (first + i) % 250 + ".")
                .filter(network -> !inUse.contains(" " + network))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("every network of 198.18.0.0/16 is in use"));
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
        run("ip", "-n", namespace, "addr", "add", INSIDE + "/32", "dev", "lo");
    }

    /** What strongSwan's host sends there goes through the tunnel. */
    void routeIntoTunnel(String prefix) {
        run("ip", "-n", namespace, "route", "replace", prefix, "dev", "ipsec0", "src", INSIDE);
    }

    /** The daemon is gone without a word. */
    void crash() {
        Process daemon = Objects.requireNonNull(charon);
        daemon.destroyForcibly();
        await("charon to die", () -> !daemon.isAlive());
    }

    /** The daemon starts again and knows nothing; {@link #reload} follows. */
    void restart() {
        try {
            Files.delete(folder.resolve("vici"));
            charon = start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("charon to listen", () -> Files.exists(folder.resolve("vici")));
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

    private String settings(Retransmission retransmission) {
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
                      time_format = %s
                      time_add_ms = yes
                      default = 1
                      ike = 4
                      chd = 4
                      flush_line = yes
                    }
                  }
                  install_routes = no
                  retransmit_timeout = SECONDS
                  retransmit_base = 1
                  retransmit_tries = TRIES
                  cookie_threshold_ip = 100000
                  block_threshold = 100000
                  i_dont_care_about_security_and_use_aggressive_mode_psk = yes
                }
                swanctl {
                  load = random openssl
                }
                """.replace("FOLDER", folder.toString())
                .replace("SECONDS", String.valueOf(retransmission.seconds))
                .replace("TRIES", String.valueOf(retransmission.tries));
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
        reload();
    }

    /** Takes the last configuration again. */
    void reload() {
        swanctl(
                "--load-all",
                "--noprompt",
                "--file",
                folder.resolve("swanctl.conf").toString());
    }

    /** Begins a negotiation and returns what strongSwan says of it, whatever comes of it. */
    String initiate() {
        return attempt("--initiate", "--child", "net", "--timeout", "30");
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
        // With the system's configuration it complains of plugins that are not installed, in between what it was asked
        // for.
        List<String> command =
                new ArrayList<>(List.of("env", "STRONGSWAN_CONF=" + folder + "/strongswan.conf", "swanctl"));
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

    /** When strongSwan last wrote a line with this text since the last {@link #load}, in seconds of its clock. */
    double lastAt(String text) {
        Matcher line = Pattern.compile("(?m)^(\\d+)\\.(\\d{3}) .*" + Pattern.quote(text))
                .matcher(log());
        double at = Double.NaN;
        while (line.find()) {
            at = Long.parseLong(line.group(1)) + Integer.parseInt(line.group(2)) / 1000.0;
        }
        return at;
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
        await(what, PATIENCE, condition);
    }

    static void await(String what, Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
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
