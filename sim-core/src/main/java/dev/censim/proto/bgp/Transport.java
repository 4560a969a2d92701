package dev.censim.proto.bgp;

import dev.censim.proto.Outbox;
import dev.censim.wire.Malformed;
import dev.censim.wire.bgp.BgpCodec;
import dev.censim.wire.bgp.BgpFramer;
import dev.censim.wire.bgp.BgpMessage;
import dev.censim.wire.bgp.Octets;
import java.util.Optional;

/** The TCP connection of a session as the session sees it: a number, and a stream of messages each way. */
final class Transport {

    private final BgpFramer framer;
    private int number; // even: ours
    private int dialled;

    Transport() {
        framer = new BgpFramer();
    }

    Transport(Transport other) {
        framer = other.framer.copy();
        number = other.number;
        dialled = other.dialled;
    }

    /** That of the connection that is in use or being opened, or was last. */
    int number() {
        return number;
    }

    void dial(Outbox<BgpOutput> out) {
        number = 2 * dialled++;
        out.add(new BgpOutput.Connect(number));
    }

    void accept(int theirs) {
        number = theirs;
    }

    /** No number that the other has given is given again. */
    void succeed(Transport other) {
        dialled = other.dialled;
    }

    void disconnect(Outbox<BgpOutput> out) {
        out.add(new BgpOutput.Disconnect(number));
    }

    void write(BgpMessage message, boolean fourOctetAs, Outbox<BgpOutput> out) {
        out.add(new BgpOutput.Send(number, Octets.of(BgpCodec.encode(message, fourOctetAs))));
    }

    void add(byte[] b, int offset, int length) {
        framer.add(b, offset, length);
    }

    Optional<byte[]> next() throws Malformed {
        return framer.next();
    }

    byte[] head() {
        return framer.head();
    }

    void clear() {
        framer.clear();
    }
}
