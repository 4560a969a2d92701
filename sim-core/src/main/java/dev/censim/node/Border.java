package dev.censim.node;

import dev.censim.model.address.Prefix;

/** Is told what leaves a part of a network for actors that are not in it. */
public interface Border {

    /** What changes whoever gets it. */
    void crossed();

    /** A packet of a flow. */
    void crossed(int flow);

    /** News of a route to a prefix. */
    void crossed(Prefix prefix);
}
