package dev.censim.wire.ikev1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.censim.model.address.Prefix;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Octets;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies inside the payloads: RFC 2408 sections 3.4 to 3.15, RFC 2407 section 4. */
class PayloadBodiesTest {

    /** One ISAKMP proposal with two transforms: AES-128, SHA1, PSK, group 2, 86400 s; the second is 3DES. */
    private static final String PHASE_1 = "00000001" + "00000001" // IPsec DOI, SIT_IDENTITY_ONLY
            + "0000004c" + "01010002" // the only proposal, 76 octets: number 1, ISAKMP, no SPI, 2 transforms
            + "03000028" + "01010000" // more transforms, 40 octets: number 1, KEY_IKE
            + "80010007" + "800e0080" + "80020002" + "80030001" + "80040002" + "800b0001" + "000c000400015180"
            + "0000001c" + "02010000" // the last, 28 octets
            + "80010005" + "80020002" + "80030001" + "80040002" + "800b0001";

    /** One ESP proposal with an SPI and one transform: AES-128, SHA1, tunnel, group 2. */
    private static final String PHASE_2 = "00000001" + "00000001" // DOI, situation
            + "00000028" + "01030401" + "59e7c605" // number 1, ESP, SPI of 4 octets, 1 transform
            + "0000001c" + "010c0000" // number 1, ESP_AES
            + "80030002" + "80040001" + "80050002" + "80060080" + "80010001";

    private static SecurityAssociation sa(String body) throws Malformed {
        return SecurityAssociation.read(Octets.hex(body));
    }

    private static Malformed refusal(String body) {
        return catchThrowableOfType(Malformed.class, () -> sa(body));
    }

    private static String with(String body, int octet, String value) {
        return body.substring(0, 2 * octet) + value + body.substring(2 * octet + value.length());
    }

    @Test
    void aPhaseOneOfferIsReadTransformByTransform() throws Malformed {
        IsakmpProposal proposal = sa(PHASE_1).proposals().get(0);

        assertThat(proposal.protocol()).isEqualTo(IsakmpProposal.ISAKMP);
        assertThat(proposal.spi()).isEqualTo(Octets.EMPTY);
        assertThat(proposal.transforms()).map(IsakmpTransform::number).containsExactly(1, 2);
        IsakmpTransform first = proposal.transforms().get(0);
        assertThat(first.value(1)).hasValue(7);
        assertThat(first.value(14)).hasValue(128);
        assertThat(first.value(12)).hasValue(86_400);
        assertThat(first.value(99)).isEmpty();
        assertThat(proposal.transforms().get(1).value(1)).hasValue(5);
    }

    @Test
    void aPhaseTwoOfferCarriesTheSpiOfItsSender() throws Malformed {
        IsakmpProposal proposal = sa(PHASE_2).proposals().get(0);

        assertThat(proposal.protocol()).isEqualTo(IsakmpProposal.ESP);
        assertThat(proposal.spi()).isEqualTo(Octets.hex("59e7c605"));
        assertThat(proposal.transforms().get(0).id()).isEqualTo(12);
        assertThat(proposal.transforms().get(0).value(3)).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {PHASE_1, PHASE_2})
    void anOfferIsWrittenAsItWasRead(String body) throws Malformed {
        assertThat(sa(body).body()).isEqualTo(Octets.hex(body));
    }

    @Test
    void severalProposalsAreChained() throws Malformed {
        SecurityAssociation two = new SecurityAssociation(List.of(
                new IsakmpProposal(1, IsakmpProposal.ESP, Octets.hex("00000100"), List.of()),
                new IsakmpProposal(2, IsakmpProposal.ESP, Octets.hex("00000101"), List.of())));

        assertThat(two.body().at(8)).isEqualTo(2);
        assertThat(two.body().at(8 + 12)).isZero();
        assertThat(SecurityAssociation.read(two.body())).isEqualTo(two);
    }

    @Test
    void anotherDoiOrSituationIsRefused() {
        assertThat(refusal(with(PHASE_1, 3, "02")).code()).isEqualTo(NotifyMessage.BAD_PROPOSAL_SYNTAX);
        assertThat(refusal(with(PHASE_1, 7, "02")).code()).isEqualTo(NotifyMessage.BAD_PROPOSAL_SYNTAX);
    }

    @Test
    void moreOrFewerTransformsThanAnnouncedAreRefused() {
        assertThat(refusal(with(PHASE_1, 15, "01")).code()).isEqualTo(NotifyMessage.BAD_PROPOSAL_SYNTAX);
        assertThat(refusal(with(PHASE_1, 15, "03")).code()).isEqualTo(NotifyMessage.BAD_PROPOSAL_SYNTAX);
        assertThat(refusal(with(PHASE_1, 15, "00"))).isNotNull();
    }

