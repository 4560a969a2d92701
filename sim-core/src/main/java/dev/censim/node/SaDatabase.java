package dev.censim.node;

import dev.censim.facts.CloseCause;
import dev.censim.facts.DropCause;
import dev.censim.forward.EspSa;
import dev.censim.forward.EspTransform;
import dev.censim.forward.PendingSeal;
import dev.censim.kernel.Turn;
import dev.censim.proto.ike.ChildSa;
import dev.censim.proto.ike.UdpPath;
import dev.censim.wire.EspHeader;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.UdpHeader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The child SAs of one end of a tunnel (RFC 4301 section 4.4.2), and what they do to packets: sealing and opening happen in place
 * and allocate nothing.
 */
final class SaDatabase {

    private final EndpointConfig config;
    private final List<ChildSaPair> pairs;
    private @Nullable ChildSaPair outbound;

    SaDatabase(EndpointConfig config) {
        this.config = config;
        pairs = new ArrayList<>();
    }

    SaDatabase copy() {
        SaDatabase copy = new SaDatabase(config);
        for (ChildSaPair pair : pairs) {
            ChildSaPair twin = pair.copy();
            copy.pairs.add(twin);
            copy.outbound = pair == outbound ? twin : copy.outbound;
        }
        return copy;
    }

    /** The SA in whose packets traffic goes out; null while there is none. */
    @Nullable
    ChildSaPair outbound() {
        return outbound;
    }

    void install(ChildSa child, Turn turn) {
        pairs.add(new ChildSaPair(child));
        turn.note(IkeFacts.installed(child, turn.now(), config));
        if (config.captures()) {
            turn.note(IkeFacts.keysIn(child, turn.now(), config));
            turn.note(IkeFacts.keysOut(child, turn.now(), config));
        }
    }

    void switchOutbound(ChildSa child) {
        outbound = inbound(child.spiIn());
    }

    void close(ChildSa child, CloseCause cause, Turn turn) {
        ChildSaPair pair = inbound(child.spiIn());
        outbound = pair == outbound ? null : outbound;
        pairs.remove(pair);
        turn.note(IkeFacts.closed(child, cause, turn.now(), config));
    }

    /** All are gone with the memory of the device. */
    void lose(Turn turn) {
        outbound = null;
        pairs.forEach(pair -> turn.note(IkeFacts.closed(pair.child, CloseCause.LOST, turn.now(), config)));
        pairs.clear();
    }

    /**
     * The ESP header and the IV go in front of the inner packet, the trailer behind it, the outer headers in front of all.
     *
     * @param path where it goes within UDP, or null
     * @return false when the packet could not be sealed and is dropped
     */
    boolean seal(Frame frame, ChildSaPair pair, OuterPackets packets, @Nullable UdpPath path, Turn turn) {
        int at = frame.offset - EspHeader.LENGTH - pair.out.ivLength();
        int end = at + config.esp().transform().sealedLength(pair.out, frame.length);
        int outer = Ipv4Header.LENGTH + (path == null ? 0 : UdpHeader.LENGTH);
        if (at < outer || end > frame.bytes.length) {
            frame.drop(DropCause.TUNNEL_IN_TUNNEL, config.gateway(), turn);
            return false;
        }
        int length = seal(frame, pair.out, at);
        if (length < 0) {
            frame.drop(DropCause.NO_TUNNEL, config.gateway(), turn);
            return false;
        }
        packets.esp(frame, at, length, path);
        return true;
    }

    /** Now, or later where nobody reads the octets before the other end opens them: there is no room for a tunnel within a tunnel. */
    private int seal(Frame frame, EspSa sa, int at) {
        EspTransform transform = config.esp().transform();
        if (config.esp().roundTrips().isEmpty() || sa.isExhausted()) {
            return transform.seal(sa, frame.bytes, frame.offset, frame.length, frame.bytes, at);
        }
        PendingSeal seal = new PendingSeal(sa.keys(), sa.nextSequence(), at, frame.length);
        EspHeader.write(frame.bytes, at, sa.spi(), seal.sequence());
        frame.pendingSeal = seal;
        return transform.sealedLength(sa, frame.length);
    }

    /**
     * RFC 4303 section 3.4: finds the SA and checks that the peer made the packet; the frame then holds the inner one.
     *
     * @return the SA that it came in; null when the packet is not authentic and is dropped
     */
    @Nullable
    ChildSaPair open(Frame frame, int at, int length, Turn turn) {
        ChildSaPair pair = length < EspHeader.LENGTH ? null : inbound(EspHeader.spi(frame.bytes, at));
        if (pair == null) {
            frame.drop(DropCause.UNKNOWN_SPI, config.gateway(), turn);
            return null;
        }
        int inner = at + EspHeader.LENGTH + pair.in.ivLength();
        int innerLength = open(frame, pair.in, at, length, inner);
        if (innerLength < 0) {
            boolean isReplay = innerLength == EspTransform.REPLAYED;
            frame.drop(isReplay ? DropCause.ESP_REPLAYED : DropCause.ESP_INVALID, config.gateway(), turn);
            return null;
        }
        frame.offset = inner;
        frame.length = innerLength;
        return pair;
    }

    /** With the sender's keys the packet opens to what was sealed; with others the octets say what comes of it. */
    private int open(Frame frame, EspSa sa, int at, int length, int inner) {
        PendingSeal seal = frame.pendingSeal;
        frame.pendingSeal = null;
        if (seal == null) {
            return config.esp().transform().open(sa, frame.bytes, at, length, frame.bytes, inner);
        }
        if (!seal.keys().matches(sa.keys())) {
            seal.complete(frame.bytes);
            return config.esp().transform().open(sa, frame.bytes, at, length, frame.bytes, inner);
        }
        if (!sa.replayWindow().isFresh(seal.sequence())) {
            return EspTransform.REPLAYED;
        }
        sa.replayWindow().accept(seal.sequence());
        config.esp().roundTrips().orElseThrow().add(seal, sa.keys(), frame.bytes);
        return seal.innerLength();
    }

    private @Nullable ChildSaPair inbound(int spi) {
        for (int i = 0; i < pairs.size(); i++) {
            if (pairs.get(i).in.spi() == spi) {
                return pairs.get(i);
            }
        }
        return null;
    }
}
