package dev.censim.scenarios.availability;

import java.util.ArrayList;
import java.util.List;

/**
 * The question how available the flows of a network are. It is worked off in pieces, in any order and on several threads; their tallies,
 * in the order of the pieces, go to an {@link Estimator}.
 */
public final class Study {

    /** A year has 525,600 minutes. */
    public static final double YEAR = 365 * 86_400.0;

    /** More sets are not enumerated: they take minutes. */
    private static final long SETS_MAX = 1L << 21;

    private static final int TRIALS_A_PIECE = 20;
    private static final int SETS_A_PIECE = 1 << 12;

    /** Of larger sets there are so many that a set is sooner searched for its parts than they for what is in it. */
    private static final int MOST_TO_LEARN = 3;

    private final List<Component> components;
    private final List<String> flows;
    private final KnownSets known;
    private final Method method;
    private final long seed;
    private final double years;
    private final long trials;
    private final Enumeration enumeration;

    private Study(
            List<Component> components,
            Behaviour network,
            int most,
            Method method,
            long seed,
            double years,
            long trials) {
        this.components = List.copyOf(components);
        this.flows = List.copyOf(network.flows());
        this.known = new KnownSets(network, most);
        this.method = method;
        this.seed = seed;
        this.years = years;
        this.enumeration = new Enumeration(method == Method.ENUMERATE ? components : List.of());
        this.trials = method == Method.ENUMERATE ? enumeration.size() : trials;
    }

    /**
     * By histories of so many years.
     *
     * @param most components that the network is asked for at once
     */
    public static Study sampling(
            List<Component> components, Behaviour network, int most, long seed, double years, long trials) {
        return new Study(components, network, most, Method.SAMPLING, seed, years, trials);
    }

    /** Whether there are few enough sets of these. */
    public static boolean canEnumerate(List<Component> components) {
        try {
            return new Enumeration(components).size() <= SETS_MAX;
        } catch (ArithmeticException e) {
            return false;
        }
    }

    /** By biased looks at single instants. */
    public static Study importance(List<Component> components, Behaviour network, int most, long seed, long trials) {
        return new Study(components, network, most, Method.IMPORTANCE, seed, 0, trials);
    }

    /**
     * By all sets of components.
     *
     * @throws ArithmeticException when there are more than a long counts
     */
    public static Study enumeration(List<Component> components, Behaviour network, int most) {
        return new Study(components, network, most, Method.ENUMERATE, 0, 0, 0);
    }

    public Method method() {
        return method;
    }

    /** Trials, or sets of components. */
    public long trials() {
        return trials;
    }

    public long pieces() {
        long each = method == Method.ENUMERATE ? SETS_A_PIECE : TRIALS_A_PIECE;
        return (trials + each - 1) / each;
    }

    /** One tally for each trial of the piece, or one for all sets of it. */
    public List<Tally> piece(long number) {
        Outlook outlook = new Outlook(components, known);
        if (method == Method.ENUMERATE) {
            if (known.most() <= MOST_TO_LEARN) {
                outlook.learn(enumeration.sets(known.most()));
            }
            long from = number * SETS_A_PIECE;
            return List.of(enumeration.tally(outlook, flows.size(), from, Math.min(trials, from + SETS_A_PIECE)));
        }
        List<Tally> tallies = new ArrayList<>();
        long from = number * TRIALS_A_PIECE;
        for (long trial = from; trial < Math.min(trials, from + TRIALS_A_PIECE); trial++) {
            tallies.add(
                    method == Method.SAMPLING
                            ? History.tally(outlook, flows.size(), seed, trial, years * YEAR)
                            : BiasedDraw.tally(outlook, flows.size(), seed, trial));
        }
        return tallies;
    }

    /** Sets of components that the network was asked for. */
    public int setsAsked() {
        return known.size();
    }

    List<Component> components() {
        return components;
    }

    List<String> flows() {
        return flows;
    }
}
