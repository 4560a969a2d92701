package dev.censim.scenarios.read;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.Defaults;
import dev.censim.model.policy.RouteType;
import dev.censim.model.policy.RoutingPolicy;
import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.InterRegionConnection;
import dev.censim.model.topology.Path;
import dev.censim.model.topology.Region;
import dev.censim.model.topology.RouteAggregation;
import dev.censim.model.topology.TransitRouter;
import dev.censim.model.topology.TransitRouterRoute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads {@code regions}, {@code transitRouters}, {@code paths}, and the attachments of other sections. */
final class NetworkReader {

    private static final String NEXT_HOP = "a VPC, VBR, ECR, CCN, IPsec-VPN or inter-region connection, or blackhole";

    /** In place of a next hop. */
    static final String BLACKHOLE = "blackhole";

    /** In place of a table: an attachment that is associated with none. */
    static final String NO_TABLE = "none";

    private static final Form<String> EDITION = new Form<>(
            "enterprise",
            "enterprise",
            text -> Optional.of(text).filter("enterprise"::equals),
            text -> text.equals("basic")
                    ? Optional.of("only Enterprise Edition transit routers support VPN connections (product page,"
                            + " Considerations); write enterprise")
                    : Optional.empty());

    private final Draft draft;

    NetworkReader(Draft draft) {
        this.draft = draft;
    }

    void region(Cursor at) {
        Optional<Located<String>> name = at.requiredLocated("name", Forms.NAME_FORM);
        List<Located<String>> zones = at.requiredList("zones", Forms.NAME_FORM);
        at.done();
        zones.forEach(zone -> draft.names.declare(Kind.ZONE, zone));
        if (name.isPresent() && draft.names.declare(Kind.REGION, name.get())) {
            List<String> zoneNames = zones.stream().map(Located::value).toList();
            draft.regions.put(
                    name.get().value(), new Declared<>(new Region(name.get().value(), zoneNames), at));
        }
    }

    void transitRouter(Cursor at) {
        Optional<Located<String>> name = at.requiredLocated("name", Forms.NAME_FORM);
        Optional<Located<String>> region = at.requiredLocated("region", Forms.NAME_FORM);
        at.optional("edition", EDITION);
        Set<String> tables = new LinkedHashSet<>(List.of(TransitRouter.SYSTEM_TABLE));
        for (Located<String> table : at.list("routeTables", Forms.NAME_FORM)) {
            if (table.value().equals(NO_TABLE)) {
                draft.diagnostics.error(table.mark(), "a route table cannot be named none", "choose another name");
            } else if (!tables.add(table.value())) {
                draft.diagnostics.error(
                        table.mark(),
                        "duplicate route table " + Quote.of(table.value()),
                        "the table 'system' always exists and is not listed");
            }
        }
        List<TransitRouterRoute> routes = new ArrayList<>();
        for (Cursor route : at.children("routes", "a route")) {
            routes.add(route(route, tables));
        }
        PolicyReader reader = new PolicyReader(draft, this);
        List<RoutingPolicy> policies = new ArrayList<>();
        for (Cursor policy : at.children("routingPolicies", "a routing policy")) {
            policies.add(reader.policy(policy, region.map(Located::value), tables));
        }
        List<RouteAggregation> aggregations = new ArrayList<>();
        for (Cursor aggregation : at.children("routeAggregations", "a route aggregation")) {
            aggregations.add(aggregation(aggregation, tables));
            aggregation.done();
        }
        List<RouteType> preference = preference(at);
        List<String> multiRegionEcmp = multiRegionEcmp(at, tables);
        Ownership ownership = Ownership.ofTransitRouter(at);
        at.done();
        region.ifPresent(r -> draft.names.refer(r, Kind.REGION));
        if (name.isPresent() && draft.names.declare(Kind.TRANSIT_ROUTER, name.get())) {
            TransitRouter router = new TransitRouter(
                    name.get().value(),
                    region.map(Located::value).orElse(""),
                    List.copyOf(tables),
                    routes,
                    preference,
                    multiRegionEcmp,
                    policies,
                    aggregations);
            draft.transitRouters.put(router.name(), new Declared<>(router, at));
            draft.ownerships.put(router.name(), ownership);
        }
    }

