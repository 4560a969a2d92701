package dev.censim.model.topology;

/** Gateway Type of the product page: over the Internet, or over a private circuit. */
public enum NetworkType {
    PUBLIC("public"),
    PRIVATE("private");

    private final String text;

    NetworkType(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
