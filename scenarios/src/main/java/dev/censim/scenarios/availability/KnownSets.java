package dev.censim.scenarios.availability;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the network does with sets of up to K components. Each set is asked for when it first occurs, and remembered; thread safe. */
final class KnownSets {

    /** Of one set; who comes second waits for who asks, and nobody else does. */
    private static final class Answer {

        private Optional<List<Effect>> effects = Optional.empty();

        private synchronized List<Effect> get(Behaviour network, DownSet set) {
            if (effects.isEmpty()) {
                effects = Optional.of(List.copyOf(network.effects(set.list())));
            }
            return effects.get();
        }
    }

    private final Behaviour network;
    private final int most;
    private final Map<DownSet, Answer> answers = new HashMap<>();

    KnownSets(Behaviour network, int most) {
        this.network = network;
        this.most = most;
    }

    /** Of all flows; none when nothing is down. */
    List<Effect> effects(DownSet set) {
        return set.size() == 0 ? List.of() : answer(set).get(network, set);
    }

    /** Flows that a set cuts off. */
    BitSet cut(DownSet set) {
        BitSet flows = new BitSet();
        List<Effect> effects = effects(set);
        for (int flow = 0; flow < effects.size(); flow++) {
            flows.set(flow, effects.get(flow).isCutOff());
        }
        return flows;
    }

    private synchronized Answer answer(DownSet set) {
        return answers.computeIfAbsent(set, key -> new Answer());
    }

    synchronized int size() {
        return answers.size();
    }

    boolean isKnowable(DownSet set) {
        return set.size() <= most;
    }

    int most() {
        return most;
    }
}
