package dev.censim.proto.ikev1;

import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.model.policy.IkeConfig;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ikev1.Attribute;
import dev.censim.wire.ikev1.IsakmpProposal;
import dev.censim.wire.ikev1.IsakmpTransform;
import dev.censim.wire.ikev1.SecurityAssociation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The SA payload of phase 1: RFC 2409 appendix A. One algorithm of each kind is offered, as the product does. */
final class PhaseOneProposal {

    private static final int KEY_IKE = 1;

    private static final int ENCRYPTION = 1;
    private static final int HASH = 2;
    private static final int AUTHENTICATION_METHOD = 3;
    private static final int GROUP = 4;
    private static final int LIFE_TYPE = 11;
    private static final int LIFE_DURATION = 12;
    private static final int KEY_LENGTH = 14;

    private static final int PRE_SHARED_KEY = 1;
    private static final int SECONDS = 1;

    private static final int AES_CBC = 7;

    private PhaseOneProposal() {}

    /** The body of the payload. A lifetime that never ends is not mentioned. */
    static Octets offer(IkeConfig config) {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(Attribute.of(ENCRYPTION, number(config.ikeEncAlg())));
        attributes.add(Attribute.of(HASH, number(config.ikeAuthAlg())));
        attributes.add(Attribute.of(AUTHENTICATION_METHOD, PRE_SHARED_KEY));
        attributes.add(Attribute.of(GROUP, config.ikePfs().number()));
        attributes.addAll(lifetime(LIFE_TYPE, LIFE_DURATION, config.ikeLifetime()));
        if (isAes(config.ikeEncAlg())) {
            attributes.add(Attribute.of(KEY_LENGTH, 8 * config.ikeEncAlg().keyLength()));
        }
        IsakmpTransform transform = new IsakmpTransform(1, KEY_IKE, attributes);
        return body(new IsakmpProposal(1, IsakmpProposal.ISAKMP, Octets.EMPTY, List.of(transform)));
    }

    /**
     * The body of the answer: the first transform on offer that is configured here, as it was sent (RFC 2409 section 5). Lifetimes are
     * each end's own.
     */
    static Octets choose(Octets offered, IkeConfig config) throws Refused {
        for (IsakmpProposal proposal : read(offered)) {
            for (IsakmpTransform transform : proposal.transforms()) {
                if (proposal.protocol() == IsakmpProposal.ISAKMP && fits(transform, config)) {
                    return body(new IsakmpProposal(
                            proposal.number(), proposal.protocol(), proposal.spi(), List.of(transform)));
                }
            }
        }
        throw Refused.proposal();
    }

    /** Whether the answer is what was offered. */
    static void accept(Octets chosen, IkeConfig config) throws Refused {
        List<IsakmpProposal> proposals = read(chosen);
        boolean isOffered = proposals.size() == 1
                && proposals.get(0).protocol() == IsakmpProposal.ISAKMP
                && proposals.get(0).transforms().size() == 1
                && fits(proposals.get(0).transforms().get(0), config);
        if (!isOffered) {
            throw Refused.proposal();
        }
    }

    private static boolean fits(IsakmpTransform transform, IkeConfig config) {
        OptionalLong keyLength = isAes(config.ikeEncAlg())
                ? OptionalLong.of(8L * config.ikeEncAlg().keyLength())
                : OptionalLong.empty();
        return transform.id() == KEY_IKE
                && is(transform, ENCRYPTION, number(config.ikeEncAlg()))
                && is(transform, HASH, number(config.ikeAuthAlg()))
                && is(transform, AUTHENTICATION_METHOD, PRE_SHARED_KEY)
                && is(transform, GROUP, config.ikePfs().number())
                && transform.value(KEY_LENGTH).equals(keyLength);
    }

    private static boolean is(IsakmpTransform transform, int type, long value) {
        return transform.value(type).equals(OptionalLong.of(value));
    }

    static boolean isAes(EncryptionAlgorithm algorithm) {
        return switch (algorithm) {
            case AES128, AES192, AES256 -> true;
            case DES, TRIPLE_DES -> false;
        };
    }

    /** In seconds, the type before the duration; none when it never ends. */
    static List<Attribute> lifetime(int type, int duration, Duration lifetime) {
        return lifetime.isZero()
                ? List.of()
                : List.of(Attribute.of(type, SECONDS), Attribute.ofDuration(duration, lifetime.toSeconds()));
    }

    static List<IsakmpProposal> read(Octets body) throws Refused {
        try {
            return SecurityAssociation.read(body).proposals();
        } catch (Malformed e) {
            throw Refused.of(e);
        }
    }

    static Octets body(IsakmpProposal proposal) {
        return new SecurityAssociation(List.of(proposal)).body();
    }

    private static int number(EncryptionAlgorithm algorithm) {
        return switch (algorithm) {
            case DES -> 1;
            case TRIPLE_DES -> 5;
            case AES128, AES192, AES256 -> AES_CBC;
        };
    }

    private static int number(AuthenticationAlgorithm algorithm) {
        return switch (algorithm) {
            case MD5 -> 1;
            case SHA1 -> 2;
            case SHA256 -> 4;
            case SHA384 -> 5;
            case SHA512 -> 6;
        };
    }
}
