package dev.censim.reports.timeline;

/** What kind of thing happened; at one instant causes come before effects. */
public enum Kind {
    FAULT(9, Tone.BAD),
    REPAIR(9, Tone.GOOD),
    CHANGE(9, Tone.PLAIN),
    IKE_FAILED(4, Tone.BAD),
    NAT_FORGOT(4, Tone.BAD),
    NAT_MAPPED(2, Tone.PLAIN),
    ESP_PATH(4, Tone.PLAIN),
    DEMAND(5, Tone.PLAIN),
    HEALTH_FAILED(7, Tone.BAD),
    TUNNEL_DOWN(8, Tone.BAD),
    TUNNEL_UP(8, Tone.GOOD),
    HEALTH_RECOVERED(7, Tone.GOOD),
    VBR_FAILED(7, Tone.BAD),
    VBR_RECOVERED(7, Tone.GOOD),
    BFD_DOWN(7, Tone.BAD),
    BFD_UP(5, Tone.GOOD),
    BGP_DOWN(7, Tone.BAD),
    BGP_UP(7, Tone.GOOD),
    ROUTE(3, Tone.PLAIN),
    PATH(5, Tone.PLAIN),
    OUTAGE(6, Tone.BAD),
    RECOVERY(6, Tone.GOOD);

    private final int weight;
    private final Tone tone;

    Kind(int weight, Tone tone) {
        this.weight = weight;
        this.tone = tone;
    }

    /** Where there is no room for all, the heavier stay. */
    int weight() {
        return weight;
    }

    public Tone tone() {
        return tone;
    }

    /** Whether it is good news. */
    public enum Tone {
        GOOD,
        BAD,
        PLAIN
    }
}
