package dev.censim.wire.bgp;

/**
 * A faulty path attribute which does not end the session, RFC 7606 section 2.
 *
 * @param type the attribute's type code; 0 when the list of attributes ended within an attribute's header
 * @param handling what was done about it
 * @param subcode the UPDATE message error subcode that RFC 4271 section 6.3 has for it
 */
public record AttributeFault(int type, Handling handling, int subcode) {

    public enum Handling {
        /** The routes of the UPDATE are handled as if they had been withdrawn. */
        TREAT_AS_WITHDRAW,
        /** The attribute is dropped and the rest of the UPDATE used. */
        ATTRIBUTE_DISCARD
    }
}
