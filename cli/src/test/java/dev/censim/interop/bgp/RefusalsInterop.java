package dev.censim.interop.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.cli.live.LiveBgp;
import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.proto.Outbox;
import dev.censim.proto.bgp.BgpSessionConfig;
import dev.censim.proto.bgp.BgpSpeaker;
import dev.censim.proto.bgp.SpeakerOutput;
import dev.censim.wire.bgp.BgpCodec;
import dev.censim.wire.bgp.BgpMessage;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is malformed, said to BIRD, FRR and us: the NOTIFICATION that each answers, as code and subcode. */
final class RefusalsInterop {

    private static final String MARKER = "ff".repeat(16);
    private static final String GOOD_OPEN = open(4, 65001, 90, "0a000001", "");
    private static final String KEEPALIVE = MARKER + "001304";

    /**
     * One fault.
     *
     * @param before what is said first, so that the peer is in the right state
     */
    private record Fault(String name, List<String> before, String message) {}

    private static String open(int version, int asn, int hold, String identifier, String parameters) {
        int octets = parameters.length() / 2;
        return MARKER
                + "%04x01%02x%04x%04x%s%02x".formatted(29 + octets, version, asn, hold, identifier, octets)
                + parameters;
    }

    private static String update(String attributes, String prefixes) {
        int octets = attributes.length() / 2;
        return MARKER + "%04x020000%04x".formatted(23 + octets + prefixes.length() / 2, octets) + attributes + prefixes;
    }

    private static List<Fault> faults() {
        List<String> up = List.of(GOOD_OPEN, KEEPALIVE);
        List<Fault> faults = new ArrayList<>();
        faults.add(new Fault("marker", List.of(), "fe" + MARKER.substring(2) + "001304"));
        faults.add(new Fault("message of 18 octets", List.of(), MARKER + "001204"));
        faults.add(new Fault("message of 5000 octets", List.of(), MARKER + "138804"));
        faults.add(new Fault("message type 9", List.of(), MARKER + "001309"));
        faults.add(new Fault("version 3", List.of(), open(3, 65001, 90, "0a000001", "")));
        faults.add(new Fault("another AS", List.of(), open(4, 65077, 90, "0a000001", "")));
        faults.add(new Fault("identifier 0.0.0.0", List.of(), open(4, 65001, 90, "00000000", "")));
        faults.add(new Fault("optional parameter 7", List.of(), open(4, 65001, 90, "0a000001", "070100")));
        faults.add(new Fault("hold time 1", List.of(), open(4, 65001, 1, "0a000001", "")));
        faults.add(new Fault("hold time 2", List.of(), open(4, 65001, 2, "0a000001", "")));
        faults.add(new Fault("KEEPALIVE instead of OPEN", List.of(), KEEPALIVE));
        faults.add(new Fault("attributes that overrun", up, MARKER + "001b020000" + "00ff" + "40010100"));
        faults.add(new Fault(
                "unknown well-known attribute",
                up,
                update("40010100" + "400204" + "0201fde9" + "400304c6130101" + "40630100", "080a")));
        faults.add(new Fault(
                "prefix of 33 bits",
                up,
                update("40010100" + "400204" + "0201fde9" + "400304c6130101", "21ffffffff80")));
        return faults;
    }

    @Test
    void whatIsMalformedIsRefusedAsOthersRefuseIt() {
        Namespace.require(Bird.PROGRAM, Bird.CONTROL, Frr.PROGRAM, Frr.CONTROL);
        List<String> ours = new ArrayList<>();
        faults().forEach(fault -> ours.add(fault.name + ": " + ourAnswer(fault)));
        try (Namespace lab = new Namespace()) {
            for (Daemon.Kind kind : Daemon.Kind.values()) {
                List<String> theirs = new ArrayList<>();
                for (Fault fault : faults()) {
                    Daemon daemon = kind.start(lab, new Setup().as(65001, 65002));
                    try {
                        theirs.add(fault.name + ": " + answer(lab, fault));
                    } finally {
                        daemon.close();
                    }
                    lab.forget();
                }
                theirs.removeAll(ours);
                assertThat(theirs)
                        .as("where %s answers in another way than we", kind)
                        .isEqualTo(others(kind));
            }
        }
    }

    /** RFC 7606 leaves RFC 4271's 3/2 in force for it; BIRD drops the route and says nothing, FRR finds the list malformed. */
    private static List<String> others(Daemon.Kind kind) {
        return List.of("unknown well-known attribute: " + (kind == Daemon.Kind.BIRD ? "none" : "3/1"));
    }

    private static String ourAnswer(Fault fault) {
        Setup setup = new Setup().as(65002, 65001);
        BgpSpeaker speaker = new BgpSpeaker(
                LiveBgp.router(BgpSessionConfig.of(
                                Ipv4.of("198.19.1.2"),
                                Ipv4.of("198.19.1.1"),
                                new Asn(setup.ours()),
                                Optional.of(new Asn(setup.theirs())))
                        .withPassive(true)),
                new SimulatedMesh.Dice(new SplittableRandom(1)));
        Outbox<SpeakerOutput> out = new Outbox<>();
        speaker.start(0, 0, out);
        int connection = speaker.accepted(0, 0, out).orElseThrow();
        Consumer<String> say = hex -> {
            byte[] octets = HexFormat.of().parseHex(hex);
            speaker.received(0, 0, connection, octets, 0, octets.length, out);
        };
        fault.before.forEach(say);
        say.accept(fault.message);
        String last = "none";
        for (SpeakerOutput output = out.poll(); output != null; output = out.poll()) {
            if (output instanceof SpeakerOutput.Send send && send.message()[BgpCodec.TYPE] == BgpMessage.NOTIFICATION) {
                last = send.message()[19] + "/" + send.message()[20];
            }
        }
        return last;
    }

    /** Says it as their neighbour, and reads until they take their leave. */
    private static String answer(Namespace lab, Fault fault) {
        try (Socket socket = lab.connect()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (String message : fault.before) {
                socket.getOutputStream().write(HexFormat.of().parseHex(message));
                read(in);
            }
            socket.getOutputStream().write(HexFormat.of().parseHex(fault.message));
            byte[] message = read(in);
            while (message.length > 0 && message[18] != BgpMessage.NOTIFICATION) {
                message = read(in);
            }
            // Who has nothing to object to waits until the hold time is over.
            boolean isContent = message.length == 0 || message[19] == 4;
            return isContent ? "none" : message[19] + "/" + message[20];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message; empty at the end of the connection. */
    private static byte[] read(DataInputStream in) {
        byte[] head = new byte[BgpCodec.HEADER];
        try {
            in.readFully(head);
            int length = (head[16] & 0xff) << 8 | head[17] & 0xff;
            byte[] message = new byte[length];
            System.arraycopy(head, 0, message, 0, head.length);
            in.readFully(message, head.length, length - head.length);
            return message;
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
