package dev.censim.proto.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.proto.Outbox;
import dev.censim.wire.Malformed;
import dev.censim.wire.bgp.BgpCodec;
import dev.censim.wire.bgp.BgpMessage;
import dev.censim.wire.bgp.Capability;
import dev.censim.wire.bgp.Dice;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A peer that writes anything is answered with messages that can be read, or left; the session stays in its states. */
class BgpSessionFuzz {

    private static final long SECOND = 1_000_000_000L;
    private static final BgpSession OPEN_SENT = openSent();
    private static final BgpSession ESTABLISHED = established();

    private static BgpSession openSent() {
        BgpSessionConfig config = BgpSessionConfig.of(
                Ipv4.of("169.254.0.1"), Ipv4.of("169.254.0.2"), new Asn(65001), Optional.of(new Asn(65002)));
        BgpSession session = new BgpSession(config.withTimers(30, 10, 120), Ipv4.of("10.0.0.1"), new Dice(1));
        session.start(0, new Outbox<>());
        session.connected(0, new Outbox<>());
        return session;
    }

    private static BgpSession established() {
        BgpSession session = openSent();
        feed(session, new BgpMessage.Open(65002, 90, Ipv4.of("10.0.0.2"), List.of(Capability.IPV4_UNICAST)));
        feed(session, new BgpMessage.Keepalive());
        assertThat(session.state()).isEqualTo(BgpSession.State.ESTABLISHED);
        return session;
    }

    private static void feed(BgpSession session, BgpMessage message) {
        byte[] octets = BgpCodec.encode(message, true);
        session.received(0, octets, 0, octets.length, new Outbox<>());
    }

    /** The first octet chooses the state, whether the marker and length are put in front, and the length of the pieces. */
    @FuzzTest(maxDuration = "10s")
    void stream(byte[] octets) throws Malformed {
        if (octets.length < 2) {
            return;
        }
        BgpSession session = ((octets[0] & 1) == 0 ? OPEN_SENT : ESTABLISHED).copy();
        byte[] stream = (octets[0] & 2) == 0 ? tail(octets) : framed(octets);
        int piece = 1 + (octets[0] & 0xff);
        Outbox<BgpOutput> out = new Outbox<>();
        for (int at = 0; at < stream.length; at += piece) {
            session.received(SECOND, stream, at, Math.min(piece, stream.length - at), out);
        }
        session.expire(session.deadline(), out);
        for (BgpOutput output = out.poll(); output != null; output = out.poll()) {
            if (output instanceof BgpOutput.Send send) {
                BgpCodec.decode(send.message().toArray(), 0, send.message().toArray().length, true);
            }
        }
        assertThat(session.copy().state()).isEqualTo(session.state());
    }

    private static byte[] tail(byte[] octets) {
        byte[] tail = new byte[octets.length - 1];
        System.arraycopy(octets, 1, tail, 0, tail.length);
        return tail;
    }

    private static byte[] framed(byte[] octets) {
        byte[] message = new byte[BgpCodec.LENGTH + 2 + octets.length - 1];
        Arrays.fill(message, 0, BgpCodec.LENGTH, (byte) 0xff);
        message[16] = (byte) (message.length >>> 8);
        message[17] = (byte) message.length;
        System.arraycopy(octets, 1, message, 18, octets.length - 1);
        return message;
    }
}
