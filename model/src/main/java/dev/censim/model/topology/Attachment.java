package dev.censim.model.topology;

import java.util.List;

/**
 * How a VPC, VBR or IPsec-VPN connection is attached to a transit router.
 *
 * @param associatedRouteTable the table that forwards traffic coming from the attachment
 * @param propagatedRouteTables the tables that learn the attachment's routes
 * @param autoPublishRouteEnabled for a VPC: route synchronization; for a VPN or VBR with BGP: routes of the associated table are
 *     advertised to the peer
 */
public record Attachment(
        String transitRouter,
        String associatedRouteTable,
        List<String> propagatedRouteTables,
        boolean autoPublishRouteEnabled) {

    public Attachment {
        propagatedRouteTables = List.copyOf(propagatedRouteTables);
    }
}