    /** A proposal within a transform, or a transform in a proposal's place. */
    @Test
    void aChainOfTheWrongKindIsRefused() {
        assertThat(refusal(with(PHASE_1, 8, "03")).code()).isEqualTo(NotifyMessage.BAD_PROPOSAL_SYNTAX);
        assertThat(refusal(with(PHASE_1, 16, "02")).code()).isEqualTo(NotifyMessage.BAD_PROPOSAL_SYNTAX);
    }

    /** Lengths of proposal (octet 10), first transform (18) and second (58) that overlap what follows, or end too early. */
    @Test
    void lengthsThatOverlapAreRefused() {
        for (int octet : new int[] {10, 18, 58}) {
            for (String length : List.of("0000", "0003", "0004", "0007", "001b", "0029", "004d", "ffff")) {
                assertThat(refusal(with(PHASE_1, octet, length)))
                        .as("length %s at octet %d", length, octet)
                        .isNotNull();
            }
        }
    }

    @Test
    void anAttributeThatReachesBeyondItsTransformIsRefused() {
        int lengthOfTheLifetime = 16 + 8 + 6 * 4 + 2;
        assertThat(PHASE_1.substring(2 * lengthOfTheLifetime)).startsWith("0004");
        assertThat(refusal(with(PHASE_1, lengthOfTheLifetime, "0005"))).isNotNull();
        assertThat(refusal(with(PHASE_1, lengthOfTheLifetime, "ffff"))).isNotNull();
        assertThat(refusal(with(PHASE_1, lengthOfTheLifetime, "0003"))).isNotNull();
    }

