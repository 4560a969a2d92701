package dev.censim.scenarios.diff;

/** Whether a difference is for the worse. */
public enum Effect {
    WORSE("worse"),
    BETTER("better"),
    OTHER("other");

    private final String text;

    Effect(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    static Effect of(boolean isWorse, boolean isBetter) {
        if (isWorse) {
            return WORSE;
        }
        return isBetter ? BETTER : OTHER;
    }
}
