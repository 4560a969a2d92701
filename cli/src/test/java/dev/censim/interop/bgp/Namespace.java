package dev.censim.interop.bgp;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.censim.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A network namespace joined to this one by a veth pair, and a folder; both go with {@link #close}, or with the Java machine. */
final class Namespace implements AutoCloseable {

    private static final String INSTALL = "apt-get install -y --no-install-recommends bird2 frr iproute2";

    private final String name;
    private final String device;
    private final Thread cleanUp = new Thread(this::remove);
    final Path folder;
    final String ours;
    final String theirs;

    Namespace() {
        long pid = ProcessHandle.current().pid();
        name = "censim-bgp-" + pid;
        device = "cb" + pid;
        ours = "198.19." + pid % 250 + ".1";
        theirs = "198.19." + pid % 250 + ".2";
        try {
            folder = Files.createTempDirectory("censim-bgp");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(cleanUp);
        Shell.run("chmod", "777", folder.toString());
        Shell.run("ip", "netns", "add", name);
        Shell.run("ip", "link", "add", device + "a", "type", "veth", "peer", "name", device + "b");
        Shell.run("ip", "link", "set", device + "b", "netns", name);
        Shell.run("ip", "addr", "add", ours + "/24", "dev", device + "a");
        Shell.run("ip", "link", "set", device + "a", "up");
        Shell.run("ip", "-n", name, "addr", "add", theirs + "/24", "dev", device + "b");
        Shell.run("ip", "-n", name, "link", "set", device + "b", "up");
        Shell.run("ip", "-n", name, "link", "set", "lo", "up");
    }

    /** Skips what needs these programs where they are not, or fails under {@code CENSIM_CI=1}. */
    static void require(Path... programs) {
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        boolean isThere = Tools.find("ip").isPresent() && Stream.of(programs).allMatch(Files::isExecutable);
        if (!isRoot || !isThere) {
            String what = "BIRD and FRR cannot be started here; as root, after: " + INSTALL;
            if (Tools.mustBePresent()) {
                fail(what);
            }
            abort("SKIPPED, NOTHING WAS TESTED: " + what);
        }
    }

    /** The device inside that leads to us. */
    String theirDevice() {
        return device + "b";
    }

    /** A connection to whoever listens inside, from our address. */
    Socket connect() throws IOException {
        Socket[] connected = new Socket[1];
        Shell.await("somebody to listen", () -> {
            try {
                Socket socket = new Socket();
                socket.bind(new InetSocketAddress(ours, 0));
                socket.connect(new InetSocketAddress(theirs, Setup.PORT), 1000);
                socket.setSoTimeout(5000);
                connected[0] = socket;
                return true;
            } catch (IOException e) {
                return false;
            }
        });
        return connected[0];
    }

    /** Gives what we send inside the largest time to live, which Java has no way to ask for. */
    void sendFar() {
        Shell.run("ip", "route", "replace", theirs + "/32", "dev", device + "a", "hoplimit", "255");
    }

    /** Empties the folder. */
    void forget() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every address of a block is one of the namespace itself. */
    void ownAll(String block) {
        Shell.run("ip", "-n", name, "addr", "add", block, "dev", "lo");
    }

    /** A program inside; what it writes goes to a file of that name. */
    Process start(String log, String... command) {
        String[] all = new String[command.length + 4];
        System.arraycopy(command, 0, all, 4, command.length);
        System.arraycopy(new String[] {"ip", "netns", "exec", name}, 0, all, 0, 4);
        try {
            return new ProcessBuilder(all)
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(folder.resolve(log).toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(cleanUp);
        remove();
    }

    private void remove() {
        Shell.attempt("ip", "link", "del", device + "a");
        Shell.attempt("ip", "netns", "del", name);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
