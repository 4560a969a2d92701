package dev.censim.scenarios.read;

import dev.censim.model.address.Prefix;
import dev.censim.model.change.Change;
import dev.censim.model.change.TimedChange;
import dev.censim.model.policy.RoutingPolicy;
import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.RouteAggregation;
import dev.censim.model.topology.TransitRouter;
import dev.censim.model.topology.TransitRouterRoute;
import dev.censim.model.topology.Vpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads {@code changes}: what an operator changes in the console during the run. */
final class ChangeReader {

    private enum Type {
        ASSOCIATE_ROUTE_TABLE("associateRouteTable"),
        ENABLE_PROPAGATION("enablePropagation"),
        DISABLE_PROPAGATION("disablePropagation"),
        ENABLE_SYNCHRONIZATION("enableSynchronization"),
        DISABLE_SYNCHRONIZATION("disableSynchronization"),
        ADD_ROUTE("addRoute"),
        REMOVE_ROUTE("removeRoute"),
        ADD_ROUTE_AGGREGATION("addRouteAggregation"),
        REMOVE_ROUTE_AGGREGATION("removeRouteAggregation"),
        ADD_ROUTING_POLICY("addRoutingPolicy"),
        REMOVE_ROUTING_POLICY("removeRoutingPolicy");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        private String text() {
            return text;
        }
    }

    /** An attachment that is meant, and the transit router that it is at. */
    private record Attached(String name, String transitRouter, boolean isOneOfSeveral) {

        private String words() {
            return isOneOfSeveral ? name + " at " + transitRouter : name;
        }
    }

    private final Draft draft;
    private final NetworkReader network;
    private final Attachments attachments;
    private final EcrRules ecrRules;
    private final Duration duration;
    private final List<TimedChange> changes = new ArrayList<>();

    ChangeReader(Draft draft, NetworkReader network, Duration duration) {
        this.draft = draft;
        this.network = network;
        this.duration = duration;
        attachments = new Attachments(draft);
        ecrRules = new EcrRules(draft);
    }

    List<TimedChange> changes() {
        return changes;
    }

    void change(Cursor at) {
        Duration when = at.required("at", Units.DURATION);
        Times.checkWithin(at, "at", when, duration);
        Optional<Located<Type>> type =
                at.requiredLocated("change", Form.oneOf(Arrays.asList(Type.values()), Type::text));
        if (type.isEmpty()) {
            return;
        }
        String words = type.get().value().text() + " ";
        switch (type.get().value()) {
            case ASSOCIATE_ROUTE_TABLE -> associate(at, when, words);
            case ENABLE_PROPAGATION -> propagate(at, when, words, true);
            case DISABLE_PROPAGATION -> propagate(at, when, words, false);
            case ENABLE_SYNCHRONIZATION -> synchronize(at, when, words, true);
            case DISABLE_SYNCHRONIZATION -> synchronize(at, when, words, false);
            case ADD_ROUTE -> route(at, when, words, true);
            case REMOVE_ROUTE -> route(at, when, words, false);
            case ADD_ROUTE_AGGREGATION -> aggregation(at, when, words, true);
            case REMOVE_ROUTE_AGGREGATION -> aggregation(at, when, words, false);
            case ADD_ROUTING_POLICY -> policy(at, when, words, true);
            case REMOVE_ROUTING_POLICY -> policy(at, when, words, false);
        }
        at.done();
    }

    private void add(Cursor at, Duration when, String text, Change change) {
        if (changes.size() >= TrafficReader.FLOW_LIMIT) {
            at.check("change", false, "more than " + TrafficReader.FLOW_LIMIT + " changes", "write narrower patterns");
            return;
        }
        changes.add(new TimedChange(text, when, change));
    }

    private void associate(Cursor at, Duration when, String words) {
        Optional<Located<String>> table = at.requiredLocated("routeTable", Forms.NAME_FORM);
        Optional<Located<String>> named = table.filter(name -> !name.value().equals(NetworkReader.NO_TABLE));
        for (Attached one : attached(at)) {
            named.ifPresent(name -> checkTable(at, name, one.transitRouter));
            String text =
                    words + one.words() + table.map(name -> " " + name.value()).orElse("");
            add(
                    at,
                    when,
                    text,
                    new Change.RouteTableAssociation(one.transitRouter, one.name, named.map(Located::value)));
        }
    }

