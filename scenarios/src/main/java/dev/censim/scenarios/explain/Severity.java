package dev.censim.scenarios.explain;

/** How bad the vendor's diagnosis calls a finding. */
public enum Severity {
    /** The tunnel carries nothing because of it, or its BGP session is down because of it. */
    CRITICAL("Critical"),
    /** The tunnel is up, or fails for another reason first; this is wrong all the same. */
    WARN("Warn"),
    /** Nothing is wrong. */
    NORMAL("Normal");

    private final String text;

    Severity(String text) {
        this.text = text;
    }

    /** As the vendor writes it. */
    public String text() {
        return text;
    }
}
