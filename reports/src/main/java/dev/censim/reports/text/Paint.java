package dev.censim.reports.text;

/** Colours of a terminal (ECMA-48 SGR), or none. */
enum Paint {
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private final String code;

    Paint(String code) {
        this.code = code;
    }

    String on(String text, boolean colour) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
