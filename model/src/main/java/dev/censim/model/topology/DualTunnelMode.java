package dev.censim.model.topology;

/** How the two tunnels of a connection share traffic; fail-back is automatic in both. */
public enum DualTunnelMode {
    ECMP("ecmp"),
    ACTIVE_STANDBY("activeStandby");

    private final String text;

    DualTunnelMode(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
