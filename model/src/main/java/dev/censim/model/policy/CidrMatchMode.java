package dev.censim.model.policy;

/** How the prefixes of a rule match a route ({@code cidr_match_mode}). */
public enum CidrMatchMode {
    /** The route lies in one of them. */
    INCLUDE("include"),
    /** The route is one of them. */
    COMPLETE("complete");

    private final String text;

    CidrMatchMode(String text) {
        this.text = text;
    }

    /** As scenarios write it. */
    public String text() {
        return text;
    }
}
