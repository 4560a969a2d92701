package dev.censim.benchmarks;

import java.util.PriorityQueue;

/**
 * The hold model: each of so many pending events, when it is handled, schedules the next one of its owner after a random time. The
 * increments are exponential, drawn beforehand from the uniform numbers of SplitMix64 with seed 1 by inversion; {@code ns3-hold.cc}
 * draws the same.
 */
final class HoldModel {

    static final double MEAN_NANOS = 1e9;

    private static final int INCREMENTS = 1 << 16;

    private final long[] increments = new long[INCREMENTS];
    private int drawn;
    private long check;

    HoldModel() {
        long state = 1;
        for (int i = 0; i < INCREMENTS; i++) {
            state += 0x9e3779b97f4a7c15L;
            long z = state;
            z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
            z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
            z ^= z >>> 31;
            double uniform = ((z >>> 11) + 0.5) * 0x1p-53;
            increments[i] = 1 + (long) (-StrictMath.log(uniform) * MEAN_NANOS);
        }
    }

    long draw() {
        return increments[drawn++ & INCREMENTS - 1];
    }

    /** What an event does: it is counted in, and tells when the next one of its owner is due. */
    long handle(long now) {
        check = 31 * check + now;
        return now + draw();
    }

    /** A digest of the instants at which events were handled, in their order; the order within one instant makes no difference. */
    long check() {
        return check;
    }

    /** How long it takes, on average, until so many events are handled. */
    static long nanos(int pending, long events) {
        return Math.round(MEAN_NANOS / pending * events);
    }

    /** What any event list must do up to an instant. */
    record Expectation(long until, int events, long check) {

        static Expectation of(int pending) {
            HoldModel model = new HoldModel();
            PriorityQueue<Long> instants = new PriorityQueue<>();
            for (int i = 0; i < pending; i++) {
                instants.add(model.draw());
            }
            long until = nanos(pending, 50_000);
            int events = 0;
            while (instants.element() <= until) {
                instants.add(model.handle(instants.remove()));
                events++;
            }
            return new Expectation(until, events, model.check());
        }

        void hold(String who, HoldModel model) {
            if (model.check() != check) {
                throw new IllegalStateException(who + " handles events at other instants or in another order");
            }
        }
    }
}
