package dev.censim.model.policy;

/** MODP groups of RFC 2409 section 6 and RFC 3526, with the product's names. Absence of a group ({@code disabled}) is an empty Optional. */
public enum DhGroup {
    GROUP1("group1", 1, 768),
    GROUP2("group2", 2, 1024),
    GROUP5("group5", 5, 1536),
    GROUP14("group14", 14, 2048);

    private final String text;
    private final int number;
    private final int modulusBits;

    DhGroup(String text, int number, int modulusBits) {
        this.text = text;
        this.number = number;
        this.modulusBits = modulusBits;
    }

    /** The product's name. */
    public String text() {
        return text;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }

    public int modulusBits() {
        return modulusBits;
    }

    /** Length of public values and shared secrets in octets, leading zeros included. */
    public int length() {
        return modulusBits / 8;
    }
}
