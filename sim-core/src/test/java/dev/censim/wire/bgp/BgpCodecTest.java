package dev.censim.wire.bgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.wire.Malformed;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BgpCodecTest {

    private static final String MARKER = "ff".repeat(16);
    private static final Ipv4 NEXT_HOP = Ipv4.of("1.2.3.4");

    @Test
    void theShortestMessagesAreThePublishedOctets() throws Malformed {
        assertThat(hex(new BgpMessage.Keepalive())).isEqualTo(MARKER + "001304");
        assertThat(hex(BgpMessage.Update.END_OF_RIB)).isEqualTo(MARKER + "00170200000000");
        assertThat(((BgpMessage.Update) decode(MARKER + "00170200000000")).isEndOfRib())
                .isTrue();
    }

    @Test
    void anInternalAnnouncementIsThePublishedOctets() {
        PathAttributes attributes =
                PathAttributes.of(Origin.IGP, AsPath.EMPTY, NEXT_HOP).withLocalPref(OptionalLong.of(100));
        assertThat(hex(BgpMessage.Update.announce(attributes, List.of(Prefix.of("1.0.0.0/24")))))
                .isEqualTo(MARKER + "0030020000001540010100400200400304010203044005040000006418010000");
    }

    @Test
    void aPathOfFourTakesFourOctetsPerAs() {
        AsPath path = AsPath.sequence(new Asn(1), new Asn(2), new Asn(3), new Asn(4));
        PathAttributes attributes = PathAttributes.of(Origin.IGP, path, NEXT_HOP);
        assertThat(hex(BgpMessage.Update.announce(attributes, List.of(Prefix.DEFAULT))))
                .contains("400212020400000001000000020000000300000004");
    }

    @Test
    void aWithdrawalOf25BitsTakesFourOctetsOfPrefix() {
        assertThat(hex(BgpMessage.Update.withdraw(List.of(Prefix.of("2.2.0.0/25")))))
                .isEqualTo(MARKER + "001c02000519020200000000");
    }

    @Test
    void capabilitiesMayComeInSeveralParameters() throws Malformed {
        BgpMessage.Open open = (BgpMessage.Open) decode(MARKER
                + "00490104fffd00b40a0000022c0206010400010001020641040000fffd0202060002164b14134578614247502f352e302e30"
                + "2d302b74657374");
        assertThat(open.asn()).isEqualTo(new Asn(0xfffd));
        assertThat(open.holdSeconds()).isEqualTo(180);
        assertThat(open.capabilities()).hasSize(4).startsWith(Capability.IPV4_UNICAST);
    }

    @Test
    void severalCapabilitiesMayShareOneParameter() throws Malformed {
        BgpMessage.Open open = (BgpMessage.Open)
                decode(MARKER + "002b01045ba0005a0a0000010e" + "020c" + "010400010001" + "4104fffffffe");
        assertThat(open.asn()).isEqualTo(new Asn(0xfffffffeL));
        assertThat(open.myAs()).isEqualTo(BgpCodec.AS_TRANS);
    }

    @Test
    void whatCanBeConstructedReadsBackEqual() throws Malformed {
        for (long seed = 0; seed < 20_000; seed++) {
            BgpMessage message = new RandomMessages(seed).message();
            for (boolean wide : new boolean[] {true, false}) {
                byte[] octets = BgpCodec.encode(message, wide);
                assertThat(BgpCodec.decode(octets, 0, octets.length, wide))
                        .as("seed %d, four octets %s", seed, wide)
                        .isEqualTo(message);
            }
        }
    }

    /** RFC 6793 section 4.2.3: the hops that an old speaker put in front are kept, the rest comes from AS4_PATH. */
    @Test
    void hopsOfOldSpeakersStandBeforeTheRestoredPath() throws Malformed {
        String attributes =
                "40010100" + "400208" + "0203" + "00075ba05ba0" + "40030401020304" + "c0110a0202" + "0001000000020000";
        BgpMessage.Update update = (BgpMessage.Update) decode(update(attributes, "080a"), false);
        assertThat(update.attributes().orElseThrow().asPath())
                .isEqualTo(AsPath.sequence(new Asn(7), new Asn(0x10000), new Asn(0x20000)));
    }

    @Test
    void aRestoredPathLongerThanThePathIsIgnored() throws Malformed {
        String attributes = "40010100" + "400204" + "02010007" + "40030401020304" + "c0110a0202" + "0001000000020000";
        BgpMessage.Update update = (BgpMessage.Update) decode(update(attributes, "080a"), false);
        assertThat(update.attributes().orElseThrow().asPath()).isEqualTo(AsPath.sequence(new Asn(7)));
    }

    /** RFC 6793 section 4.2.3: an old speaker aggregated after the four-octet attributes were written. */
    @Test
    void anAggregateOfAnOldSpeakerMakesBothFourOctetAttributesObsolete() throws Malformed {
        String attributes = "40010100" + "400206" + "020200075ba0" + "40030401020304" + "c00706000701010101"
                + "c011060201" + "00010000" + "c012080001000002020202";
        PathAttributes read = ((BgpMessage.Update) decode(update(attributes, "080a"), false))
                .attributes()
                .orElseThrow();
        assertThat(read.asPath()).isEqualTo(AsPath.sequence(new Asn(7), new Asn(23456)));
        assertThat(read.aggregator()).contains(new Aggregator(new Asn(7), Ipv4.of("1.1.1.1")));
    }

    @Test
    void fourOctetAttributesBetweenNewSpeakersMeanNothing() throws Malformed {
        String attributes = "40010100" + "400206" + "020100000007" + "40030401020304" + "c011060201" + "00010000";
        BgpMessage.Update update = (BgpMessage.Update) decode(update(attributes, "080a"));
        assertThat(update.attributes().orElseThrow().asPath()).isEqualTo(AsPath.sequence(new Asn(7)));
        assertThat(update.faults()).isEmpty();
    }

    @Test
    void aFaultyOriginWithdrawsTheRoutes() throws Malformed {
        assertTreatedAsWithdraw("40010103" + "400200" + "40030401020304", 1, 6);
    }

    @Test
    void aMissingNextHopWithdrawsTheRoutes() throws Malformed {
        assertTreatedAsWithdraw("40010100" + "400200", 3, 3);
    }

    @Test
    void wrongFlagsWithdrawTheRoutes() throws Malformed {
        assertTreatedAsWithdraw("c0010100" + "400200" + "40030401020304", 1, 4);
    }

    @Test
    void anEmptyPathSegmentWithdrawsTheRoutes() throws Malformed {
        assertTreatedAsWithdraw("40010100" + "4002020200" + "40030401020304", 2, 11);
    }

    @Test
    void asZeroInThePathWithdrawsTheRoutes() throws Malformed {
        assertTreatedAsWithdraw("40010100" + "400206020100000000" + "40030401020304", 2, 11);
    }

    @Test
    void anAttributeThatOverrunsTheListWithdrawsTheRoutes() throws Malformed {
        assertTreatedAsWithdraw("40010100" + "400200" + "40030401020304" + "8004ff00", 4, 1);
    }

    @Test
    void aFaultyAggregatorIsDiscarded() throws Malformed {
        BgpMessage.Update update = (BgpMessage.Update)
                decode(update("40010100" + "400200" + "40030401020304" + "c00706000701010101", "080a"));
        assertThat(update.attributes().orElseThrow().aggregator()).isEmpty();
        assertThat(update.faults())
                .containsExactly(new AttributeFault(7, AttributeFault.Handling.ATTRIBUTE_DISCARD, 9));
    }

    @Test
    void ofARepeatedAttributeTheFirstCounts() throws Malformed {
        BgpMessage.Update update =
                (BgpMessage.Update) decode(update("40010100" + "400200" + "40030401020304" + "40010102", "080a"));
        assertThat(update.attributes().orElseThrow().origin()).isEqualTo(Origin.IGP);
    }

    @Test
    void localPreferenceOfAnExternalPeerIsNotRead() throws Malformed {
        byte[] octets = bytes(update("40010100" + "400200" + "40030401020304" + "40050100", "080a"));
        BgpMessage.Update update = (BgpMessage.Update) BgpCodec.decode(octets, 0, octets.length, true, true);
        assertThat(update.attributes().orElseThrow().localPref()).isEmpty();
    }

    @Test
    void whatEndsTheSessionCarriesItsCode() {
        assertRefused(update("40010100" + "400200" + "40030401020304" + "40630100", "080a"), 3, 2);
        assertRefused(update("40010100" + "400200" + "40030401020304", "21ffffffffff"), 3, 10);
        assertRefused(update("800e00" + "800e00", "080a"), 3, 1);
        assertRefused(update("40010103", ""), 3, 6);
        assertRefused(MARKER + "00170200050000", 3, 1);
        assertRefused(MARKER + "001d01030001005a0a00000100", 2, 1);
        assertRefused(MARKER + "001d01040000005a0a00000100", 2, 2);
        assertRefused(MARKER + "001d01040001005a0000000000", 2, 3);
        assertRefused(MARKER + "001d0104000100020a00000100", 2, 6);
        assertRefused(MARKER + "002001040001005a0a00000103010100", 2, 4);
        assertRefused(MARKER + "001306", 1, 3);
        assertRefused(MARKER + "00140400", 1, 2);
        assertRefused("fe" + "ff".repeat(15) + "001304", 1, 1);
    }

    @Test
    void theAnswerToABadLengthQuotesIt() {
        byte[] octets = bytes(MARKER + "00120400");
        Malformed error = new Malformed(1, 2, 16, "");
        assertThat(BgpMessage.Notification.answering(error, octets, 0))
                .isEqualTo(new BgpMessage.Notification(1, 2, Octets.of(new byte[] {0, 0x12})));
    }

    @Test
    void theAnswerToAnUnknownWellKnownAttributeQuotesIt() {
        String attribute = "5063000301aaff";
        byte[] octets = bytes(update("40010100" + attribute, "080a"));
        assertThatThrownBy(() -> decode(hexOf(octets)))
                .isInstanceOfSatisfying(
                        Malformed.class,
                        error -> assertThat(BgpMessage.Notification.answering(error, octets, 0))
                                .isEqualTo(new BgpMessage.Notification(3, 2, Octets.of(bytes(attribute)))));
    }

    private static String hexOf(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    @Test
    void aMessageOver4096OctetsIsNotWritten() {
        List<Prefix> many = Collections.nCopies(900, Prefix.of("10.0.0.0/32"));
        assertThatThrownBy(() -> BgpCodec.encode(BgpMessage.Update.withdraw(many), true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noOctetsThrowAnythingButMalformed() {
        Dice dice = new Dice(4271);
        for (int round = 0; round < 200_000; round++) {
            byte[] octets = mutated(dice);
            try {
                BgpMessage read = BgpCodec.decode(octets, 0, octets.length, dice.coin(), dice.coin());
                if (read instanceof BgpMessage.Update update && !update.faults().isEmpty()) {
                    continue;
                }
                BgpCodec.encode(read, true);
            } catch (Malformed expected) {
                assertThat(expected.code()).isBetween(1, 3);
            } catch (IllegalArgumentException tooLong) {
                assertThat(tooLong).hasMessageContaining("a message of");
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "round " + round + ": " + HexFormat.of().formatHex(octets), e);
            }
        }
    }

    private static byte[] mutated(Dice dice) {
        byte[] octets = BgpCodec.encode(new RandomMessages(dice.nextLong()).message(), dice.coin());
        for (int i = dice.upTo(6); i > 0; i--) {
            octets[16 + dice.upTo(octets.length - 16)] = (byte) dice.nextLong();
        }
        int length = dice.upTo(4) == 0 ? Math.max(1, dice.upTo(octets.length + 1)) : octets.length;
        octets = Arrays.copyOf(octets, length);
        if (length >= 18 && dice.upTo(4) != 0) {
            octets[16] = (byte) (length >>> 8);
            octets[17] = (byte) length;
        }
        return octets;
    }

    private static void assertTreatedAsWithdraw(String attributes, int type, int subcode) throws Malformed {
        BgpMessage.Update update = (BgpMessage.Update) decode(update(attributes, "080a"));
        assertThat(update.announced()).isEmpty();
        assertThat(update.attributes()).isEqualTo(Optional.empty());
        assertThat(update.withdrawn()).containsExactly(Prefix.of("10.0.0.0/8"));
        assertThat(update.isTreatedAsWithdraw()).isTrue();
        assertThat(update.faults())
                .contains(new AttributeFault(type, AttributeFault.Handling.TREAT_AS_WITHDRAW, subcode));
    }

    private static void assertRefused(String hex, int code, int subcode) {
        assertThatThrownBy(() -> decode(hex))
                .as(hex)
                .isInstanceOfSatisfying(
                        Malformed.class,
                        error -> assertThat(List.of(error.code(), error.subcode()))
                                .containsExactly(code, subcode));
    }

    private static String update(String attributes, String nlri) {
        int octets = attributes.length() / 2;
        return MARKER + "%04x020000%04x".formatted(23 + octets + nlri.length() / 2, octets) + attributes + nlri;
    }

    private static BgpMessage decode(String hex) throws Malformed {
        return decode(hex, true);
    }

    private static BgpMessage decode(String hex, boolean wide) throws Malformed {
        byte[] octets = bytes(hex);
        return BgpCodec.decode(octets, 0, octets.length, wide);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(BgpMessage message) {
        return HexFormat.of().formatHex(BgpCodec.encode(message, true));
    }

    @Test
    void aRangeOfPrefixesIsAListLikeAnyOther() {
        List<Prefix> three = List.of(Prefix.of("10.2.0.0/16"), Prefix.of("10.1.0.0/16"), Prefix.of("10.3.0.0/16"));
        Nlri range = Nlri.of(three).range(1, 3);
        assertThat(range).isEqualTo(three.subList(1, 3));
        assertThat(range.range(0, 1)).isEqualTo(three.subList(1, 2));
        assertThat(range.sortedKeys())
                .containsExactly(three.get(1).key(), three.get(2).key());
        assertThatThrownBy(() -> range.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> range.range(1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
