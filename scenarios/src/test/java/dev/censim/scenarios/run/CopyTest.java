package dev.censim.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.forward.EspKeys;
import dev.censim.forward.EspRoundTrips;
import dev.censim.forward.EspTransform;
import dev.censim.forward.Fib;
import dev.censim.kernel.Actor;
import dev.censim.kernel.Simulation;
import dev.censim.route.RouteOrder;
import dev.censim.route.RoutingPolicies;
import dev.censim.wire.ike.Octets;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A copy of an actor has every field of the original, and shares nothing with it that can change. A field that a {@code copy()}
 * forgets is found here.
 */
class CopyTest {

    /** Values apart from records, enums and the JDK's unmodifiable collections, and what never decides anything. */
    private static final List<Class<?>> IMMUTABLE = List.of(
            String.class,
            Number.class,
            Boolean.class,
            Optional.class,
            Fib.class,
            EspKeys.class,
            EspRoundTrips.class,
            EspTransform.class,
            RouteOrder.class,
            RoutingPolicies.class,
            BigInteger.class,
            Octets.class);

    /** Arrays and objects that are written once, before anybody else sees them. */
    private static final Set<String> WRITTEN_ONCE = Set.of(
            "TransitRouterNode.attachmentOf",
            "EcrNode.attachmentOf",
            "TrafficSource.lastPath",
            "HostDirectory",
            "ForwardingTable.hops[]",
            "Requests.message",
            "Responses.lastRequest",
            "Responses.lastResponse");

