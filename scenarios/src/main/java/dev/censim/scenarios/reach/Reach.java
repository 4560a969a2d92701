package dev.censim.scenarios.reach;

import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.kernel.Digest;
import dev.censim.kernel.Fact;
import dev.censim.kernel.Journal;
import java.util.BitSet;

/** What a failure can change: some sites with all their flows, and what joins them; or everything. */
public final class Reach {

    private final boolean isWhole;
    private final BitSet actors;

    /** Those of {@link #actors} that do the same with the rest of the network and without it, to the last octet. */
    private final BitSet exact;

    private final BitSet flows;

    private Reach(boolean isWhole, BitSet actors, BitSet exact, BitSet flows) {
        this.isWhole = isWhole;
        this.actors = actors;
        this.exact = exact;
        this.flows = flows;
    }

    /** Everything. */
    public static Reach whole() {
        return new Reach(true, new BitSet(), new BitSet(), new BitSet());
    }

    /**
     * @param seats where it begins: ids of actors
     * @param restless flows that go on in any case
     */
    static Reach from(BitSet seats, BitSet restless, Partition partition) {
        if (!partition.isDivisible() || seats.intersects(partition.hub())) {
            return whole();
        }
        BitSet hit = (BitSet) partition.openSites().clone();
        seats.stream().map(partition::partOf).forEach(hit::set);
        BitSet parts = (BitSet) hit.clone();
        BitSet flows = new BitSet();
        for (int known = -1; known < flows.cardinality(); ) {
            known = flows.cardinality();
            for (int flow = 0; flow < partition.flows(); flow++) {
                if (restless.get(flow)
                        || goesOn(partition.flowFrom(flow), hit, parts, partition)
                        || goesOn(partition.flowTo(flow), hit, parts, partition)) {
                    flows.set(flow);
                    add(partition.flowFrom(flow), parts);
                    add(partition.flowTo(flow), parts);
                }
            }
        }
        boolean isWhole = flows.cardinality() == partition.flows()
                && parts.stream().filter(partition::isSite).count() == partition.sites();
        return isWhole ? whole() : of(hit, parts, flows, partition);
    }

    /** Of a site all flows go on; of a network of the cloud that has not failed itself only those that are needed elsewhere. */
    private static boolean goesOn(int part, BitSet hit, BitSet parts, Partition partition) {
        return part != Partition.HUB && (hit.get(part) || parts.get(part) && partition.isSite(part));
    }

    private static void add(int part, BitSet parts) {
        if (part != Partition.HUB) {
            parts.set(part);
        }
    }

    private static Reach of(BitSet hit, BitSet parts, BitSet flows, Partition partition) {
        BitSet exact = new BitSet();
        parts.stream()
                .filter(part -> goesOn(part, hit, parts, partition))
                .forEach(part -> exact.or(partition.members(part)));
        flows.stream().map(partition::flowActor).forEach(exact::set);
        BitSet actors = (BitSet) partition.hub().clone();
        parts.stream().forEach(part -> actors.or(partition.members(part)));
        actors.or(exact);
        return new Reach(false, actors, exact, flows);
    }

    public boolean isWhole() {
        return isWhole;
    }

    /** Ids of the actors of the part that it comes to, unless it is the whole. */
    BitSet actors() {
        return actors;
    }

    /** Whether what an actor notes belongs to it. */
    public boolean has(Fact fact) {
        return isWhole || actors.get(fact.actor());
    }

    /** Whether a device, or a flow, meets nothing but what goes on in it: no traffic of others passes there. */
    boolean isExact(int actor) {
        return isWhole || exact.get(actor);
    }

    /** Whether a flow may notice the failure. */
    public boolean hasFlow(int flow) {
        return isWhole || flows.get(flow);
    }

    /**
     * The digest of a case: the same whether the whole network was simulated or the part.
     *
     * @param converged digest of the network when it failed
     * @param journal what was written since then belongs to the case
     */
    public long digest(long converged, Journal journal) {
        if (isWhole) {
            return journal.digest();
        }
        Digest digest = new Digest().add(converged);
        journal.forEachWritten(0, fact -> {
            if (isExact(fact)) {
                fact.digest(digest);
            }
        });
        return digest.value();
    }

    private boolean isExact(Fact fact) {
        return isExact(fact.actor())
                || fact instanceof PacketDropped dropped && dropped.flow() >= 0 && flows.get(dropped.flow());
    }
}
