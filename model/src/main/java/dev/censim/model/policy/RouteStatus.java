package dev.censim.model.policy;

/** The state of an entry of a transit router's table (vendor, "manage custom routes", Status). */
public enum RouteStatus {
    /** Packets are forwarded by it. */
    ACTIVE("Active"),
    /** It conflicts with an entry that was there before. */
    REJECTED("Rejected"),
    /** A routing policy denies it. */
    FORBIDDEN("Forbidden"),
    /** It takes over when what is better is gone. */
    BACKUP("Backup"),
    /** As good as those in use, and beyond the number that may share traffic. */
    CANDIDATE("Candidate"),
    /** An aggregate covers it. */
    SUPPRESSED("Suppressed");

    private final String text;

    RouteStatus(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
