package dev.censim.model.topology;

import dev.censim.model.address.Prefix;
import java.util.List;
import java.util.Optional;

/**
 * A virtual private cloud.
 *
 * @param routes destinations whose next hop is the transit router attachment, added by hand
 * @param attachment empty when it is attached to no transit router
 */
public record Vpc(
        String name,
        String region,
        List<Prefix> cidrBlocks,
        List<VSwitch> vSwitches,
        List<Host> hosts,
        List<Prefix> routes,
        Optional<Attachment> attachment) {

    public Vpc {
        cidrBlocks = List.copyOf(cidrBlocks);
        vSwitches = List.copyOf(vSwitches);
        hosts = List.copyOf(hosts);
        routes = List.copyOf(routes);
    }
}
