package dev.censim.node;

import dev.censim.facts.RouteSource;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.policy.OriginRouteType;
import dev.censim.route.Candidate;
import dev.censim.route.RouteAttributes;
import dev.censim.route.RoutingPolicies;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;

/** What a transit router's routes in use are towards its attachments: the policies may deny one to some of them. */
final class OutboundRoutes {

    /** Of a prefix without a route. */
    private static final RoutingPolicies.Verdict UNUSED = new RoutingPolicies.Verdict(
            true, RouteAttributes.of(InstanceType.TR, OriginRouteType.SYSTEM, -1, -1), RoutingPolicies.NONE);

    private final List<AttachmentState> attachments;
    private final RoutingPolicies policies;

    OutboundRoutes(List<AttachmentState> attachments, RoutingPolicies policies) {
        this.attachments = attachments;
        this.policies = policies;
    }

    RoutingPolicies policies() {
        return policies;
    }

    /** How the table forwards to what is in use, for the attachments that it is associated with. */
    Route route(List<Candidate> active, List<Integer> to, List<RoutingPolicies.Verdict> verdicts) {
        BitSet denied = new BitSet();
        for (int i = 0; i < to.size(); i++) {
            denied.set(to.get(i), !verdicts.get(i).permitted());
        }
        return new Route(source(active.get(0)), hops(active), AttachmentSet.of(denied));
    }

    /** What policies say of a route towards each attachment of its table; of those that they cannot tell apart, they are asked once. */
    List<RoutingPolicies.Verdict> verdicts(int table, Prefix prefix, List<Candidate> active, List<Integer> to) {
        List<RoutingPolicies.Verdict> verdicts = new ArrayList<>();
        List<Integer> nextHops = active.stream().map(Candidate::attachment).toList();
        EnumMap<InstanceType, RoutingPolicies.Verdict> ofType = new EnumMap<>(InstanceType.class);
        for (int attachment : to) {
            InstanceType type = attachments.get(attachment).config.type();
            if (policies.tellInstancesApart() || nextHops.contains(attachment)) {
                verdicts.add(verdict(table, prefix, active, attachment));
            } else {
                verdicts.add(ofType.computeIfAbsent(type, same -> verdict(table, prefix, active, attachment)));
            }
        }
        return verdicts;
    }

    private List<Integer> hops(List<Candidate> active) {
        return active.stream()
                .filter(one -> one.attachment() != Candidate.BLACKHOLE)
                .map(one -> attachments.get(one.attachment()).config.actor())
                .sorted()
                .toList();
    }

    private static RouteSource source(Candidate used) {
        return used.attachment() == Candidate.BLACKHOLE ? RouteSource.BLACKHOLE : RouteSource.of(used.type());
    }

    /** What policies say of a route towards an attachment: all that it leads to must be permitted. */
    RoutingPolicies.Verdict verdict(int table, Prefix prefix, List<Candidate> active, int attachment) {
        RoutingPolicies.Verdict first = UNUSED;
        for (Candidate one : active) {
            RoutingPolicies.Verdict verdict = one.attachment() == attachment || isTunnelEnd(one, prefix)
                    ? new RoutingPolicies.Verdict(true, one.attributes(), RoutingPolicies.NONE)
                    : policies.out(table, prefix, one.attributes(), destination(attachment));
            if (!verdict.permitted()) {
                return verdict;
            }
            first = first == UNUSED ? verdict : first;
        }
        return first;
    }

    private RoutingPolicies.Destination destination(int attachment) {
        AttachmentState to = attachments.get(attachment);
        return new RoutingPolicies.Destination(to.config.actor(), to.config.type(), to.associatedTable);
    }

    /** Whether a candidate leads to the end of a private tunnel. */
    boolean isTunnelEnd(Candidate one, Prefix prefix) {
        return one.attachment() != Candidate.BLACKHOLE
                && attachments.get(one.attachment()).config.addresses().contains(prefix);
    }
}
