package dev.censim.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.policy.Defaults;
import dev.censim.model.traffic.Flow;
import dev.censim.wire.IcmpHeader;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.UdpHeader;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlowPacketTest {

    private static final long SEED = 1624;

    private static TrafficSource.Config config(Random random) {
        Flow.Kind kind = Flow.Kind.values()[random.nextInt(2)];
        int length = Flow.PACKET_LENGTH_MIN + random.nextInt(Flow.PACKET_LENGTH_MAX - Flow.PACKET_LENGTH_MIN + 1);
        int port = random.nextInt(0x10000);
        Flow flow = new Flow(
                "flow",
                kind,
                "a",
                "b",
                Duration.ofMillis(1),
                Flow.Arrival.CONSTANT,
                length,
                Duration.ZERO,
                Duration.ofSeconds(1),
                port,
                random.nextInt(0x10000));
        return new TrafficSource.Config(7, random.nextInt(1000), flow, 1, random.nextInt(), random.nextInt(), 1);
    }

    /** Field by field, with checksums over all octets. */
    private static byte[] written(TrafficSource.Config config, int sequence) {
        Flow flow = config.traffic();
        byte[] b = new byte[flow.packetLength()];
        boolean isUdp = flow.kind() == Flow.Kind.UDP;
        int protocol = isUdp ? IpProtocol.UDP : IpProtocol.ICMP;
        int length = b.length - Ipv4Header.LENGTH;
        FlowPayload.write(b, Ipv4Header.LENGTH + 8, length - 8, config.flow(), sequence);
        Ipv4Header.write(
                b, 0, b.length, sequence & 0xffff, Defaults.TTL, protocol, config.source(), config.destination());
        if (isUdp) {
            int from = flow.sourcePort();
            int to = flow.destinationPort();
            UdpHeader.write(b, Ipv4Header.LENGTH, from, to, length, config.source(), config.destination());
        } else {
            IcmpHeader.writeEchoRequest(b, Ipv4Header.LENGTH, length, flow.sourcePort(), sequence & 0xffff);
        }
        return b;
    }

    private static byte[] octets(Frame frame) {
        return Arrays.copyOfRange(frame.bytes, frame.offset, frame.offset + frame.length);
    }

    @Test
    void everyPacketIsWhatWritingItFieldByFieldGives() {
        Random random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            TrafficSource.Config config = config(random);
            FlowPacket packet = FlowPacket.of(config);
            for (int sequence : new int[] {0, 1, 0xffff, 0x10000, random.nextInt(), random.nextInt(1 << 20)}) {
                Frame frame = Frame.ofFlow(packet.length(), config.flow(), sequence);
                packet.write(frame);
                assertThat(octets(frame))
                        .as("seed %d, round %d, sequence %d: %s", SEED, round, sequence, config)
                        .isEqualTo(written(config, sequence));
            }
        }
    }

    /** Whatever gateways and replies have made of it. */
    @Test
    void frameThatCameBackIsAsGoodAsNew() {
        Random random = new Random(SEED);
        TrafficSource.Config config = config(random);
        FlowPacket packet = FlowPacket.of(config);
        SpareFrames frames = new SpareFrames(packet.length(), config.flow());
        Frame used = frames.take(1);
        random.nextBytes(used.bytes);
        used.offset -= 28;
        used.length += 60;
        used.isReply = true;
        used.passes(3);
        frames.give(used);

        Frame again = frames.take(2);
        packet.write(again);

        assertThat(again).isSameAs(used);
        assertThat(octets(again)).isEqualTo(written(config, 2));
        assertThat(again.sequence).isEqualTo(2);
        assertThat(again.isReply).isFalse();
        assertThat(again.path()).isEmpty();
    }

    @Test
    void frameIsNeverGivenOutTwice() {
        SpareFrames frames = new SpareFrames(100, 1);
        Frame frame = frames.take(1);
        frames.give(frame);

        assertThat(frames.take(2)).isSameAs(frame);
        assertThat(frames.take(3)).isNotSameAs(frame);
    }

    @Test
    void frameOfAnotherFlowIsNotKept() {
        SpareFrames frames = new SpareFrames(100, 1);
        Frame other = Frame.ofFlow(100, 2, 1);
        frames.give(other);

        assertThat(frames.take(2)).isNotSameAs(other);
    }
}
