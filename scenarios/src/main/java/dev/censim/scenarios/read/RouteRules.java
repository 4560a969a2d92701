package dev.censim.scenarios.read;

import dev.censim.model.policy.RoutingPolicy;
import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.TransitRouter;
import dev.censim.model.topology.TransitRouterRoute;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Rules about the routes and routing policies of transit routers that need to know what is attached to them. */
final class RouteRules {

    /** Vendor: routing policies of a transit router in one direction; not adjustable. */
    private static final int DIRECTION_QUOTA = 100;

    /** Vendor, "route synchronization": VPCs of a transit router; not adjustable. */
    private static final int SYNCHRONIZED_QUOTA = 50;

    private final Draft draft;
    private final Attachments attachments;

    RouteRules(Draft draft) {
        this.draft = draft;
        attachments = new Attachments(draft);
    }

    void check() {
        draft.transitRouters.values().forEach(router -> {
            checkNextHops(router);
            checkPolicies(router);
        });
        checkSynchronizedVpcs();
    }

    private void checkSynchronizedVpcs() {
        Map<String, Integer> counts = new TreeMap<>();
        draft.vpcs
                .values()
                .forEach(vpc -> vpc.value()
                        .attachment()
                        .filter(Attachment::autoPublishRouteEnabled)
                        .ifPresent(attachment -> {
                            if (counts.merge(attachment.transitRouter(), 1, Integer::sum) == SYNCHRONIZED_QUOTA + 1) {
                                draft.diagnostics.error(
                                        vpc.at().mark(),
                                        "more than " + SYNCHRONIZED_QUOTA
                                                + " VPCs with route synchronization at transit router "
                                                + Quote.of(attachment.transitRouter())
                                                + " (vendor, \"route synchronization\")",
                                        "the quota is not adjustable: write routes: [10.0.0.0/8] at the others, in place of"
                                                + " autoPublishRouteEnabled: true");
                            }
                        }));
    }

    private void checkPolicies(Declared<TransitRouter> router) {
        List<RoutingPolicy> policies = router.value().routingPolicies();
        List<Node.Mapping> written = router.at().mappings("routingPolicies");
        Map<RoutingPolicy.Direction, Integer> counts = new EnumMap<>(RoutingPolicy.Direction.class);
        Set<String> places = new HashSet<>();
        for (int i = 0; i < policies.size(); i++) {
            RoutingPolicy policy = policies.get(i);
            Cursor at = new Cursor(written.get(i), "a routing policy", draft.diagnostics);
            String place = place(policy, policy.priority());
            at.check(
                    "priority",
                    places.add(place),
                    "priority: " + place + " exists already",
                    "a priority is unique for each table and direction (API)");
            at.check(
                    "priority",
                    counts.merge(policy.direction(), 1, Integer::sum) != DIRECTION_QUOTA + 1,
                    "more than " + DIRECTION_QUOTA + " policies in "
                            + policy.direction().text(),
                    "the quota is not adjustable (vendor)");
            policy.nextPriority()
                    .ifPresent(next -> at.check(
                            "nextPriority",
                            policies.stream()
                                    .anyMatch(other ->
                                            place(other, other.priority()).equals(place(policy, next))),
                            "nextPriority: " + place(policy, next) + " does not exist",
                            "add that policy, or leave nextPriority out"));
            attachments.checkDestinations(
                    at,
                    policy.match().destinationInstances().names(),
                    router.value().name());
        }
    }

    private static String place(RoutingPolicy policy, int priority) {
        return policy.direction().text() + " " + priority + " of table " + policy.routeTable();
    }

    private void checkNextHops(Declared<TransitRouter> router) {
        List<Node.Mapping> written = router.at().mappings("routes");
        List<TransitRouterRoute> routes = router.value().routes();
        for (int i = 0; i < routes.size(); i++) {
            Cursor at = new Cursor(written.get(i), "a route", draft.diagnostics);
            routes.get(i)
                    .attachment()
                    .ifPresent(hop ->
                            attachments.checkNextHop(at, hop, router.value().name()));
        }
    }
}
