package dev.censim.scenarios.explain;

import dev.censim.facts.IkeExchange;
import dev.censim.facts.IkeFailure;
import java.util.EnumSet;
import java.util.Set;

/** Which parameters can be at fault when an exchange fails for a cause: those that it negotiates and that the cause can be about. */
final class Negotiated {

    private static final Set<Parameter> IKE_ALGORITHMS =
            EnumSet.of(Parameter.IKE_ENC_ALG, Parameter.IKE_AUTH_ALG, Parameter.IKE_PFS);

    /** RFC 7296 section 1.2: the first child SA has no key exchange of its own. */
    private static final Set<Parameter> FIRST_CHILD = EnumSet.of(Parameter.IPSEC_ENC_ALG, Parameter.IPSEC_AUTH_ALG);

    private static final Set<Parameter> CHILD =
            EnumSet.of(Parameter.IPSEC_ENC_ALG, Parameter.IPSEC_AUTH_ALG, Parameter.IPSEC_PFS);

    private Negotiated() {}

    static Set<Parameter> in(IkeExchange exchange, IkeFailure cause) {
        return switch (cause) {
            case NO_PROPOSAL_CHOSEN, INVALID_KE_PAYLOAD, MISSING_PAYLOAD -> algorithms(exchange);
            case AUTHENTICATION_FAILED, UNDECRYPTABLE, INVALID_HASH -> EnumSet.of(Parameter.PSK);
            case INVALID_ID -> EnumSet.of(Parameter.LOCAL_ID, Parameter.REMOTE_ID);
            case TS_UNACCEPTABLE -> EnumSet.of(Parameter.LOCAL_SUBNET, Parameter.REMOTE_SUBNET);
            case INVALID_MAJOR_VERSION -> EnumSet.of(Parameter.IKE_VERSION);
            case INVALID_EXCHANGE_TYPE -> EnumSet.of(Parameter.IKE_MODE);
            case UNEXPECTED_PAYLOAD ->
                exchange == IkeExchange.QUICK_MODE
                        ? EnumSet.of(Parameter.IPSEC_PFS, Parameter.NAT_TRAVERSAL)
                        : EnumSet.of(Parameter.NAT_TRAVERSAL);
            case NO_RESPONSE, INVALID_SYNTAX, UNSUPPORTED_CRITICAL_PAYLOAD, OTHER -> EnumSet.noneOf(Parameter.class);
        };
    }

    private static Set<Parameter> algorithms(IkeExchange exchange) {
        return switch (exchange) {
            case IKE_SA_INIT, REKEY_IKE_SA, MAIN_MODE, AGGRESSIVE_MODE -> IKE_ALGORITHMS;
            case IKE_AUTH -> FIRST_CHILD;
            case CREATE_CHILD_SA, REKEY_CHILD_SA, QUICK_MODE -> CHILD;
            case INFORMATIONAL -> EnumSet.noneOf(Parameter.class);
        };
    }
}
