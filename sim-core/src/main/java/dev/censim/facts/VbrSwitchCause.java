package dev.censim.facts;

/** What made a VBR withdraw all of its routes at once. */
public enum VbrSwitchCause {
    HEALTH_CHECK("health check"),
    FAILOVER_GROUP("failover group");

    private final String text;

    VbrSwitchCause(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
