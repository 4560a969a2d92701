package dev.censim.scenarios.availability;

import java.util.BitSet;
import java.util.List;

/** What one trial, or a part of an expectation, adds up to; all of it in shares of time, or per second. */
public final class Tally {

    private final double[] down;
    private final double[] outages;
    private final double[] contributions;
    private double beyond;

    Tally(int flows, int components) {
        down = new double[flows];
        outages = new double[flows];
        contributions = new double[components];
    }

    /** The network is in a state for a time. */
    void stay(State state, double time) {
        BitSet cut = state.cut();
        for (int flow = cut.nextSetBit(0); flow >= 0; flow = cut.nextSetBit(flow + 1)) {
            down[flow] += time;
        }
        if (!cut.isEmpty()) {
            double[] blame = state.blame();
            for (int place = 0; place < blame.length; place++) {
                contributions[state.set().component(place)] += time * blame[place];
            }
        }
        beyond += state.isBeyond() ? time : 0;
    }

    /** A component fails or is repaired, and stays so for a time. */
    void moveFor(double time, State from, State to, int component, List<Step.Hurt> hurts) {
        hurts.forEach(hurt -> hurt(from, to, component, hurt.flow(), Math.min(time, hurt.seconds()), 1));
        count(from, to, 1);
    }

    /** A component fails or is repaired so often. */
    void move(State from, State to, int component, List<Step.Hurt> hurts, double often) {
        hurts.forEach(hurt -> hurt(from, to, component, hurt.flow(), hurt.expected(), often));
        count(from, to, often);
    }

    private void hurt(State from, State to, int component, int flow, double seconds, double often) {
        if (to.isCut(flow)) {
            return;
        }
        down[flow] += often * seconds;
        contributions[component] += often * seconds;
        outages[flow] += from.isCut(flow) ? 0 : often;
    }

    private void count(State from, State to, double often) {
        BitSet cut = to.cut();
        for (int flow = cut.nextSetBit(0); flow >= 0; flow = cut.nextSetBit(flow + 1)) {
            outages[flow] += from.isCut(flow) ? 0 : often;
        }
    }

    /** Over a time: sums become shares. */
    void divide(double time) {
        for (int flow = 0; flow < down.length; flow++) {
            down[flow] /= time;
            outages[flow] /= time;
        }
        for (int component = 0; component < contributions.length; component++) {
            contributions[component] /= time;
        }
        beyond /= time;
    }

    double down(int flow) {
        return down[flow];
    }

    double outages(int flow) {
        return outages[flow];
    }

    double contribution(int component) {
        return contributions[component];
    }

    double beyond() {
        return beyond;
    }
}
