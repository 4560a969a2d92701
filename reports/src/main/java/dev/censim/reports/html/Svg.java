package dev.censim.reports.html;

import java.util.Locale;

/** Writes an SVG drawing; every text and attribute is escaped. */
final class Svg {

    private static final double LETTER = 6.6;
    private static final double SMALL_LETTER = 5.8;

    private final StringBuilder out = new StringBuilder();

    /** Opens an element; attributes are names and values in turn. */
    Svg open(String element, Object... attributes) {
        tag(element, attributes).append('>');
        return this;
    }

    /**
     * Opens a group that a script can find.
     *
     * @param is names of what it shows, as paths of packets name hops; separated by spaces
     * @param fails ids of the elements whose failure strikes it, such as {@code path:internet-1}; separated by spaces
     */
    Svg part(String is, String fails) {
        return open("g", "data-is", is, "data-fails", fails);
    }

    Svg close(String element) {
        out.append("</").append(element).append('>');
        return this;
    }

    /** An element without content. */
    Svg put(String element, Object... attributes) {
        tag(element, attributes).append("/>");
        return this;
    }

    /** An element with a text, such as {@code text} or {@code title}. */
    Svg text(String element, String text, Object... attributes) {
        tag(element, attributes)
                .append('>')
                .append(escape(text))
                .append("</")
                .append(element)
                .append('>');
        return this;
    }

    Svg rect(String style, double x, double y, double width, double height, double radius) {
        return put("rect", "class", style, "x", x, "y", y, "width", width, "height", height, "rx", radius);
    }

    Svg line(String style, double x1, double y1, double x2, double y2) {
        return put("line", "class", style, "x1", x1, "y1", y1, "x2", x2, "y2", y2);
    }

    Svg label(String style, double x, double y, String text) {
        return text("text", text, "class", style, "x", x, "y", y);
    }

    /** A smooth line between two points that leaves and arrives horizontally. */
    Svg curve(String style, double x1, double y1, double x2, double y2) {
        double middle = (x1 + x2) / 2;
        String path = "M" + number(x1) + " " + number(y1) + "C" + number(middle) + " " + number(y1) + " "
                + number(middle) + " " + number(y2) + " " + number(x2) + " " + number(y2);
        return put("path", "class", style, "d", path);
    }

    private StringBuilder tag(String element, Object... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            String text = value instanceof Double number ? number(number) : escape(value.toString());
            out.append(' ').append(attributes[i]).append("=\"").append(text).append('"');
        }
        return out;
    }

    /** Cuts a text to about a width in pixels at a font size of 12. */
    static String fit(String text, double pixels) {
        return cut(text, (int) (pixels / LETTER));
    }

    /** The same in small letters. */
    static String fitSmall(String text, double pixels) {
        return cut(text, (int) (pixels / SMALL_LETTER));
    }

    private static String cut(String text, int letters) {
        return text.length() <= letters ? text : text.substring(0, Math.max(1, letters - 1)) + "\u2026";
    }

    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
