package dev.censim.proto.tcp;

/** What a {@link TcpConnection} wants done or known. */
public sealed interface TcpOutput {

    /** A complete IPv4 packet with right checksums; the array belongs to whoever takes the output. */
    record Send(byte[] packet) implements TcpOutput {}

    /** The handshake is complete: ESTABLISHED. Comes once, before any {@link Received}. */
    record Connected() implements TcpOutput {}

    /** The next octets of the peer's stream, in order, each exactly once; the array belongs to whoever takes the output. */
    record Received(byte[] bytes) implements TcpOutput {}

    /** The peer's stream has ended (its FIN); it can still be sent to. */
    record PeerClosed() implements TcpOutput {}

    /** The connection is CLOSED. Comes once and last. */
    record Closed(Cause cause) implements TcpOutput {}

    /** Why a connection ended. */
    enum Cause {
        /** Both streams ended and both ends know. */
        CLOSED("closed"),
        /** Aborted here on purpose. */
        ABORTED("aborted"),
        /** The peer sent an RST. */
        RESET("reset by peer"),
        /** The peer answered the SYN with an RST. */
        REFUSED("refused"),
        /** The peer acknowledged nothing for the whole time-out, or never ended its stream after ours had ended. */
        TIMED_OUT("timed out"),
        /** More was sent than the send buffer holds. */
        SEND_BUFFER_FULL("send buffer full");

        private final String text;

        Cause(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
