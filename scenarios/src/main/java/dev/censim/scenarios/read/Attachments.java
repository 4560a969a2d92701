package dev.censim.scenarios.read;

import dev.censim.model.topology.Attachment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All attachments, by the name of what is attached; an inter-region connection has two, an ECR one in each region. */
final class Attachments {

    /** What can be attached. */
    static final List<Kind> KINDS =
            List.of(Kind.VPC, Kind.VBR, Kind.ECR, Kind.CCN, Kind.VPN_CONNECTION, Kind.INTER_REGION_CONNECTION);

    /** What routes come from and go to. */
    static final List<Kind> INSTANCES = List.of(Kind.VPC, Kind.VBR, Kind.ECR, Kind.VPN_CONNECTION);

    private final Draft draft;
    private final Map<String, List<Attachment>> byName = new LinkedHashMap<>();

    Attachments(Draft draft) {
        this.draft = draft;
        draft.vpcs
                .values()
                .forEach(vpc -> vpc.value()
                        .attachment()
                        .ifPresent(attachment -> put(vpc.value().name(), attachment)));
        draft.vbrs
                .values()
                .forEach(vbr -> vbr.value()
                        .attachment()
                        .ifPresent(attachment -> put(vbr.value().name(), attachment)));
        draft.vpnConnections
                .values()
                .forEach(vpn -> vpn.value()
                        .attachment()
                        .ifPresent(attachment -> put(vpn.value().name(), attachment)));
        draft.ccns.values().forEach(ccn -> put(ccn.value().name(), ccn.value().attachment()));
        draft.ecrs
                .values()
                .forEach(ecr -> ecr.value()
                        .transitRouters()
                        .forEach(one -> put(ecr.value().name(), one.attachment())));
        draft.interRegionConnections
                .values()
                .forEach(connection -> connection
                        .value()
                        .attachments()
                        .forEach(attachment -> put(connection.value().name(), attachment)));
    }

    private void put(String name, Attachment attachment) {
        byName.computeIfAbsent(name, key -> new ArrayList<>()).add(attachment);
    }

    /** None for what is not attached. */
    List<Attachment> of(String name) {
        return byName.getOrDefault(name, List.of());
    }

    boolean isAttached(String name, String transitRouter) {
        return of(name).stream()
                .anyMatch(attachment -> attachment.transitRouter().equals(transitRouter));
    }

    /** Names of what is attached to a transit router. */
    List<String> at(String transitRouter) {
        return byName.keySet().stream()
                .filter(name -> isAttached(name, transitRouter))
                .toList();
    }

    /** A static entry leads to an attachment of its own transit router. */
    void checkNextHop(Cursor at, String name, String transitRouter) {
        at.check(
                "nextHop",
                !isKnown(name) || isAttached(name, transitRouter),
                "nextHop: " + Quote.of(name) + " is not attached to " + Quote.of(transitRouter),
                "attached to it: " + String.join(", ", at(transitRouter)));
    }

    /** Conditions about the destination speak of instances of the policy's own transit router (API). */
    void checkDestinations(Cursor policy, List<String> names, String transitRouter) {
        for (String name : names) {
            policy.check(
                    "destinationInstanceIds",
                    !isKnown(name) || isAttached(name, transitRouter),
                    "destinationInstanceIds: " + Quote.of(name) + " is not attached to " + Quote.of(transitRouter),
                    "attached to it: " + String.join(", ", at(transitRouter)));
        }
    }

    private boolean isKnown(String name) {
        return KINDS.stream().anyMatch(kind -> draft.names.isDeclared(kind, name));
    }
}