    private void propagate(Cursor at, Duration when, String words, boolean isEnabled) {
        Located<String> table = tableOrSystem(at);
        for (Attached one : attached(at)) {
            checkTable(at, table, one.transitRouter);
            add(
                    at,
                    when,
                    words + one.words() + " " + table.value(),
                    new Change.RouteTablePropagation(one.transitRouter, one.name, table.value(), isEnabled));
        }
    }

    private void synchronize(Cursor at, Duration when, String words, boolean isEnabled) {
        for (Attached one : attached(at)) {
            ecrRules.checkSynchronization(at, one.name, isEnabled);
            add(at, when, words + one.words(), new Change.RouteSynchronization(one.transitRouter, one.name, isEnabled));
        }
    }

    /** The attachments that are meant; what is wrong has been reported. */
    private List<Attached> attached(Cursor at) {
        List<String> names = draft.names.chosen(at, "attachment", Attachments.KINDS);
        Optional<Located<String>> router = at.located("transitRouter", Forms.NAME_FORM);
        router.ifPresent(name -> draft.names.refer(name, Kind.TRANSIT_ROUTER));
        List<Attached> attached = new ArrayList<>();
        for (String name : names) {
            List<Attachment> all = attachments.of(name);
            List<Attachment> meant = all.stream()
                    .filter(one -> router.isEmpty()
                            || one.transitRouter().equals(router.get().value()))
                    .toList();
            checkMeant(at, name, all, meant);
            meant.forEach(one -> attached.add(new Attached(name, one.transitRouter(), all.size() > 1)));
        }
        return attached;
    }

    private static void checkMeant(Cursor at, String name, List<Attachment> all, List<Attachment> meant) {
        List<String> routers = all.stream().map(Attachment::transitRouter).toList();
        at.check(
                "attachment",
                !all.isEmpty(),
                "attachment: " + Quote.of(name) + " is attached to no transit router",
                "write attachment: {transitRouter: tr-1} at it");
        at.check(
                "transitRouter",
                all.isEmpty() || !meant.isEmpty(),
                "transitRouter: " + Quote.of(name) + " is attached to another one",
                "it is attached to: " + String.join(", ", routers));
        at.check(
                "attachment",
                meant.size() <= 1,
                "attachment: " + Quote.of(name) + " is attached to two transit routers",
                "write transitRouter: the one whose attachment changes, of " + String.join(", ", routers));
    }

    private static Located<String> tableOrSystem(Cursor at) {
        return at.located("routeTable", Forms.NAME_FORM).orElse(new Located<>(TransitRouter.SYSTEM_TABLE, at.mark()));
    }

    private void checkTable(Cursor at, Located<String> table, String transitRouter) {
        Declared<TransitRouter> router = draft.transitRouters.get(transitRouter);
        if (router != null) {
            network.checkTable(at, "routeTable", table, router.value().routeTables());
        }
    }

    private void route(Cursor at, Duration when, String words, boolean isPresent) {
        Prefix destination = at.required("destination", Forms.PREFIX);
        List<String> holders = List.of("transitRouter", "vpc", "customerGateway", "vpnConnection", "vbr").stream()
                .filter(at::has)
                .toList();
        at.check(
                "change",
                holders.size() == 1,
                "the route of " + (holders.isEmpty() ? "nothing" : String.join(" and ", holders)),
                "write one of transitRouter, vpc, customerGateway, vpnConnection and vbr");
        if (holders.size() != 1) {
            return;
        }
        switch (holders.get(0)) {
            case "transitRouter" -> entry(at, when, words, destination, isPresent);
            case "vpc" -> vpcRoute(at, when, words, destination, isPresent);
            case "customerGateway" ->
                draft.names
                        .chosen(at, "customerGateway", List.of(Kind.CUSTOMER_GATEWAY))
                        .forEach(name -> add(
                                at,
                                when,
                                words + name + " " + destination,
                                new Change.CustomerGatewayEntry(name, destination, isPresent)));
            default ->
                draft.names
                        .chosen(at, holders.get(0), List.of(Kind.VPN_CONNECTION, Kind.VBR))
                        .forEach(name -> {
                            ecrRules.checkStaticRoute(at, holders.get(0), name);
                            add(
                                    at,
                                    when,
                                    words + name + " " + destination,
                                    new Change.InstanceEntry(name, destination, isPresent));
                        });
        }
    }

