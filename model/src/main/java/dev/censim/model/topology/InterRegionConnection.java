package dev.censim.model.topology;

import java.util.List;

/**
 * Two transit routers of different regions joined over the backbone: a peer attachment at each.
 *
 * @param name also of the {@link Path} that carries it, with its latency, bandwidth and queue
 * @param attachments one at each of the two transit routers
 */
public record InterRegionConnection(String name, List<Attachment> attachments) {
    public InterRegionConnection {
        attachments = List.copyOf(attachments);
    }

    /** The transit router at the other end. */
    public String peerOf(String transitRouter) {
        return attachments.stream()
                .map(Attachment::transitRouter)
                .filter(name -> !name.equals(transitRouter))
                .findFirst()
                .orElse(transitRouter);
    }
}
