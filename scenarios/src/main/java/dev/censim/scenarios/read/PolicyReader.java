package dev.censim.scenarios.read;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import dev.censim.model.policy.InstanceType;
import dev.censim.model.policy.OriginRouteType;
import dev.censim.model.policy.RoutingPolicy;
import dev.censim.model.policy.RoutingPolicy.Actions;
import dev.censim.model.policy.RoutingPolicy.Direction;
import dev.censim.model.policy.RoutingPolicy.Instances;
import dev.censim.model.policy.RoutingPolicy.Match;
import dev.censim.model.policy.RoutingPolicy.MatchMode;
import dev.censim.model.topology.TransitRouter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code routingPolicies} of a transit router, with the names of Terraform's {@code cen_route_map}. */
final class PolicyReader {

    /** API: values of one condition, and AS numbers in front of a path. */
    private static final int VALUES = 32;

    private static final Form<Long> PRIORITY = new Form<>(
            "a whole number from 1 to 100",
            1L,
            Units.integer(1, 100).parse(),
            text -> text.equals("5000")
                    ? Optional.of(
                            "the system's own policy has priority 5000 and can be neither changed nor removed"
                                    + " (product page, Considerations); a policy of the user's with a smaller number is asked first")
                    : Optional.empty());

    private static final Form<Boolean> RESULT =
            new Form<>("permit, deny", true, text -> switch (text.toLowerCase(Locale.ROOT)) {
                case "permit" -> Optional.of(true);
                case "deny" -> Optional.of(false);
                default -> Optional.empty();
            });

    private static final Form<Community> COMMUNITY = new Form<>(
            "a community n:m, each from 1 to 65535, such as 65001:100 (RFC 1997)",
            new Community(0),
            text -> Community.tryParse(text)
                    .filter(community -> community.bits() >>> 16 != 0 && (community.bits() & 0xffff) != 0));

    private static final Form<InstanceType> INSTANCE_TYPE = Form.oneOf(
            List.of(InstanceType.VPC, InstanceType.VBR, InstanceType.ECR, InstanceType.VPN, InstanceType.CCN),
            InstanceType::text);

    private static final Form<MatchMode> MODE = Form.oneOf(List.of(MatchMode.values()), MatchMode::text);

    private static final Form<Boolean> COMMUNITY_MODE =
            new Form<>("additive, replace", false, text -> switch (text.toLowerCase(Locale.ROOT)) {
                case "additive" -> Optional.of(false);
                case "replace" -> Optional.of(true);
                default -> Optional.empty();
            });

    /** What identifies a policy. */
    private record Place(int priority, Direction direction, String routeTable) {}

    private final Draft draft;
    private final NetworkReader network;

    PolicyReader(Draft draft, NetworkReader network) {
        this.draft = draft;
        this.network = network;
    }

    /**
     * @param region of the transit router; empty when it is not known
     * @param tables of the transit router
     */
    RoutingPolicy policy(Cursor at, Optional<String> region, Collection<String> tables) {
        Place place = place(at, tables);
        boolean permits = at.required("mapResult", RESULT);
        Optional<Long> next = at.optional("nextPriority", PRIORITY);
        Match match = match(at, place.direction, tables);
        Actions set = actions(at);
        at.done();
        checkNext(at, place, permits, next);
        at.check(
                "mapResult",
                permits || set.equals(Actions.NONE),
                "mapResult: a policy that denies changes nothing in a route",
                "leave out preference, operateCommunitySet and prependAsPath, or write mapResult: permit");
        checkPrepend(at, place.direction, match, set, region);
        return new RoutingPolicy(
                place.priority,
                place.direction,
                place.routeTable,
                permits,
                next.map(Long::intValue).map(OptionalInt::of).orElse(OptionalInt.empty()),
                match,
                set);
    }

    /** Which policy is to be taken out: it is found by its priority, direction and table. */
    RoutingPolicy named(Cursor at, Collection<String> tables) {
        Place place = place(at, tables);
        at.done();
        return new RoutingPolicy(
                place.priority, place.direction, place.routeTable, true, OptionalInt.empty(), Match.ALL, Actions.NONE);
    }

    private Place place(Cursor at, Collection<String> tables) {
        int priority = at.required("priority", PRIORITY).intValue();
        Direction direction =
                at.required("transmitDirection", Form.oneOf(List.of(Direction.values()), Direction::text));
        Located<String> table =
                at.located("routeTable", Forms.NAME_FORM).orElse(new Located<>(TransitRouter.SYSTEM_TABLE, at.mark()));
        network.checkTable(at, "routeTable", table, tables);
        return new Place(priority, direction, table.value());
    }