    private void entry(Cursor at, Duration when, String words, Prefix destination, boolean isPresent) {
        Located<String> table = tableOrSystem(at);
        Optional<Located<String>> router = at.requiredLocated("transitRouter", Forms.NAME_FORM);
        router.ifPresent(name -> {
            draft.names.refer(name, Kind.TRANSIT_ROUTER);
            checkTable(at, table, name.value());
        });
        Optional<Located<String>> hop = network.nextHop(at);
        if (router.isEmpty()) {
            return;
        }
        String name = router.get().value();
        hop.ifPresent(instance -> attachments.checkNextHop(at, instance.value(), name));
        String via = hop.map(Located::value).orElse(NetworkReader.BLACKHOLE);
        add(
                at,
                when,
                words + name + " " + table.value() + " " + destination + " " + via,
                new Change.TransitRouterEntry(
                        name, new TransitRouterRoute(table.value(), destination, hop.map(Located::value)), isPresent));
    }

    private void vpcRoute(Cursor at, Duration when, String words, Prefix destination, boolean isPresent) {
        for (String name : draft.names.chosen(at, "vpc", List.of(Kind.VPC))) {
            at.check(
                    "vpc",
                    !attachments.of(name).isEmpty(),
                    "vpc: " + Quote.of(name) + " is attached to no transit router, the next hop of its routes",
                    "write attachment: {transitRouter: tr-1} at it");
            Declared<Vpc> vpc = draft.vpcs.get(name);
            if (vpc != null) {
                SiteReader.checkForeign(
                        at, "destination", List.of(destination), vpc.value().vSwitches());
            }
            add(at, when, words + name + " " + destination, new Change.VpcEntry(name, destination, isPresent));
        }
    }

    private void aggregation(Cursor at, Duration when, String words, boolean isPresent) {
        Optional<Located<String>> name = at.requiredLocated("transitRouter", Forms.NAME_FORM);
        name.ifPresent(router -> draft.names.refer(router, Kind.TRANSIT_ROUTER));
        Declared<TransitRouter> router =
                name.map(given -> draft.transitRouters.get(given.value())).orElse(null);
        if (router == null) {
            return;
        }
        String target = router.value().name();
        RouteAggregation aggregation = network.aggregation(at, router.value().routeTables());
        String text = words + target + " " + aggregation.routeTable() + " " + aggregation.cidr();
        add(at, when, text, new Change.RouteAggregationEntry(target, aggregation, isPresent));
    }

    private void policy(Cursor at, Duration when, String words, boolean isPresent) {
        Optional<Located<String>> name = at.requiredLocated("transitRouter", Forms.NAME_FORM);
        name.ifPresent(router -> draft.names.refer(router, Kind.TRANSIT_ROUTER));
        Optional<Cursor> written = at.child("policy", "a routing policy");
        if (written.isEmpty() && at.sound("policy")) {
            at.missing("policy", "a mapping such as {priority: 10, transmitDirection: regionOut, mapResult: permit}");
        }
        Declared<TransitRouter> router =
                name.map(given -> draft.transitRouters.get(given.value())).orElse(null);
        if (router == null || written.isEmpty()) {
            return;
        }
        TransitRouter target = router.value();
        PolicyReader reader = new PolicyReader(draft, network);
        RoutingPolicy policy = isPresent
                ? reader.policy(written.get(), Optional.of(target.region()), target.routeTables())
                : reader.named(written.get(), target.routeTables());
        attachments.checkDestinations(
                written.get(), policy.match().destinationInstances().names(), target.name());
        String text = words + target.name() + " " + policy.routeTable() + " "
                + policy.direction().text() + " " + policy.priority();
        add(at, when, text, new Change.RoutingPolicyEntry(target.name(), policy, isPresent));
    }
}