    private final List<String> findings = new ArrayList<>();
    private final Set<String> classes = new TreeSet<>();
    private final IdentityHashMap<Object, Object> seen = new IdentityHashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000_000_000L, 20_000_000_000L, 31_003_000_000L})
    void copyEqualsTheOriginalAndSharesNothingThatChanges(long until) throws ReflectiveOperationException {
        Run run = Run.started(Run.read(Samples.TUNNELS_AND_CIRCUIT)).until(until);

        for (Actor actor : actors(run.simulation())) {
            compare(actor, actor.copy(), actor.getClass().getSimpleName());
        }

        assertThat(findings).isEmpty();
        assertThat(classes).contains("Gateway", "Link", "TransitRouterNode", "TrafficSource", "BgpSpeaker");
    }

    @ParameterizedTest
    @ValueSource(longs = {31_003_000_000L})
    void copyReachesIntoProtocolsAndSecurityAssociations(long until) throws ReflectiveOperationException {
        Run run = Run.started(Run.read(Samples.TUNNELS_AND_CIRCUIT)).until(until);

        for (Actor actor : actors(run.simulation())) {
            compare(actor, actor.copy(), actor.getClass().getSimpleName());
        }

        assertThat(classes)
                .contains(
                        "NatDevice",
                        "Encapsulation",
                        "IkeEndpoint",
                        "IkeSa",
                        "EspSa",
                        "ReplayWindow",
                        "TcpConnection",
                        "Frame");
    }

    @ParameterizedTest
    @ValueSource(longs = {122_000_000_000L, 135_003_000_000L})
    void copyOfABrokenNetworkIsAsBroken(long until) throws ReflectiveOperationException {
        Run run = Run.started(Run.read(Samples.TUNNELS_AND_CIRCUIT + Samples.FAULTS))
                .until(until);

        for (Actor actor : actors(run.simulation())) {
            compare(actor, actor.copy(), actor.getClass().getSimpleName());
        }

        assertThat(findings).isEmpty();
        assertThat(classes).contains("BgpHold", "OutboundRoutes", "AttachmentState");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 20_013_000_000L})
    void copyReachesIntoAnEcrAndThePacketsBetweenItsRegions(long until) throws ReflectiveOperationException {
        Run run = Run.started(Run.read(Samples.ECR)).until(until);

        for (Actor actor : actors(run.simulation())) {
            compare(actor, actor.copy(), actor.getClass().getSimpleName());
        }

        assertThat(findings).isEmpty();
        assertThat(classes).contains("EcrNode", "EcrRoutes", "EcrBackbone");
        assertThat(classes.contains("Passage")).isEqualTo(until > 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 20_000_000_000L, 61_003_000_000L})
    void copiesOfVpnGatewaysAndOfTheNetworksAroundThemShareNothing(long until) throws ReflectiveOperationException {
        Run run = Run.started(Run.read(Samples.GATEWAY_AND_CCN)).until(until);

        for (Actor actor : actors(run.simulation())) {
            compare(actor, actor.copy(), actor.getClass().getSimpleName());
        }

        assertThat(findings).isEmpty();
        assertThat(classes).contains("VpnGatewayNode", "SpokeNode", "SpokeGateways");
    }

    private static Actor[] actors(Simulation simulation) throws ReflectiveOperationException {
        Field field = Simulation.class.getDeclaredField("actors");
        field.setAccessible(true);
        return (Actor[]) field.get(simulation);
    }

    private void compare(@Nullable Object original, @Nullable Object copy, String where)
            throws ReflectiveOperationException {
        if (original == null || copy == null) {
            check(original == copy, where + " is null on one side only");
            return;
        }
        if (original == copy) {
            check(
                    isImmutable(original) || WRITTEN_ONCE.contains(where) || WRITTEN_ONCE.contains(simple(original)),
                    where + " is shared: " + original.getClass().getName());
            return;
        }
        check(original.getClass() == copy.getClass(), where + " has another class");
        if (seen.put(original, copy) != null || original.getClass() != copy.getClass()) {
            return;
        }
        if (original instanceof Collection<?> all) {
            compareAll(List.copyOf(all), List.copyOf((Collection<?>) copy), where + "[]");
        } else if (original instanceof Map<?, ?> map) {
            Map<?, ?> other = (Map<?, ?>) copy;
            compareAll(new ArrayList<>(map.keySet()), new ArrayList<>(other.keySet()), where + ".keys");
            compareAll(new ArrayList<>(map.values()), new ArrayList<>(other.values()), where + ".values");
        } else if (original.getClass().isArray()) {
            compareArrays(original, copy, where);
        } else if (isImmutable(original)) {
            check(original.equals(copy), where + " differs: " + original + ", " + copy);
        } else {
            compareFields(original, copy);
        }
    }

    private void compareFields(Object original, Object copy) throws ReflectiveOperationException {
        classes.add(simple(original));
        for (Class<?> type = original.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                    field.setAccessible(true);
                    compare(field.get(original), field.get(copy), type.getSimpleName() + "." + field.getName());
                }
            }
        }
    }

    private void compareAll(List<?> originals, List<?> copies, String where) throws ReflectiveOperationException {
        check(originals.size() == copies.size(), where + " has another size");
        for (int i = 0; i < Math.min(originals.size(), copies.size()); i++) {
            compare(originals.get(i), copies.get(i), where);
        }
    }

    private void compareArrays(Object original, Object copy, String where) throws ReflectiveOperationException {
        int length = Array.getLength(original);
        check(length == Array.getLength(copy), where + " has another length");
        for (int i = 0; i < Math.min(length, Array.getLength(copy)); i++) {
            compare(Array.get(original, i), Array.get(copy, i), where + "[]");
        }
    }

    private static boolean isImmutable(Object value) {
        return value.getClass().isRecord()
                || value instanceof Enum<?>
                || value.getClass().getName().startsWith("java.util.ImmutableCollections")
                || value.getClass().isArray() && Array.getLength(value) == 0
                || IMMUTABLE.stream().anyMatch(type -> type.isInstance(value));
    }

    private static String simple(Object value) {
        return value.getClass().getSimpleName();
    }

    private void check(boolean holds, String finding) {
        if (!holds && !findings.contains(finding)) {
            findings.add(finding);
        }
    }
}
