package dev.censim.cli.live;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A listening socket and the TCP connections with one peer, each known by a number. */
final class TcpSockets implements AutoCloseable {

    private static final int READ = 65_536;

    /** What the network has to say. */
    sealed interface Event {

        /** The peer has opened a connection; {@link TcpSockets#take} or {@link TcpSockets#refuse} follows. */
        record Arrived(SocketChannel channel) implements Event {}

        record Connected(int number) implements Event {}

        record Received(int number, byte[] bytes) implements Event {}

        /** Closed by the peer, lost, or never opened. */
        record Ended(int number) implements Event {}
    }

    private static final class Connection {
        final int number;
        final SocketChannel channel;
        final Deque<ByteBuffer> unsent = new ArrayDeque<>();
        boolean isConnected;
        boolean isLeaving; // closed by us: what is unsent goes out, what comes in is nobody's

        Connection(int number, SocketChannel channel) {
            this.number = number;
            this.channel = channel;
        }
    }

    private final Selector selector;
    private final ServerSocketChannel server;
    private final InetAddress local;
    private final InetSocketAddress peer;
    private final Map<Integer, Connection> connections = new TreeMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(READ);

    TcpSockets(InetSocketAddress bind, InetSocketAddress peer) throws IOException {
        this.peer = peer;
        local = bind.getAddress();
        selector = Selector.open();
        server = ServerSocketChannel.open();
        try {
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(bind);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Opens a connection; {@link Event.Connected} or {@link Event.Ended} follows. */
    void connect(int number) throws IOException {
        SocketChannel channel = SocketChannel.open();
        Connection connection = new Connection(number, channel);
        connections.put(number, connection);
        channel.bind(new InetSocketAddress(local, 0));
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.register(selector, SelectionKey.OP_CONNECT, connection);
        try {
            channel.connect(peer);
        } catch (IOException e) {
            // Refused at once: told at the next look, as any other failure.
            selector.wakeup();
        }
    }

    void take(SocketChannel channel, int number) throws IOException {
        Connection connection = new Connection(number, channel);
        connection.isConnected = true;
        connections.put(number, connection);
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.register(selector, SelectionKey.OP_READ, connection);
    }

    static void refuse(SocketChannel channel) throws IOException {
        channel.close();
    }

    /** What cannot be sent at once is sent when there is room. */
    void send(int number, byte[] bytes) throws IOException {
        Connection connection = connections.get(number);
        if (connection != null && !connection.isLeaving) {
            connection.unsent.add(ByteBuffer.wrap(bytes));
            flush(connection);
        }
    }

    /** Closes a connection once all that was sent is out, and waits for the peer to close it too. */
    void disconnect(int number) throws IOException {
        Connection connection = connections.get(number);
        if (connection != null && connection.isConnected) {
            connection.isLeaving = true;
            flush(connection);
        } else if (connection != null) {
            forget(connection);
        }
    }

    /** Whether something is still to be sent, or a peer still to close what we have closed. */
    boolean isLeaving() {
        return connections.values().stream().anyMatch(c -> c.isLeaving);
    }

    /** Waits for the network, at most so long, and returns what it has to say. */
    List<Event> await(long nanos) throws IOException {
        if (nanos > 0) {
            // Rounded up: waking too early would only mean to wait again, and zero would wait for ever.
            selector.select(Math.min(nanos / 1_000_000 + 1, 3_600_000));
        } else {
            selector.selectNow();
        }
        List<Event> events = new ArrayList<>();
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.isValid() && key.isAcceptable()) {
                arrive(events);
            } else if (key.attachment() instanceof Connection connection) {
                ready(key, connection, events);
            }
        }
        selector.selectedKeys().clear();
        for (Connection connection : List.copyOf(connections.values())) {
            if (!connection.isConnected && connection.channel.isConnected()) {
                connection.isConnected = true;
                interest(connection, true);
                events.add(new Event.Connected(connection.number));
            } else if (!connection.channel.isOpen()
                    || !connection.isConnected && !connection.channel.isConnectionPending()) {
                end(connection, events);
            }
        }
        return events;
    }

    private void arrive(List<Event> events) throws IOException {
        SocketChannel channel = server.accept();
        if (channel == null) {
            return;
        }
        SocketAddress from = channel.getRemoteAddress();
        if (from instanceof InetSocketAddress address && address.getAddress().equals(peer.getAddress())) {
            events.add(new Event.Arrived(channel));
        } else {
            channel.close();
        }
    }

    private void ready(SelectionKey key, Connection connection, List<Event> events) {
        try {
            if (key.isValid() && key.isConnectable() && connection.channel.finishConnect()) {
                connection.isConnected = true;
                key.interestOps(SelectionKey.OP_READ);
                events.add(new Event.Connected(connection.number));
            }
            if (key.isValid() && key.isReadable()) {
                read(connection, events);
            }
            if (key.isValid() && key.isWritable()) {
                flush(connection);
            }
        } catch (IOException e) {
            end(connection, events);
        }
    }

    private void read(Connection connection, List<Event> events) throws IOException {
        buffer.clear();
        int length = connection.channel.read(buffer);
        if (length < 0) {
            end(connection, events);
        } else if (length > 0 && !connection.isLeaving) {
            events.add(new Event.Received(connection.number, Arrays.copyOf(buffer.array(), length)));
        }
    }

    /** The end of a connection that we have closed is no news. */
    private void end(Connection connection, List<Event> events) {
        boolean isNews = connections.containsKey(connection.number) && !connection.isLeaving;
        forget(connection);
        if (isNews) {
            events.add(new Event.Ended(connection.number));
        }
    }

    private void forget(Connection connection) {
        connections.remove(connection.number, connection);
        try {
            connection.channel.close();
        } catch (IOException e) {
            return; // gone either way
        }
    }

    private void flush(Connection connection) {
        try {
            ByteBuffer[] all = connection.unsent.toArray(ByteBuffer[]::new);
            connection.channel.write(all);
            while (!connection.unsent.isEmpty() && !connection.unsent.element().hasRemaining()) {
                connection.unsent.remove();
            }
            boolean isOut = connection.unsent.isEmpty();
            if (isOut && connection.isLeaving) {
                connection.channel.shutdownOutput();
            }
            interest(connection, isOut);
        } catch (IOException e) {
            // A broken connection shows when it is read; what was to be sent is lost with it.
            connection.unsent.clear();
        }
    }

    private void interest(Connection connection, boolean isOut) {
        SelectionKey key = connection.channel.keyFor(selector);
        if (key != null && key.isValid()) {
            key.interestOps(isOut ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    /** Ends {@link #await}, from any thread. */
    void wakeup() {
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : List.copyOf(connections.values())) {
            forget(connection);
        }
        server.close();
        selector.close();
    }
}
