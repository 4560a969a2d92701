package dev.censim.proto.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.proto.Outbox;
import dev.censim.wire.bgp.BgpCodec;
import dev.censim.wire.bgp.BgpMessage;
import dev.censim.wire.bgp.Capability;
import dev.censim.wire.bgp.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two connections between the same two speakers, RFC 4271 section 6.8. */
class CollisionTest {

    private static final BgpSessionConfig LEFT = BgpSessionConfig.of(
                    Ipv4.of("169.254.0.1"), Ipv4.of("169.254.0.2"), new Asn(65001), Optional.of(new Asn(65002)))
            .withTimers(30, 10, 30);
    private static final BgpSessionConfig RIGHT = BgpSessionConfig.of(
                    Ipv4.of("169.254.0.2"), Ipv4.of("169.254.0.1"), new Asn(65002), Optional.of(new Asn(65001)))
            .withTimers(30, 10, 30);

    private static BgpSpeaker speaker(String identifier, BgpSessionConfig session, long seed) {
        return new BgpSpeaker(new BgpSpeakerConfig(Ipv4.of(identifier), List.of(session), 1), new Dice(seed));
    }

    private static Net bothActive(String left, String right, long seed) {
        Net net = new Net();
        net.add(speaker(left, LEFT, seed));
        net.add(speaker(right, RIGHT, seed + 1));
        net.join(0, 0, 1, 0);
        net.chop(seed);
        net.startAll();
        return net;
    }

    private static List<Integer> usedBy(Net net, int speaker) {
        int messages = net.outputs(speaker, SpeakerOutput.Send.class).size();
        net.run(net.now() + 30 * Net.SECOND);
        return net.outputs(speaker, SpeakerOutput.Send.class).stream()
                .skip(messages)
                .map(SpeakerOutput.Send::connection)
                .distinct()
                .toList();
    }

    @Test
    void ofTwoConnectionsOpenedAtOnceThatOfTheHigherIdentifierStays() {
        for (long seed = 1; seed < 50; seed++) {
            Net net = bothActive("10.0.0.1", "200.0.0.1", seed);
            net.run(2 * Net.SECOND);
            assertThat(net.at(0).state(0)).as("seed %d", seed).isEqualTo(BgpSession.State.ESTABLISHED);
            assertThat(net.at(1).state(0)).as("seed %d", seed).isEqualTo(BgpSession.State.ESTABLISHED);
            assertThat(net.open(0)).as("seed %d", seed).isOne();
            assertThat(usedBy(net, 0)).as("the right one's, seed %d", seed).containsExactly(1);
            assertThat(usedBy(net, 1)).as("the right one's, seed %d", seed).containsExactly(0);
        }
    }

    @Test
    void ofEqualIdentifiersTheHigherAsNumberDecides() {
        Net net = bothActive("10.0.0.1", "10.0.0.1", 1);
        net.run(2 * Net.SECOND);
        assertThat(net.open(0)).isOne();
        assertThat(usedBy(net, 1)).containsExactly(0);
    }

    @Test
    void theConnectionThatGoesIsToldWhy() {
        Net net = bothActive("10.0.0.1", "10.0.0.2", 1);
        net.run(2 * Net.SECOND);
        List<BgpMessage.Notification> last = new ArrayList<>();
        for (int speaker = 0; speaker < 2; speaker++) {
            last.addAll(notifications(net.outputs(speaker, SpeakerOutput.Send.class)));
        }
        assertThat(last).isNotEmpty().containsOnly(BgpMessage.Notification.of(6, 7));
    }

    @Test
    void aSessionThatIsUpIsNotDisturbedByANewConnection() {
        Net net = bothActive("10.0.0.1", "10.0.0.2", 1);
        net.run(2 * Net.SECOND);
        net.notes.clear();
        List<SpeakerOutput.Send> answers = newcomer(net.at(1), net.now(), "10.0.0.1");
        assertThat(notifications(answers)).containsExactly(BgpMessage.Notification.of(6, 7));
        assertThat(net.at(1).state(0)).isEqualTo(BgpSession.State.ESTABLISHED);
        net.run(net.now() + 60 * Net.SECOND);
        assertThat(net.moves(1, 0)).isEmpty();
    }

