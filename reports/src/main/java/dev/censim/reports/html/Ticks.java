package dev.censim.reports.html;

/** Round steps of an axis. */
final class Ticks {

    private Ticks() {}

    /** The smallest of 1, 2 or 5 times a power of ten that divides a length into at most so many parts. */
    static double step(double length, int parts) {
        double power = 1e-9;
        while (true) {
            for (double factor : new double[] {1, 2, 5}) {
                if (power * factor * parts >= length) {
                    return power * factor;
                }
            }
            power *= 10;
        }
    }
}
