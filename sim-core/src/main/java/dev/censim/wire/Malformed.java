package dev.censim.wire;

/** Bytes that a decoder refuses, with what the protocol must answer. Decoders throw nothing else, whatever the bytes. */
public final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final int subcode;
    private final int offset;

    /**
     * @param code the protocol's own error code: a BGP NOTIFICATION code, an IKE notify type; 0 when the protocol stays silent
     * @param subcode the protocol's subcode, 0 when it has none
     * @param offset where in the message the fault lies, in octets
     */
    public Malformed(int code, int subcode, int offset, String message) {
        super(message, null, false, false);
        this.code = code;
        this.subcode = subcode;
        this.offset = offset;
    }

    public int code() {
        return code;
    }

    public int subcode() {
        return subcode;
    }

    public int offset() {
        return offset;
    }
}
