package dev.censim.scenarios.explain.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.facts.CaptureFact.FrameSeen;
import dev.censim.facts.Side;
import dev.censim.wire.IpProtocol;
import dev.censim.wire.Ipv4Header;
import dev.censim.wire.UdpHeader;
import dev.censim.wire.ike.Exchange;
import dev.censim.wire.ike.IkeCodec;
import dev.censim.wire.ike.IkeMessage;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ike.Payload;
import dev.censim.wire.ikev1.ExchangeType;
import dev.censim.wire.ikev1.IsakmpCodec;
import dev.censim.wire.ikev1.IsakmpMessage;
import dev.censim.wire.ikev1.IsakmpPayload;
import dev.censim.wire.ikev1.IsakmpProposal;
import dev.censim.wire.ikev1.Notification;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages made by hand, read without a run. */
class WiretapTest {

    private static final int CLOUD = 0x0a000001;
    private static final int CUSTOMER = 0x0a000002;

    private static byte[] packet(byte[] message, int port, int source, int destination) {
        int marker = port == 4500 ? 4 : 0;
        int length = UdpHeader.LENGTH + marker + message.length;
        byte[] packet = new byte[Ipv4Header.LENGTH + length];
        System.arraycopy(message, 0, packet, packet.length - message.length, message.length);
        Ipv4Header.write(packet, 0, packet.length, 1, 64, IpProtocol.UDP, source, destination);
        UdpHeader.write(packet, Ipv4Header.LENGTH, port, port, length, source, destination);
        return packet;
    }

    private static byte[] fromCustomer(byte[] message) {
        return packet(message, 500, CUSTOMER, CLOUD);
    }

    private static byte[] isakmp(ExchangeType exchange, boolean isEncrypted, int messageId, Octets body) {
        return IsakmpCodec.encode(
                new IsakmpMessage(7, 8, exchange, isEncrypted, messageId, IsakmpPayload.NOTIFY, body));
    }

    private static Octets notification(int type) {
        Octets body = new Notification(IsakmpProposal.ISAKMP, Octets.EMPTY, type, Octets.EMPTY).body();
        return Octets.of(IsakmpCodec.chain(List.of(new IsakmpPayload(IsakmpPayload.NOTIFY, body))));
    }

    private static List<IkeFrame> read(byte[]... packets) {
        Wiretap tap = new Wiretap(CLOUD, CLOUD);
        for (int i = 0; i < packets.length; i++) {
            tap.take(i + 1, new FrameSeen(i, 0, packets[i]));
        }
        return tap.frames();
    }

    private static List<String> told(byte[]... packets) {
        List<String> told = new ArrayList<>();
        read(packets).forEach(frame -> told.add(frame.told()));
        return told;
    }

    @ParameterizedTest
    @CsvSource({
        "7, INVALID-EXCHANGE-TYPE, INVALID_SYNTAX",
        "14, NO-PROPOSAL-CHOSEN, NO_PROPOSAL_CHOSEN",
        "16, PAYLOAD-MALFORMED, type 16",
        "17, INVALID-KEY-INFORMATION, INVALID_KE_PAYLOAD",
        "18, INVALID-ID-INFORMATION, type 18",
        "23, INVALID-HASH-INFORMATION, type 23",
        "24, AUTHENTICATION-FAILED, AUTHENTICATION_FAILED",
        "38, type 38, TS_UNACCEPTABLE"
    })
    void aNumberHasTheNameOfItsOwnVersion(int type, String version1, String version2) {
        byte[] informational = isakmp(ExchangeType.INFORMATIONAL, false, 5, notification(type));
        byte[] response = IkeCodec.encode(
                new IkeMessage(7, 8, Exchange.IKE_SA_INIT, false, true, 0, List.of(Payload.Notify.of(type))));

        assertThat(told(fromCustomer(informational), fromCustomer(response)))
                .containsExactly("informational: notify " + version1, "IKE_SA_INIT response: notify " + version2);
    }

    @Test
    void whatNoKeyOpensIsToldAsEncrypted() {
        byte[] secret = isakmp(ExchangeType.INFORMATIONAL, true, 5, Octets.of(new byte[32]));

        assertThat(told(fromCustomer(secret))).containsExactly("informational, encrypted");
    }

    @Test
    void aMessageThatIsSentAgainKeepsItsPlace() {
        byte[] first = fromCustomer(isakmp(ExchangeType.IDENTITY_PROTECTION, false, 0, notification(24578)));
        byte[] answer =
                packet(isakmp(ExchangeType.IDENTITY_PROTECTION, false, 0, notification(24577)), 500, CLOUD, CUSTOMER);
        List<IkeFrame> frames = read(first, first, answer, first);

        assertThat(frames)
                .extracting(IkeFrame::words)
                .containsExactly(
                        "main mode message 1", "main mode message 1", "main mode message 2", "main mode message 1");
        assertThat(frames)
                .extracting(IkeFrame::sender)
                .containsExactly(Side.CUSTOMER, Side.CUSTOMER, Side.CLOUD, Side.CUSTOMER);
        assertThat(frames.get(3).repeats(frames.get(0))).isTrue();
        assertThat(frames.get(2).repeats(frames.get(0))).isFalse();
    }

    @Test
    void quickModesAreCountedByTheirMessageId() {
        byte[] one = fromCustomer(isakmp(ExchangeType.QUICK_MODE, false, 5, notification(24578)));
        byte[] other = fromCustomer(isakmp(ExchangeType.QUICK_MODE, false, 6, notification(24578)));

        assertThat(read(one, other)).extracting(IkeFrame::ordinal).containsExactly(1, 1);
    }

    @Test
    void theMarkerOfPort4500IsNoPartOfAMessage() {
        byte[] message = isakmp(ExchangeType.INFORMATIONAL, false, 5, notification(36136));

        assertThat(told(packet(message, 4500, CUSTOMER, CLOUD))).containsExactly("informational: R-U-THERE");
        assertThat(read(packet(message, 4500, CUSTOMER, CLOUD)).get(0).isProbe())
                .isTrue();
    }

    @Test
    void octetsThatAreNoMessageAreNotTold() {
        byte[] cut = fromCustomer(new byte[27]);
        byte[] unknown = isakmp(ExchangeType.QUICK_MODE, false, 5, notification(14));
        unknown[18] = 99;

        assertThat(read(cut, fromCustomer(unknown), packet(unknown, 501, CUSTOMER, CLOUD)))
                .isEmpty();
    }

    @Test
    void payloadsThatCannotBeReadAreSaidToBeUnreadable() {
        byte[] informational = isakmp(ExchangeType.INFORMATIONAL, false, 5, notification(14));
        informational[31] = 1;

        assertThat(told(fromCustomer(informational))).containsExactly("informational, unreadable");
    }
}
