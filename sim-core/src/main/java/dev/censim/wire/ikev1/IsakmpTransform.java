package dev.censim.wire.ikev1;

import java.util.List;
import java.util.OptionalLong;

/**
 * A transform payload, RFC 2408 section 3.6.
 *
 * @param number unique in its proposal
 * @param id KEY_IKE in phase 1, the cipher in phase 2
 */
public record IsakmpTransform(int number, int id, List<Attribute> attributes) {

    public IsakmpTransform {
        attributes = List.copyOf(attributes);
    }

    /** The value of an attribute; the first when it is there twice. */
    public OptionalLong value(int type) {
        return attributes.stream()
                .filter(attribute -> attribute.type() == type)
                .mapToLong(Attribute::number)
                .findFirst();
    }
}
