package dev.censim.benchmarks;

import dev.censim.crypto.Entropy;
import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.proto.Outbox;
import dev.censim.proto.bgp.BgpSession;
import dev.censim.proto.bgp.BgpSessionConfig;
import dev.censim.proto.bgp.BgpSpeaker;
import dev.censim.proto.bgp.BgpSpeakerConfig;
import dev.censim.proto.bgp.Path;
import dev.censim.proto.bgp.SpeakerOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A router of ours whose peers tell full tables, and that tells nobody what it learns. Bytes come in pieces as large as {@code live bgp}
 * reads them, and after each somebody takes the outputs and counts them.
 */
final class BgpReceiver {

    private static final int PIECE = 65_536;

    private final BgpSpeaker speaker;
    private final int[] connections;
    private final Outbox<SpeakerOutput> outputs = new Outbox<>();
    private long received;
    private long withdrawn;
    private long chosen;

    BgpReceiver(List<BgpFeed> feeds) {
        List<BgpSessionConfig> sessions = new ArrayList<>();
        for (int peer = 1; peer <= feeds.size(); peer++) {
            sessions.add(BgpSessionConfig.of(
                            Ipv4.of("127.0.0.1"),
                            BgpFeed.address(peer),
                            new Asn(BgpFeed.ASN),
                            Optional.of(BgpFeed.asn(peer)))
                    .withPassive(true)
                    .withAdvertiseLearned(false));
        }
        speaker = new BgpSpeaker(new BgpSpeakerConfig(Ipv4.of("10.0.0.1"), sessions, 1), new Jitter());
        connections = new int[feeds.size()];
        for (int session = 0; session < feeds.size(); session++) {
            speaker.start(0, session, outputs);
            connections[session] = speaker.accepted(0, session, outputs).orElseThrow();
            take(session, feeds.get(session).opening());
            if (speaker.state(session) != BgpSession.State.ESTABLISHED) {
                throw new IllegalStateException("session " + session + " is in " + speaker.state(session));
            }
        }
    }

    /** Bytes from a peer, and what came of them. */
    void take(int session, byte[] bytes) {
        for (int at = 0; at < bytes.length; at += PIECE) {
            int length = Math.min(PIECE, bytes.length - at);
            speaker.received(0, session, connections[session], bytes, at, length, outputs);
            drain();
        }
    }

    private void drain() {
        for (SpeakerOutput output = outputs.poll(); output != null; output = outputs.poll()) {
            if (output instanceof SpeakerOutput.RoutesReceived routes) {
                received += routes.prefixes().size();
            } else if (output instanceof SpeakerOutput.BestChanged changed) {
                chosen += changed.prefixes().size();
            } else if (output instanceof SpeakerOutput.RoutesWithdrawn routes) {
                withdrawn += routes.prefixes().size();
            }
        }
    }

    List<Path> best(Prefix prefix) {
        return speaker.best(prefix);
    }

    int prefixesReceived(int session) {
        return speaker.prefixesReceived(session);
    }

    /** How many routes came, went, and were chosen instead of others. */
    long outcome() {
        return received + withdrawn + chosen;
    }

    long chosen() {
        return chosen;
    }

    /** Nothing is drawn while no timer runs. */
    private static final class Jitter implements Entropy {

        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public Entropy copy() {
            return this;
        }
    }
}
