package dev.censim.benchmarks;

import dev.censim.model.address.Prefix;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What a prefix of a full table costs BIRD or FRR: they take the bytes of {@link BgpFeed}, those that {@link BgpUpdateBenchmark} takes, over
 * loopback, and only their CPU time counts, with the kernel's in it that is spent on their reading. Writes one line of JSON.
 *
 * <pre>
 * java -cp benchmarks.jar dev.censim.benchmarks.BgpPeers daemon=bird|frr [peers=1] [table=FILE]
 * </pre>
 */
public final class BgpPeers {

    private static final int OPEN = 1;
    private static final int KEEPALIVE = 4;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final int QUIET = 6;

    private BgpPeers() {}

    public static void main(String[] arguments) {
        String daemon = "";
        int peers = 1;
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            switch (argument.substring(0, Math.max(0, argument.indexOf('=')))) {
                case "daemon" -> daemon = value;
                case "peers" -> peers = Integer.parseInt(value);
                case "table" -> System.setProperty("censim.table", value);
                default -> daemon = "";
            }
        }
        if (!daemon.equals("bird") && !daemon.equals("frr")) {
            System.err.println("usage: daemon=bird|frr [peers=N] [table=FILE]");
            System.exit(1);
        }
        try {
            System.out.println(measure(daemon, peers));
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static String measure(String name, int peers) throws IOException {
        List<Prefix> table = BgpFeed.table();
        List<BgpFeed> feeds = new ArrayList<>();
        for (int peer = 1; peer <= peers; peer++) {
            feeds.add(new BgpFeed(table, peer));
        }
        int port = freePort();
        List<Socket> sockets = new ArrayList<>();
        try (BgpDaemon daemon = new BgpDaemon(name, peers, port)) {
            for (int peer = 1; peer <= peers; peer++) {
                sockets.add(establish(peer, port, feeds.get(peer - 1)));
            }
            awaitQuiet(daemon);
            long before = daemon.cpuNanos();
            long told = 0;
            for (int session = 0; session < peers; session++) {
                OutputStream out = sockets.get(session).getOutputStream();
                for (byte[] slice : feeds.get(session).announcing()) {
                    out.write(slice);
                }
                told += feeds.get(session).prefixes().size();
            }
            awaitRoutes(daemon, told);
            long spent = daemon.cpuNanos() - before;
            return String.format(
                    Locale.ROOT,
                    "{\"nanosPerOp\": %.1f, \"check\": \"%d routes\"}",
                    (double) spent / told,
                    daemon.routes());
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName(BgpDaemon.ADDRESS))) {
            return any.getLocalPort();
        }
    }

    /** OPENs and KEEPALIVEs each way; the daemon may need a moment before it lets the peer in. */
    private static Socket establish(int peer, int port, BgpFeed feed) throws IOException {
        long until = System.nanoTime() + PATIENCE_NANOS / 10;
        while (true) {
            Socket socket = new Socket();
            try {
                socket.bind(new InetSocketAddress(BgpFeed.address(peer).toString(), 0));
                socket.connect(new InetSocketAddress(BgpDaemon.ADDRESS, port));
                socket.getOutputStream().write(feed.opening());
                DataInputStream in = new DataInputStream(socket.getInputStream());
                if (typeOf(in) == OPEN && typeOf(in) == KEEPALIVE) {
                    listen(in);
                    return socket;
                }
                throw new IOException("the daemon refuses the session");
            } catch (IOException e) {
                socket.close();
                if (System.nanoTime() > until) {
                    throw e;
                }
                BgpDaemon.pause();
            }
        }
    }

    private static int typeOf(DataInputStream in) throws IOException {
        in.skipNBytes(16);
        int length = in.readUnsignedShort();
        int type = in.readUnsignedByte();
        in.skipNBytes(length - 19);
        return type;
    }

    /** What the daemon says further on is nobody's concern, but must not fill its buffers. */
    private static void listen(InputStream in) {
        Thread reader = new Thread(() -> {
            try {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The socket is closed: the measurement is over.
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    private static void awaitQuiet(BgpDaemon daemon) throws IOException {
        long last = -1;
        for (int same = 0; same < QUIET; ) {
            BgpDaemon.pause();
            long now = daemon.cpuNanos();
            same = now - last < 1_000_000 ? same + 1 : 0;
            last = now;
        }
    }

    /** Asks only when the daemon rests, so that the answers do not count. */
    private static void awaitRoutes(BgpDaemon daemon, long expected) throws IOException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        awaitQuiet(daemon);
        while (daemon.routes() < expected) {
            if (System.nanoTime() > until) {
                throw new IOException("only " + daemon.routes() + " of " + expected + " routes have arrived");
            }
            awaitQuiet(daemon);
        }
    }
}
