package dev.censim.scenarios.reach;

import dev.censim.compile.Network;
import dev.censim.kernel.Simulation;
import dev.censim.model.Scenario;
import dev.censim.model.fault.TimedFault;
import java.util.BitSet;
import java.util.List;

/** How far failures of a converged network reach, and what it comes to to simulate no more than that. */
public final class Reaches {

    private final Network network;
    private final Partition partition;
    private final Destinations destinations;
    private final KnownRoutes known = new KnownRoutes();
    private final Calm calm;
    private final long foreseen;

    /**
     * @param converged a fork, which this goes on with
     * @param foreseen how far to look for what moves by itself, and so goes on with every failure; a case that ends later, and
     *     something new has moved by then, is one of the whole network
     */
    public Reaches(Scenario scenario, Network network, Simulation converged, long foreseen) {
        this.network = network;
        this.foreseen = foreseen;
        partition = new Partition(scenario, network.names(), converged.journal());
        destinations = new Destinations(scenario);
        converged.journal().forEach(known::take);
        calm = new Calm(converged);
    }

    /** How far faults reach as far as the topology tells. */
    public Reach of(List<TimedFault> faults) {
        BitSet seats = network.seats(faults);
        Reach own = Reach.from(seats, new BitSet(), partition);
        if (own.isWhole()) {
            return own;
        }
        seats.or(calm.restlessActors(foreseen));
        return Reach.from(seats, calm.restlessFlows(foreseen), partition);
    }

    /**
     * The part of the converged network that faults reach, to go on without the rest.
     *
     * @param converged is copied
     */
    public Part part(Reach reach, Simulation converged) {
        Boundary boundary = new Boundary(reach, destinations, known);
        return new Part(reach, network.part(converged, reach.actors(), boundary), boundary, calm);
    }
}
