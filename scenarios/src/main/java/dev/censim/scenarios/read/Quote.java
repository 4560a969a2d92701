package dev.censim.scenarios.read;

import java.util.Locale;

/** Text of a file inside a message: in quotes, shortened, without control characters. */
final class Quote {

    private static final int LONGEST = 60;

    private Quote() {}

    static String of(String text) {
        StringBuilder out = new StringBuilder("'");
        int at = 0;
        while (at < text.length() && at < LONGEST) {
            int c = text.codePointAt(at);
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || !Character.isDefined(c)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                out.appendCodePoint(c);
            }
            at += Character.charCount(c);
        }
        return out.append(at < text.length() ? "...'" : "'").toString();
    }
}
