package dev.censim.proto.ikev1;

import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.model.policy.IpsecConfig;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ikev1.Attribute;
import dev.censim.wire.ikev1.IsakmpPayload;
import dev.censim.wire.ikev1.IsakmpProposal;
import dev.censim.wire.ikev1.IsakmpTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The SA payload of quick mode: RFC 2407 sections 4.4.4 and 4.5. One algorithm of each kind is offered, as the product does.
 *
 * @param isWithinUdp ESP goes within UDP: the encapsulation mode says so (RFC 3947 section 5.1)
 */
record QuickProposal(IpsecConfig config, boolean isWithinUdp) {

    private static final int LIFE_TYPE = 1;
    private static final int LIFE_DURATION = 2;
    private static final int GROUP = 3;
    private static final int ENCAPSULATION_MODE = 4;
    private static final int AUTHENTICATION = 5;
    private static final int KEY_LENGTH = 6;

    private static final int TUNNEL = 1;
    private static final int UDP_ENCAPSULATED_TUNNEL = 3;

    private static final int SPI_LENGTH = 4;

    /** A transform that fits, and the SPI that its sender receives by. */
    record Choice(IsakmpProposal proposal, int spi) {}

    /** The body of the payload. A lifetime that never ends is not mentioned. */
    Octets offer(int spi) {
        List<Attribute> attributes = new ArrayList<>();
        attributes.addAll(PhaseOneProposal.lifetime(LIFE_TYPE, LIFE_DURATION, config.ipsecLifetime()));
        config.ipsecPfs().ifPresent(group -> attributes.add(Attribute.of(GROUP, group.number())));
        attributes.add(Attribute.of(ENCAPSULATION_MODE, encapsulation()));
        attributes.add(Attribute.of(AUTHENTICATION, number(config.ipsecAuthAlg())));
        if (PhaseOneProposal.isAes(config.ipsecEncAlg())) {
            attributes.add(Attribute.of(KEY_LENGTH, 8 * config.ipsecEncAlg().keyLength()));
        }
        IsakmpTransform transform = new IsakmpTransform(1, number(config.ipsecEncAlg()), attributes);
        return PhaseOneProposal.body(new IsakmpProposal(1, IsakmpProposal.ESP, Octets.ofInt(spi), List.of(transform)));
    }

    /** The first transform on offer that is configured here. A proposal whose number comes twice asks for two protocols together. */
    Choice choose(Octets offered) throws Refused {
        List<IsakmpProposal> proposals = PhaseOneProposal.read(offered);
        for (IsakmpProposal proposal : proposals) {
            boolean isAlone = proposals.stream()
                            .filter(other -> other.number() == proposal.number())
                            .count()
                    == 1;
            for (IsakmpTransform transform : proposal.transforms()) {
                if (isAlone && isEsp(proposal) && fits(transform)) {
                    return new Choice(
                            new IsakmpProposal(
                                    proposal.number(), proposal.protocol(), proposal.spi(), List.of(transform)),
                            (int) proposal.spi().toLong());
                }
            }
        }
        throw Refused.proposal();
    }

    /** The body of the answer: the transform as it was sent, with the SPI of this end. */
    static Octets answer(Choice choice, int spi) {
        IsakmpProposal chosen = choice.proposal();
        return PhaseOneProposal.body(
                new IsakmpProposal(chosen.number(), chosen.protocol(), Octets.ofInt(spi), chosen.transforms()));
    }

    /** The peer's SPI, if the answer is what was offered. */
    int accept(Octets answer) throws Refused {
        List<IsakmpProposal> proposals = PhaseOneProposal.read(answer);
        if (proposals.size() != 1 || proposals.get(0).transforms().size() != 1) {
            throw Refused.proposal();
        }
        return choose(answer).spi();
    }

    /** The SPI that the sender of an SA payload gives, 0 when it cannot be known. */
    static int spi(Payloads message) {
        try {
            return PhaseOneProposal.read(message.required(IsakmpPayload.SA)).stream()
                    .filter(QuickProposal::isEsp)
                    .mapToInt(proposal -> (int) proposal.spi().toLong())
                    .findFirst()
                    .orElse(0);
        } catch (Refused e) {
            return 0;
        }
    }

    private static boolean isEsp(IsakmpProposal proposal) {
        return proposal.protocol() == IsakmpProposal.ESP
                && proposal.spi().length() == SPI_LENGTH
                && proposal.spi().toLong() >= PhaseTwoSas.RESERVED_SPIS;
    }

    private boolean fits(IsakmpTransform transform) {
        OptionalLong keyLength = PhaseOneProposal.isAes(config.ipsecEncAlg())
                ? OptionalLong.of(8L * config.ipsecEncAlg().keyLength())
                : OptionalLong.empty();
        OptionalLong group =
                config.ipsecPfs().map(DhGroup::number).map(OptionalLong::of).orElse(OptionalLong.empty());
        return transform.id() == number(config.ipsecEncAlg())
                && transform.value(AUTHENTICATION).equals(OptionalLong.of(number(config.ipsecAuthAlg())))
                && transform.value(ENCAPSULATION_MODE).equals(OptionalLong.of(encapsulation()))
                && transform.value(GROUP).equals(group)
                && transform.value(KEY_LENGTH).equals(keyLength);
    }

    private int encapsulation() {
        return isWithinUdp ? UDP_ENCAPSULATED_TUNNEL : TUNNEL;
    }

    private static int number(EncryptionAlgorithm algorithm) {
        return switch (algorithm) {
            case DES -> 2;
            case TRIPLE_DES -> 3;
            case AES128, AES192, AES256 -> 12;
        };
    }

    private static int number(AuthenticationAlgorithm algorithm) {
        return switch (algorithm) {
            case MD5 -> 1;
            case SHA1 -> 2;
            case SHA256 -> 5;
            case SHA384 -> 6;
            case SHA512 -> 7;
        };
    }
}
