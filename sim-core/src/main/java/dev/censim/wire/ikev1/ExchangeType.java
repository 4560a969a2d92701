package dev.censim.wire.ikev1;

import java.util.Optional;

/** The exchanges that are spoken here: RFC 2408 section 3.1, RFC 2409 appendix A. */
public enum ExchangeType {
    /** Main mode. */
    IDENTITY_PROTECTION(2),
    AGGRESSIVE(4),
    INFORMATIONAL(5),
    QUICK_MODE(32);

    private final int number;

    ExchangeType(int number) {
        this.number = number;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }

    public static Optional<ExchangeType> of(int number) {
        for (ExchangeType exchange : values()) {
            if (exchange.number == number) {
                return Optional.of(exchange);
            }
        }
        return Optional.empty();
    }
}
