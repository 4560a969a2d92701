package dev.censim.wire.ike;

import java.util.Optional;

/** The four exchanges of IKEv2, RFC 7296 section 3.1. */
public enum Exchange {
    IKE_SA_INIT(34),
    IKE_AUTH(35),
    CREATE_CHILD_SA(36),
    INFORMATIONAL(37);

    private final int number;

    Exchange(int number) {
        this.number = number;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }

    public static Optional<Exchange> of(int number) {
        for (Exchange exchange : values()) {
            if (exchange.number == number) {
                return Optional.of(exchange);
            }
        }
        return Optional.empty();
    }
}
