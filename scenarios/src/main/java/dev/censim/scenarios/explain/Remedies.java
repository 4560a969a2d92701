package dev.censim.scenarios.explain;

import dev.censim.facts.Side;

/** What to do about a finding, in the terms of the file. */
final class Remedies {

    private Remedies() {}

    /** One of the two ends has to take the other's value. */
    static String agree(Difference difference) {
        if (difference.parameter() == Parameter.PSK) {
            return "write the same psk for both ends: at " + place(difference.of(Side.CUSTOMER)) + ", or at "
                    + place(difference.of(Side.CLOUD));
        }
        if (difference.parameter() == Parameter.AUTH_KEY) {
            return "write the same authKey for both ends: at " + place(difference.of(Side.CUSTOMER)) + ", or at "
                    + place(difference.of(Side.CLOUD));
        }
        if (difference.parameter() == Parameter.BGP_HOLD) {
            boolean isOffAtCloud = difference.cloud().value().equals("0s");
            return isOffAtCloud
                    ? change(difference.cloud(), difference.customer())
                    : change(difference.customer(), difference.cloud());
        }
        if (isTheCustomers(difference.parameter())) {
            return change(difference.customer(), difference.cloud());
        }
        if (difference.parameter() == Parameter.DPD || difference.parameter() == Parameter.NAT_TRAVERSAL) {
            boolean isCloudRight = Boolean.parseBoolean(difference.cloud().value());
            return isCloudRight
                    ? change(difference.customer(), difference.cloud())
                    : change(difference.cloud(), difference.customer());
        }
        return change(difference.of(Side.CUSTOMER), difference.of(Side.CLOUD)) + ", or "
                + change(difference.of(Side.CLOUD), difference.of(Side.CUSTOMER));
    }

    /** What only the customer can have wrong. */
    private static boolean isTheCustomers(Parameter parameter) {
        return switch (parameter) {
            case GATEWAY_IP, ENABLE_BGP, LOCAL_BGP_IP, PEER_BGP_IP -> true;
            default -> false;
        };
    }

    private static String change(Setting wrong, Setting right) {
        return "set the " + wrong.side().text() + "'s " + wrong.key() + " to " + right.value() + " at " + place(wrong);
    }

    private static String place(Setting setting) {
        return setting.written()
                .map(Object::toString)
                .orElse(setting.side() == Side.CLOUD ? "the connection or the tunnel" : "the tunnel's peer");
    }
}
