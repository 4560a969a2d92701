package dev.censim.compile;

import dev.censim.model.policy.RoutingPolicy;
import dev.censim.model.topology.TransitRouter;
import dev.censim.route.Change;
import dev.censim.route.Condition;
import dev.censim.route.Policy;
import dev.censim.route.RoutingPolicies;
import java.util.List;

/** Turns the names in a routing policy into numbers. */
final class RoutingPolicyCompiler {

    private final Numbering numbering;
    private final Origins origins;

    RoutingPolicyCompiler(Numbering numbering, Origins origins) {
        this.numbering = numbering;
        this.origins = origins;
    }

    Policy compile(TransitRouter router, RoutingPolicy policy) {
        RoutingPolicy.Actions set = policy.set();
        return new Policy(
                policy.priority(),
                policy.direction(),
                TransitRouters.index(router, policy.routeTable()),
                policy.permits(),
                policy.nextPriority().orElse(RoutingPolicies.NONE),
                condition(router, policy.match()),
                new Change(set.preference(), set.prependAsPath(), set.communities(), set.replacesCommunities()));
    }

    private Condition condition(TransitRouter router, RoutingPolicy.Match match) {
        return new Condition(
                match.sourceRegions().stream().map(origins::region).toList(),
                instances(match.sourceInstances()),
                match.sourceInstances().isReverse(),
                instances(match.destinationInstances()),
                match.destinationInstances().isReverse(),
                match.sourceTypes(),
                match.destinationTypes(),
                tables(router, match.sourceRouteTables()),
                tables(router, match.destinationRouteTables()),
                match.routeTypes(),
                match.prefixes(),
                match.prefixMode(),
                match.asPath(),
                match.asPathMode(),
                match.communities(),
                match.communityMode());
    }

    private List<Integer> instances(RoutingPolicy.Instances instances) {
        return instances.names().stream().map(numbering::actor).toList();
    }

    private static List<Integer> tables(TransitRouter router, List<String> names) {
        return names.stream().map(name -> TransitRouters.index(router, name)).toList();
    }
}
