package dev.censim.scenarios.availability;

/** How the availability is found. */
public enum Method {
    /** Histories of years, drawn at random. */
    SAMPLING("sampling", "plain Monte Carlo; 95 % t interval over trials"),
    /** Single instants, drawn where failures meet. */
    IMPORTANCE("importance", "importance sampling by failure biasing; 95 % t interval over trials"),
    /** All sets of components, with their chances. */
    ENUMERATE("enumerate", "exact enumeration of all sets of components");

    private final String text;
    private final String words;

    Method(String text, String words) {
        this.text = text;
        this.words = words;
    }

    public String text() {
        return text;
    }

    /** What it is, and how its interval is made. */
    public String words() {
        return words;
    }
}
