package dev.censim.proto.ike;

import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.wire.ike.Transform;
import java.util.Optional;

/** The product's algorithms as transforms: numbers of RFC 7296 section 3.3.2 and RFC 4868 section 4. */
final class Algorithms {

    /** ESN 0: sequence numbers of 32 bits. */
    static final Transform NO_ESN = Transform.of(Transform.ESN, 0);
    /** Diffie-Hellman group 0: none. */
    static final Transform NO_DH = Transform.of(Transform.DH, 0);

    private Algorithms() {}

    static Transform encryption(EncryptionAlgorithm algorithm) {
        return switch (algorithm) {
            case DES -> Transform.of(Transform.ENCR, 2);
            case TRIPLE_DES -> Transform.of(Transform.ENCR, 3);
            case AES128, AES192, AES256 -> Transform.withKeyLength(Transform.ENCR, 12, 8 * algorithm.keyLength());
        };
    }

    static Transform prf(AuthenticationAlgorithm algorithm) {
        return Transform.of(
                Transform.PRF,
                switch (algorithm) {
                    case MD5 -> 1;
                    case SHA1 -> 2;
                    case SHA256 -> 5;
                    case SHA384 -> 6;
                    case SHA512 -> 7;
                });
    }

    static Transform integrity(AuthenticationAlgorithm algorithm) {
        return Transform.of(
                Transform.INTEG,
                switch (algorithm) {
                    case MD5 -> 1;
                    case SHA1 -> 2;
                    case SHA256 -> 12;
                    case SHA384 -> 13;
                    case SHA512 -> 14;
                });
    }

    static Transform group(DhGroup group) {
        return Transform.of(Transform.DH, group.number());
    }

    static Optional<DhGroup> group(int number) {
        for (DhGroup group : DhGroup.values()) {
            if (group.number() == number) {
                return Optional.of(group);
            }
        }
        return Optional.empty();
    }
}