    /** The peer of speaker 1 opens one more connection and sends its OPEN; what is sent on that connection. */
    private static List<SpeakerOutput.Send> newcomer(BgpSpeaker speaker, long now, String identifier) {
        Outbox<SpeakerOutput> out = new Outbox<>();
        int connection = speaker.accepted(now, 0, out).orElseThrow();
        byte[] open = BgpCodec.encode(
                new BgpMessage.Open(65001, 30, Ipv4.of(identifier), List.of(new Capability.RouteRefresh())), false);
        speaker.received(now, 0, connection, open, 0, open.length, out);
        List<SpeakerOutput.Send> sends = new ArrayList<>();
        for (SpeakerOutput output = out.poll(); output != null; output = out.poll()) {
            if (output instanceof SpeakerOutput.Send send && send.connection() == connection) {
                sends.add(send);
            }
        }
        return sends;
    }

    @Test
    void aConnectionAttemptThatHangsIsGivenUpForThePeersThatWorks() {
        BgpSpeaker speaker = speaker("10.0.0.2", RIGHT, 1);
        Outbox<SpeakerOutput> out = new Outbox<>();
        speaker.start(0, 0, out);
        assertThat(notifications(newcomer(speaker, 0, "10.0.0.1"))).isEmpty();
        byte[] keepalive = BgpCodec.encode(new BgpMessage.Keepalive(), false);
        speaker.received(0, 0, 1, keepalive, 0, keepalive.length, out);
        assertThat(speaker.state(0)).isEqualTo(BgpSession.State.ESTABLISHED);
        List<SpeakerOutput> outputs = new ArrayList<>();
        for (SpeakerOutput output = out.poll(); output != null; output = out.poll()) {
            outputs.add(output);
        }
        assertThat(outputs).contains(new SpeakerOutput.Disconnect(0, 0));
        speaker.connected(1, 0, 0, out);
        assertThat(out.isEmpty())
                .as("a late success of the attempt is nobody's")
                .isTrue();
    }

    @Test
    void aPeerThatComesBackBeforeItsOldConnectionHasSpokenIsServedOnTheNewOne() {
        BgpSpeaker speaker = speaker("10.0.0.2", RIGHT.withPassive(true), 1);
        Outbox<SpeakerOutput> out = new Outbox<>();
        speaker.start(0, 0, out);
        speaker.accepted(0, 0, out);
        assertThat(notifications(newcomer(speaker, 1, "10.0.0.1"))).isEmpty();
        byte[] keepalive = BgpCodec.encode(new BgpMessage.Keepalive(), false);
        speaker.received(2, 0, 3, keepalive, 0, keepalive.length, out);
        assertThat(speaker.state(0)).isEqualTo(BgpSession.State.ESTABLISHED);
    }

    @Test
    void anOperatorsStopEndsBothConnections() {
        BgpSpeaker speaker = speaker("10.0.0.2", RIGHT, 1);
        Outbox<SpeakerOutput> out = new Outbox<>();
        speaker.start(0, 0, out);
        speaker.connected(0, 0, 0, out);
        speaker.accepted(0, 0, out);
        speaker.stop(1, 0, out);
        List<Integer> closed = new ArrayList<>();
        for (SpeakerOutput output = out.poll(); output != null; output = out.poll()) {
            if (output instanceof SpeakerOutput.Disconnect disconnect) {
                closed.add(disconnect.connection());
            }
        }
        assertThat(closed).containsExactlyInAnyOrder(0, 1);
        assertThat(speaker.deadline()).isEqualTo(BgpSpeaker.NEVER);
    }

    @Test
    void aCopyMadeInTheMiddleOfACollisionEndsAsTheOriginal() {
        Net net = bothActive("10.0.0.1", "10.0.0.2", 3);
        net.run(Net.LATENCY * 3 / 2);
        net.copyAll();
        net.run(2 * Net.SECOND);
        assertThat(net.at(0).state(0)).isEqualTo(BgpSession.State.ESTABLISHED);
        assertThat(net.open(0)).isOne();
    }

    private static List<BgpMessage.Notification> notifications(List<SpeakerOutput.Send> sends) {
        List<BgpMessage.Notification> found = new ArrayList<>();
        for (SpeakerOutput.Send send : sends) {
            if (Net.read(send.message()) instanceof BgpMessage.Notification notification) {
                found.add(notification);
            }
        }
        return found;
    }
}