    /** An aggregate of a table; the cursor may hold other keys too. */
    RouteAggregation aggregation(Cursor at, Collection<String> tables) {
        Located<String> table =
                at.located("routeTable", Forms.NAME_FORM).orElse(new Located<>(TransitRouter.SYSTEM_TABLE, at.mark()));
        checkTable(at, "routeTable", table, tables);
        Prefix cidr = at.required("cidr", Forms.PREFIX);
        at.check(
                "cidr",
                NOT_AGGREGATED.stream().noneMatch(cidr::overlaps),
                "cidr: " + cidr + " cannot be an aggregate (API)",
                "not allowed: 0.0.0.0/8, 100.64.0.0/10, 224.0.0.0/4");
        return new RouteAggregation(table.value(), cidr);
    }

    private TransitRouterRoute route(Cursor at, Set<String> tables) {
        Located<String> table =
                at.located("routeTable", Forms.NAME_FORM).orElse(new Located<>(TransitRouter.SYSTEM_TABLE, at.mark()));
        checkTable(at, "routeTable", table, tables);
        Prefix destination = at.required("destination", Forms.PREFIX);
        Optional<Located<String>> attachment = nextHop(at);
        at.done();
        return new TransitRouterRoute(table.value(), destination, attachment.map(Located::value));
    }

    /** What is attached and takes the packets; empty for a black hole, or after it has been reported. */
    Optional<Located<String>> nextHop(Cursor at) {
        Optional<Located<String>> attachment = at.requiredLocated("nextHop", new Form<>(NEXT_HOP, "", Optional::of))
                .filter(hop -> !hop.value().equalsIgnoreCase(BLACKHOLE));
        attachment.ifPresent(hop -> draft.names.refer(hop, Attachments.KINDS));
        return attachment;
    }

    /** Types that are not named follow in the default order. */
    private List<RouteType> preference(Cursor at) {
        List<RouteType> named =
                at.list("routePreference", Form.oneOf(List.of(RouteType.values()), RouteType::text)).stream()
                        .map(Located::value)
                        .toList();
        at.check(
                "routePreference",
                new LinkedHashSet<>(named).size() == named.size(),
                "routePreference names a type twice",
                "write each of static, vpc, vbr, vpn, ccn, peer once at most, the most preferred first");
        Set<RouteType> preference = new LinkedHashSet<>(named);
        preference.addAll(Defaults.ROUTE_PREFERENCE);
        return List.copyOf(preference);
    }

    private List<String> multiRegionEcmp(Cursor at, Set<String> tables) {
        List<Located<String>> named = at.list("multiRegionEcmp", Forms.NAME_FORM);
        named.forEach(table -> checkTable(at, "multiRegionEcmp", table, tables));
        return named.stream().map(Located::value).toList();
    }

    void path(Cursor at) {
        Optional<Located<String>> name = at.requiredLocated("name", Forms.NAME_FORM);
        Path path = quality(at, name, at.or("latency", Units.DURATION, Defaults.PATH_LATENCY));
        at.done();
        if (name.isPresent() && draft.names.declare(Kind.PATH, name.get())) {
            draft.writtenPaths.add(name.get());
            draft.paths.put(path.name(), new Declared<>(path, at));
        }
    }

    /** The keys that a path and a connection over the backbone have in common. */
    private static Path quality(Cursor at, Optional<Located<String>> name, Duration latency) {
        Duration jitter = at.or("jitter", Units.DURATION, Duration.ZERO);
        int loss = at.or("loss", Units.PERCENT_FORM, 0);
        Optional<Long> bandwidth = at.optional("bandwidth", Units.BANDWIDTH);
        Duration queue = at.or("queue", Units.DURATION, Defaults.PATH_QUEUE);
        OptionalLong bitsPerSecond = bandwidth.isPresent() ? OptionalLong.of(bandwidth.get()) : OptionalLong.empty();
        return new Path(name.map(Located::value).orElse(""), latency, jitter, loss, bitsPerSecond, queue);
    }

