package dev.censim.cli.live;

import dev.censim.model.address.Ipv4;
import dev.censim.proto.ike.IkePorts;
import dev.censim.proto.ike.UdpPath;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The two UDP sockets of IKE: port 500, and port 4500 where four octets of zero in front of a message tell IKE from ESP (RFC 7296
 * section 2.23, RFC 3948 section 2). The ports may be others.
 */
final class Sockets implements AutoCloseable {

    private static final int NON_ESP_MARKER = 4;
    private static final int DATAGRAM_MAX = 65_535;

    /** A message from the peer, and where it came from. */
    record Arrival(byte[] message, boolean isIke, UdpPath path) {}

    private final Selector selector;
    private final DatagramChannel plain;
    private final DatagramChannel traversal;
    private final ByteBuffer datagram = ByteBuffer.allocate(DATAGRAM_MAX);
    private final IkePorts ports;
    private final InetSocketAddress peer;

    Sockets(InetSocketAddress bind, IkePorts ports, InetSocketAddress peer) throws IOException {
        this.peer = peer;
        this.ports = ports;
        selector = Selector.open();
        plain = DatagramChannel.open();
        traversal = DatagramChannel.open();
        try {
            open(plain, bind);
            open(traversal, new InetSocketAddress(bind.getAddress(), ports.natTraversal()));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void open(DatagramChannel channel, InetSocketAddress bind) throws IOException {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.bind(bind);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    /** Waits for a datagram, at most so long. */
    void await(long nanos) throws IOException {
        if (nanos > 0) {
            // Rounded up: waking too early would only mean to wait again, and zero would wait for ever.
            selector.select(Math.min(nanos / 1_000_000 + 1, 3_600_000));
            selector.selectedKeys().clear();
        }
    }

    /** Ends {@link #await}, from any thread. */
    void wakeup() {
        selector.wakeup();
    }

    /** The next message from the peer that is there already, or null. Keepalives and what comes from others are passed over. */
    @Nullable
    Arrival receive() throws IOException {
        Arrival arrival = receive(plain);
        return arrival == null ? receive(traversal) : arrival;
    }

    private @Nullable Arrival receive(DatagramChannel channel) throws IOException {
        datagram.clear();
        SocketAddress source = channel.receive(datagram);
        while (source != null) {
            byte[] bytes = Arrays.copyOf(datagram.array(), datagram.position());
            if (source instanceof InetSocketAddress from && from.getAddress().equals(peer.getAddress())) {
                int port = channel == plain ? ports.ike() : ports.natTraversal();
                UdpPath path = new UdpPath(port, Ipv4.of(from.getAddress().getHostAddress()), from.getPort());
                if (channel == plain) {
                    return new Arrival(bytes, true, path);
                } else if (bytes.length > NON_ESP_MARKER) {
                    boolean isIke = (bytes[0] | bytes[1] | bytes[2] | bytes[3]) == 0;
                    return isIke
                            ? new Arrival(Arrays.copyOfRange(bytes, NON_ESP_MARKER, bytes.length), true, path)
                            : new Arrival(bytes, false, path);
                }
            }
            datagram.clear();
            source = channel.receive(datagram);
        }
        return null;
    }

    void sendIke(byte[] message, UdpPath path) throws IOException {
        if (path.localPort() == ports.ike()) {
            send(plain, message, path);
        } else {
            byte[] marked = new byte[NON_ESP_MARKER + message.length];
            System.arraycopy(message, 0, marked, NON_ESP_MARKER, message.length);
            send(traversal, marked, path);
        }
    }

    /** RFC 3948 section 2.1. */
    void sendEsp(byte[] packet, UdpPath path) throws IOException {
        send(traversal, packet, path);
    }

    /** RFC 3948 section 2.3. */
    void sendKeepalive(UdpPath path) throws IOException {
        send(traversal, new byte[] {(byte) 0xff}, path);
    }

    /** What the network does not take is lost, as it might be on its way; IKE retransmits in both cases. */
    @SuppressWarnings("EmptyCatch")
    private static void send(DatagramChannel channel, byte[] bytes, UdpPath path) throws IOException {
        try {
            channel.send(
                    ByteBuffer.wrap(bytes),
                    new InetSocketAddress(path.remoteAddress().toString(), path.remotePort()));
        } catch (PortUnreachableException | NoRouteToHostException e) {
            // As said above.
        }
    }

    @Override
    public void close() throws IOException {
        plain.close();
        traversal.close();
        selector.close();
    }
}