    private static void checkNext(Cursor at, Place place, boolean permits, Optional<Long> next) {
        at.check(
                "nextPriority",
                next.isEmpty() || permits,
                "nextPriority: only a policy that permits hands over to another",
                "leave it out, or write mapResult: permit");
        at.check(
                "nextPriority",
                next.isEmpty() || !at.sound("priority") || next.get() > place.priority,
                "nextPriority: " + next.orElse(0L) + " is not larger than priority: " + place.priority,
                "the next policy is asked later: it has a larger number");
    }

    private Match match(Cursor at, Direction direction, Collection<String> tables) {
        Match match = new Match(
                references(at, "sourceRegionIds", List.of(Kind.REGION)),
                instances(at, "sourceInstanceIds"),
                instances(at, "destinationInstanceIds"),
                values(at, "sourceChildInstanceTypes", INSTANCE_TYPE),
                values(at, "destinationChildInstanceTypes", INSTANCE_TYPE),
                tables(at, "sourceRouteTableIds", tables),
                tables(at, "destinationRouteTableIds", tables),
                values(at, "routeTypes", Form.oneOf(List.of(OriginRouteType.values()), OriginRouteType::text)),
                values(at, "destinationCidrBlocks", Forms.PREFIX),
                at.or("cidrMatchMode", MODE, MatchMode.INCLUDE),
                values(at, "matchAsns", Forms.ASN),
                at.or("asPathMatchMode", MODE, MatchMode.INCLUDE),
                values(at, "matchCommunitySet", COMMUNITY),
                at.or("communityMatchMode", MODE, MatchMode.INCLUDE));
        for (String key :
                List.of("destinationInstanceIds", "destinationChildInstanceTypes", "destinationRouteTableIds")) {
            if (direction == Direction.REGION_IN && at.has(key)) {
                at.warning(
                        key,
                        key + ": conditions about the destination hold in regionOut only (API)",
                        "leave it out, or write transmitDirection: regionOut");
            }
        }
        return match;
    }

    private static <T> List<T> values(Cursor at, String key, Form<T> form) {
        List<Located<T>> values = at.list(key, form);
        at.check(
                key,
                values.size() <= VALUES,
                key + ": " + values.size() + " values; allowed: " + VALUES + " (API)",
                "write several policies, each with nextPriority or the same result");
        return values.stream().map(Located::value).toList();
    }

    private List<String> references(Cursor at, String key, List<Kind> kinds) {
        at.list(key, Forms.NAME_FORM).forEach(name -> draft.names.refer(name, kinds));
        return values(at, key, Forms.NAME_FORM);
    }

    private Instances instances(Cursor at, String key) {
        List<String> names = references(at, key, Attachments.INSTANCES);
        boolean isReverse = at.or(key + "ReverseMatch", Forms.BOOLEAN, false);
        at.check(
                key + "ReverseMatch",
                !isReverse || !names.isEmpty() || !at.sound(key),
                key + "ReverseMatch: there is no " + key + " to reverse",
                "write " + key + ": the instances that are not meant");
        return new Instances(names, isReverse);
    }

    private List<String> tables(Cursor at, String key, Collection<String> tables) {
        at.list(key, Forms.NAME_FORM).forEach(table -> network.checkTable(at, key, table, tables));
        return values(at, key, Forms.NAME_FORM);
    }

    private static Actions actions(Cursor at) {
        Optional<Long> preference = at.optional("preference", Units.integer(1, 100));
        List<Community> communities = values(at, "operateCommunitySet", COMMUNITY);
        boolean isReplaced = at.or("communityOperateMode", COMMUNITY_MODE, false);
        List<Asn> prepend = values(at, "prependAsPath", Forms.ASN);
        return new Actions(
                preference.map(Long::intValue).map(OptionalInt::of).orElse(OptionalInt.empty()),
                prepend,
                communities,
                isReplaced);
    }

    /** API, {@code PrependAsPath}: where the route comes from, or goes to, must be said. */
    private static void checkPrepend(
            Cursor at, Direction direction, Match match, Actions set, Optional<String> region) {
        if (set.prependAsPath().isEmpty()) {
            return;
        }
        if (direction == Direction.REGION_OUT) {
            at.check(
                    "prependAsPath",
                    !match.destinationInstances().names().isEmpty(),
                    "prependAsPath: in regionOut it needs destinationInstanceIds (API)",
                    "name the instances that are told the longer path");
            return;
        }
        at.check(
                "prependAsPath",
                !match.sourceInstances().names().isEmpty(),
                "prependAsPath: in regionIn it needs sourceInstanceIds (API)",
                "name the instances whose routes get the longer path");
        at.check(
                "prependAsPath",
                region.isEmpty() || match.sourceRegions().equals(List.of(region.get())),
                "prependAsPath: in regionIn it needs sourceRegionIds: the policy's own region (API)",
                "write sourceRegionIds: " + region.orElse(""));
    }
}
