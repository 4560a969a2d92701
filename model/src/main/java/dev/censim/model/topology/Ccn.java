package dev.censim.model.topology;

import dev.censim.model.address.Prefix;
import java.util.List;

/**
 * A Cloud Connect Network: the branch networks behind smart access gateways, seen from the transit router as one spoke that exchanges
 * routes. How they come together in it is not modelled.
 *
 * @param cidrBlocks networks of the branches, which it tells the transit router
 * @param hosts in the branches
 */
public record Ccn(String name, List<Prefix> cidrBlocks, List<Host> hosts, Attachment attachment) {

    public Ccn {
        cidrBlocks = List.copyOf(cidrBlocks);
        hosts = List.copyOf(hosts);
    }
}
