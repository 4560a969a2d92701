package dev.censim.scenarios.read;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import java.util.Optional;
import java.util.regex.Pattern;

/** The forms of values that are no quantities. */
final class Forms {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    static final Form<String> NAME_FORM = new Form<>(
            "1 to 64 letters, digits, '-' and '_'",
            "unnamed",
            text -> Optional.of(text).filter(name -> NAME.matcher(name).matches()));
    static final Form<String> TEXT = new Form<>("text", "", Optional::of);
    static final Form<Boolean> BOOLEAN = new Form<>("true, false", false, Forms::bool, Forms::boolHint);
    static final Form<Ipv4> ADDRESS =
            new Form<>("an IPv4 address such as 10.0.1.10", new Ipv4(0), Ipv4::tryParse, Forms::addressHint);
    static final Form<Prefix> PREFIX =
            new Form<>("an IPv4 CIDR block such as 10.0.0.0/16", Prefix.DEFAULT, Prefix::tryParse, Forms::prefixHint);
    static final Form<Asn> ASN =
            new Form<>("an AS number from 1 to 4294967295, or asdot such as 123.456", new Asn(1), Asn::tryParse);

    private Forms() {}

    private static Optional<Boolean> bool(String text) {
        return switch (text) {
            case "true", "True", "TRUE" -> Optional.of(true);
            case "false", "False", "FALSE" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<String> boolHint(String text) {
        return switch (text) {
            case "yes", "Yes", "on", "On", "1" -> Optional.of("write true");
            case "no", "No", "off", "Off", "0" -> Optional.of("write false");
            default -> Optional.empty();
        };
    }

    private static Optional<String> addressHint(String text) {
        return Prefix.tryParse(text).map(prefix -> "write the address alone, without '/" + prefix.length() + "'");
    }

    private static Optional<String> prefixHint(String text) {
        Optional<Ipv4> address = Ipv4.tryParse(text);
        if (address.isPresent()) {
            return Optional.of("the length is missing: write " + text + "/32 for the single address");
        }
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        Optional<Ipv4> network = Ipv4.tryParse(text.substring(0, slash));
        String length = text.substring(slash + 1);
        if (network.isEmpty() || !length.matches("[1-9]|[12]\\d|3[0-2]")) {
            return Optional.empty();
        }
        return Optional.of("bits behind the length are set: write "
                + Prefix.around(network.get(), Integer.parseInt(length)) + " or a longer length");
    }
}