    @Test
    void anSpiLongerThanItsProposalIsRefused() {
        assertThat(refusal(with(PHASE_2, 14, "ff"))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {PHASE_1, PHASE_2})
    void everyTruncationOfAnOfferIsRefused(String body) {
        for (int length = 0; length < body.length(); length += 2) {
            assertThat(refusal(body.substring(0, length)))
                    .as("cut to %d octets", length / 2)
                    .isNotNull();
        }
    }

    @Test
    void octetsBehindAnOfferAreRefused() {
        assertThat(refusal(PHASE_1 + "00").code()).isEqualTo(NotifyMessage.PAYLOAD_MALFORMED);
    }

    /** RFC 2408 section 3.3; only durations may take either form (RFC 2409 appendix A). */
    @Test
    void aDurationTakesTheShortFormWhenItFits() {
        assertThat(Attribute.ofDuration(12, 28_800)).isEqualTo(Attribute.of(12, 28_800));
        assertThat(Attribute.ofDuration(12, 65_536))
                .isEqualTo(new Attribute(12, false, Octets.hex("00010000")))
                .extracting(Attribute::number)
                .isEqualTo(65_536L);
    }

    @Test
    void anAttributeMayBeLongOrEmptyAndIsThenNoNumber() throws Malformed {
        Attribute none = new Attribute(12, false, Octets.EMPTY);
        Attribute nine = new Attribute(12, false, Octets.hex("010203040506070809"));
        SecurityAssociation offer = new SecurityAssociation(List.of(new IsakmpProposal(
                1, IsakmpProposal.ISAKMP, Octets.EMPTY, List.of(new IsakmpTransform(1, 1, List.of(none, nine))))));

        assertThat(SecurityAssociation.read(offer.body())).isEqualTo(offer);
        assertThat(none.number()).isEqualTo(-1);
        assertThat(nine.number()).isEqualTo(-1);
    }

    @Test
    void aQuestionForLifeIsANotificationAboutTheCookies() throws Malformed {
        Octets body = Octets.hex("00000001" + "01" + "10" + "8d28" // IPsec DOI, ISAKMP, 16 octets of SPI, R-U-THERE
                + "6878185b01e5f0d5" + "6cdbf972c1c05375" + "2bb8fe77");
        Notification question = Notification.read(body);

        assertThat(question.type()).isEqualTo(NotifyMessage.R_U_THERE);
        assertThat(question.isError()).isFalse();
        assertThat(question.spi()).isEqualTo(Octets.hex("6878185b01e5f0d56cdbf972c1c05375"));
        assertThat(question.data()).isEqualTo(Octets.hex("2bb8fe77"));
        assertThat(question.body()).isEqualTo(body);
    }

    @Test
    void errorsEndWhereStatusesBegin() throws Malformed {
        assertThat(Notification.read(Octets.hex("00000001" + "0100" + "000e")).isError())
                .isTrue();
        assertThat(Notification.read(Octets.hex("00000001" + "0100" + "3fff")).isError())
                .isTrue();
        assertThat(Notification.read(Octets.hex("00000001" + "0100" + "4000")).isError())
                .isFalse();
    }

    @Test
    void aNotificationWhoseSpiReachesBeyondItIsRefused() {
        assertThat(catchThrowableOfType(
                        Malformed.class,
                        () -> Notification.read(Octets.hex("00000001" + "0105" + "000e" + "01020304"))))
                .isNotNull();
        assertThat(catchThrowableOfType(Malformed.class, () -> Notification.read(Octets.hex("00000001" + "0100"))))
                .isNotNull();
    }

    @Test
    void aDeletionNamesTheSpisOfItsSender() throws Malformed {
        Octets body = Octets.hex("00000001" + "03" + "04" + "0002" + "59e7c605" + "4876eaa1");
        Deletion deletion = Deletion.read(body);

        assertThat(deletion).isEqualTo(new Deletion(3, List.of(Octets.hex("59e7c605"), Octets.hex("4876eaa1"))));
        assertThat(deletion.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000103040003" + "59e7c6054876eaa1",
                "0000000103040001" + "59e7c6054876eaa1",
                "00000001030400"
            })
    void aDeletionWithMoreOrFewerSpisThanItSaysIsRefused(String body) {
        assertThat(catchThrowableOfType(Malformed.class, () -> Deletion.read(Octets.hex(body))))
                .isNotNull();
    }

    /** 65535 SPIs of no length take no time and no room. */
    @Test
    void aDeletionOfNothingManyTimesIsOfNothing() throws Malformed {
        assertThat(Deletion.read(Octets.hex("00000001" + "03" + "00" + "ffff")).spis())
                .isEmpty();
    }

    @Test
    void anIdentityIsAnAddressOrElseAName() {
        assertThat(Identification.of("198.51.100.10").body()).isEqualTo(Octets.hex("01000000" + "c633640a"));
        assertThat(Identification.of("gw.example").body())
                .isEqualTo(Octets.hex("02000000" + Octets.ascii("gw.example")));
    }

    @Test
    void aPrefixIsASubnetOfAddressAndMask() throws Malformed {
        Octets body = Octets.hex("04000000" + "ac100000" + "fff00000");

        assertThat(Identification.of(Prefix.of("172.16.0.0/12")).body()).isEqualTo(body);
        assertThat(Identification.read(body).prefix()).hasValue(Prefix.of("172.16.0.0/12"));
        assertThat(Identification.read(Octets.hex("04000000" + "00000000" + "00000000"))
                        .prefix())
                .hasValue(Prefix.DEFAULT);
        assertThat(Identification.read(Octets.hex("01000000" + "c633640a")).prefix())
                .hasValue(Prefix.of("198.51.100.10/32"));
    }

    /** A mask with a hole, an address with bits outside its mask, lengths of other types. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "04000000" + "ac100000" + "ff00ff00",
                "04000000" + "ac100001" + "fff00000",
                "04000000" + "ac100000",
                "01000000" + "ac10",
                "02000000" + "ac100000" + "fff00000"
            })
    void whatIsNoPrefixIsNotTakenForOne(String body) throws Malformed {
        assertThat(Identification.read(Octets.hex(body)).prefix()).isEmpty();
    }

    /** RFC 2407 section 4.6.2 lets phase 1 say UDP and port 500 or nothing. */
    @Test
    void protocolAndPortDoNotMakeAnotherIdentity() throws Malformed {
        Identification bare = Identification.of("198.51.100.10");
        Identification withPort = Identification.read(Octets.hex("011101f4" + "c633640a"));

        assertThat(withPort.protocol()).isEqualTo(17);
        assertThat(withPort.port()).isEqualTo(500);
        assertThat(withPort.isSameAs(bare)).isTrue();
        assertThat(withPort).isNotEqualTo(bare);
        assertThat(Identification.of("198.51.100.11").isSameAs(bare)).isFalse();
    }

    /** The capabilities are told by hashes: RFC 3947 section 3.1, RFC 3706 section 5. */
    @Test
    void vendorIdsAreThoseOfTheRfcs() throws Exception {
        assertThat(VendorId.NAT_TRAVERSAL)
                .isEqualTo(Octets.of(MessageDigest.getInstance("MD5")
                        .digest(Octets.ascii("RFC 3947").bytes())));
        assertThat(VendorId.DPD).isEqualTo(Octets.hex("afcad71368a1f1c96b8696fc77570100"));
    }
}
