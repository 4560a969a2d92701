package dev.censim.model.topology;

import java.util.List;
import java.util.Optional;

/**
 * How an instance, or another region's transit router, is attached to a transit router.
 *
 * @param associatedRouteTable the table that forwards traffic coming from the attachment; empty when there is none, and then that
 *     traffic is dropped
 * @param propagatedRouteTables the tables that learn the attachment's routes
 * @param autoPublishRouteEnabled for a VPC: route synchronization; for a VPN or VBR with BGP: routes of the associated table are
 *     advertised to the peer; for another transit router: it is told the routes of the associated table
 */
public record Attachment(
        String transitRouter,
        Optional<String> associatedRouteTable,
        List<String> propagatedRouteTables,
        boolean autoPublishRouteEnabled) {

    public Attachment {
        propagatedRouteTables = List.copyOf(propagatedRouteTables);
    }
}