    /** The vendor documents no latency between regions: the scenario says it. */
    void interRegionConnection(Cursor at) {
        Optional<Located<String>> name = at.requiredLocated("name", Forms.NAME_FORM);
        List<Attachment> attachments = new ArrayList<>();
        for (Cursor child : at.children("attachments", "an attachment")) {
            attachments.add(attachment(child, false));
        }
        Path path = quality(at, name, at.required("latency", Units.DURATION));
        at.done();
        List<String> regions = attachments.stream()
                .map(attachment -> draft.transitRouters.get(attachment.transitRouter()))
                .filter(Objects::nonNull)
                .map(router -> router.value().region())
                .distinct()
                .toList();
        boolean areKnown = attachments.stream()
                .allMatch(attachment -> draft.transitRouters.containsKey(attachment.transitRouter()));
        at.check(
                "attachments",
                attachments.size() == 2 && (!areKnown || regions.size() == 2),
                "attachments: an inter-region connection joins two transit routers of different regions",
                "write one attachment for each, such as [{transitRouter: tr-1}, {transitRouter: tr-2}]");
        if (name.isPresent() && draft.names.declare(Kind.INTER_REGION_CONNECTION, name.get())) {
            draft.interRegionConnections.put(
                    path.name(), new Declared<>(new InterRegionConnection(path.name(), attachments), at));
            draft.paths.put(path.name(), new Declared<>(path, at));
        }
    }

    /** A path that nobody wrote down, with the defaults. */
    static Path defaultPath(String name) {
        return new Path(name, Defaults.PATH_LATENCY, Duration.ZERO, 0, OptionalLong.empty(), Defaults.PATH_QUEUE);
    }

    /**
     * @param autoPublish whether routes are synchronized unless the scenario says otherwise
     */
    Attachment attachment(Cursor at, boolean autoPublish) {
        Optional<Located<String>> router = at.requiredLocated("transitRouter", Forms.NAME_FORM);
        String system = TransitRouter.SYSTEM_TABLE;
        Located<String> associated =
                at.located("associatedRouteTable", Forms.NAME_FORM).orElse(new Located<>(system, at.mark()));
        boolean isAssociated = !associated.value().equals(NO_TABLE);
        boolean propagationWritten = at.has("propagatedRouteTables");
        List<Located<String>> propagated = at.list("propagatedRouteTables", Forms.NAME_FORM);
        boolean publish = at.or("autoPublishRouteEnabled", Forms.BOOLEAN, autoPublish);
        at.done();
        router.ifPresent(r -> draft.names.refer(r, Kind.TRANSIT_ROUTER));
        Declared<TransitRouter> target =
                router.map(r -> draft.transitRouters.get(r.value())).orElse(null);
        if (target != null) {
            Set<String> tables = new LinkedHashSet<>(target.value().routeTables());
            if (isAssociated) {
                checkTable(at, "associatedRouteTable", associated, tables);
            }
            propagated.forEach(table -> checkTable(at, "propagatedRouteTables", table, tables));
        }
        return new Attachment(
                router.map(Located::value).orElse(""),
                Optional.of(associated.value()).filter(table -> isAssociated),
                propagationWritten ? propagated.stream().map(Located::value).toList() : List.of(system),
                publish);
    }

    void checkTable(Cursor at, String key, Located<String> table, Collection<String> tables) {
        if (at.sound(key) && !tables.contains(table.value())) {
            draft.diagnostics.error(
                    table.mark(),
                    key + ": unknown route table " + Quote.of(table.value()) + "; allowed: "
                            + String.join(", ", tables),
                    Suggestion.nearest(table.value(), tables).map(Form::didYouMean));
        }
    }

    /** CreateCustomerGateway: a customer's own AS number is never the cloud's default. */
    static void checkCustomerAsn(Cursor at, String key, Optional<Asn> asn) {
        at.check(
                key,
                asn.isEmpty() || !asn.get().equals(Defaults.LOCAL_ASN),
                key + ": " + Defaults.LOCAL_ASN + " is the cloud's own AS number (CreateCustomerGateway)",
                "choose a private AS number, such as 65001");
    }

    /** Whether an address may be the public address of a device (CreateCustomerGateway). */
    static boolean isForbiddenGateway(Ipv4 address) {
        return FORBIDDEN_GATEWAYS.stream().anyMatch(block -> block.contains(address));
    }

    /** API {@code TransitRouteTableAggregationCidr}. */
    private static final List<Prefix> NOT_AGGREGATED =
            List.of(Prefix.of("0.0.0.0/8"), Prefix.of("100.64.0.0/10"), Prefix.of("224.0.0.0/4"));

    private static final List<Prefix> FORBIDDEN_GATEWAYS = List.of(
            Prefix.of("0.0.0.0/8"),
            Prefix.of("100.64.0.0/10"),
            Prefix.of("127.0.0.0/8"),
            Prefix.of("169.254.0.0/16"),
            Prefix.of("224.0.0.0/4"),
            Prefix.of("240.0.0.0/4"));
}
