package dev.censim.scenarios.read;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The word that a user probably meant. */
public final class Suggestion {

    private static final int LONGEST = 64;

    private Suggestion() {}

    /** The nearest of the words, the first among equals; empty when more than a third of the letters would have to change. */
    public static Optional<String> nearest(String typed, Collection<String> words) {
        Optional<String> best = Optional.empty();
        int bestDistance = Math.max(1, Math.min(typed.length(), LONGEST) / 3) + 1;
        if (typed.length() > LONGEST) {
            return best;
        }
        String typedLower = typed.toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (Math.abs(word.length() - typed.length()) < bestDistance && word.length() <= LONGEST) {
                int distance = distance(typedLower, word.toLowerCase(Locale.ROOT));
                if (distance < bestDistance) {
                    best = Optional.of(word);
                    bestDistance = distance;
                }
            }
        }
        return best;
    }

    /** Damerau-Levenshtein: insertions, deletions, substitutions, and exchanges of neighbours (optimal string alignment). */
    static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = row;
        }
        return last[b.length()];
    }
}
