package dev.censim.scenarios.diff;

import dev.censim.model.Scenario;
import dev.censim.scenarios.diff.Difference.Thing;
import dev.censim.scenarios.whatif.Element;
import dev.censim.scenarios.whatif.ElementKind;
import dev.censim.scenarios.whatif.Elements;
import dev.censim.scenarios.whatif.Failure;
import dev.censim.scenarios.whatif.FlowLoss;
import dev.censim.scenarios.whatif.Outcome;
import dev.censim.scenarios.whatif.Plan;
import dev.censim.scenarios.whatif.WhatIf;
import dev.censim.scenarios.whatif.Workers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Compares two scenarios, case by case. Both fail at the same instant, so that timers that run alike are found alike; a case of the one
 * is the case of the same id of the other. What only one has fails alone and there only, to find single points of failure.
 */
public final class Comparison {

    /** @param tolerance nanoseconds that an outage may change by without being worse or better */
    public record Measure(long tolerance, boolean isCostCounted) {}

    /** What became of one case; the outcome is empty of a scenario that has not got all of its elements. */
    private record Case(Optional<Outcome> before, Optional<Outcome> after, List<Difference> differences) {}

    private final Side before;
    private final Side after;
    private final Measure measure;
    private final List<Element> onlyBefore;
    private final List<Element> onlyAfter;
    private final Plan planBefore;
    private final Plan planAfter;
    private final Plan planOnlyBefore;
    private final Plan planOnlyAfter;
    private final Map<RouteKey, Difference.Route> normalRoutes = new LinkedHashMap<>();

    private Comparison(Side before, Side after, Set<ElementKind> kinds, int most, Measure measure) {
        this.before = before;
        this.after = after;
        this.measure = measure;
        List<Element> here = Elements.of(before.scenario().topology(), kinds);
        List<Element> there = Elements.of(after.scenario().topology(), kinds);
        onlyBefore = without(here, there);
        onlyAfter = without(there, here);
        List<Element> common = without(here, onlyBefore);
        planBefore = Plan.of(common, most);
        planAfter = Plan.of(inTheOrderOf(common, there), most);
        planOnlyBefore = Plan.of(onlyBefore, 1);
        planOnlyAfter = Plan.of(onlyAfter, 1);
        before.routes()
                .differences(Difference.NORMAL, after.routes())
                .forEach(route -> normalRoutes.put(route.key(), route));
    }

    /**
     * Prepares the comparison of two networks that have converged.
     *
     * @param most elements that fail together, at least 1
     * @throws ArithmeticException when there are more sets than a long counts
     */
    public static Comparison of(
            Scenario before,
            WhatIf networkBefore,
            Scenario after,
            WhatIf networkAfter,
            Set<ElementKind> kinds,
            int most,
            Measure measure) {
        long instant = Math.max(networkBefore.convergedAt(), networkAfter.convergedAt());
        return new Comparison(
                Side.of(before, networkBefore.notBefore(instant)),
                Side.of(after, networkAfter.notBefore(instant)),
                kinds,
                most,
                measure);
    }

    /** An element is the same when its name is, and it can fail in the same manners. */
    private static boolean isSame(Element one, Element other) {
        return one.id().equals(other.id())
                && one.silent().isPresent() == other.silent().isPresent()
                && one.clean().isPresent() == other.clean().isPresent();
    }

    private static List<Element> without(List<Element> all, List<Element> others) {
        return all.stream()
                .filter(element -> others.stream().noneMatch(other -> isSame(element, other)))
                .toList();
    }

    private static List<Element> inTheOrderOf(List<Element> order, List<Element> elements) {
        Map<String, Element> byId = elements.stream().collect(Collectors.toMap(Element::id, element -> element));
        return order.stream()
                .map(element -> Objects.requireNonNull(byId.get(element.id())))
                .toList();
    }

    /** The instant at which everything fails, in nanoseconds. */
    public long failedAt() {
        return before.network().convergedAt();
    }

    public long digestBefore() {
        return before.network().digest();
    }

    public long digestAfter() {
        return after.network().digest();
    }

    /** Cases to try, those of only one scenario included. */
    public long size() {
        return planBefore.size() + planOnlyBefore.size() + planOnlyAfter.size();
    }

    /** Cases that both scenarios have. */
    public long common() {
        return planBefore.size();
    }

    /**
     * Tries everything.
     *
     * @param threads at least 1
     * @param progress told after each case
     * @return in the order: normal state, cases in the order of the plan, single points
     */
    public List<Difference> differences(int threads, Runnable progress) {
        List<Difference> differences = new ArrayList<>(normal());
        differences.addAll(cost(threads));
        Map<List<String>, Boolean> pointsBefore = new LinkedHashMap<>();
        Map<List<String>, Boolean> pointsAfter = new LinkedHashMap<>();
        Iterator<Long> numbers = LongStream.range(0, size()).iterator();
        Workers.run(threads, numbers, this::attempt, tried -> {
            differences.addAll(tried.differences);
            tried.before.ifPresent(outcome -> points(outcome, pointsBefore));
            tried.after.ifPresent(outcome -> points(outcome, pointsAfter));
            progress.run();
        });
        pointsBefore.keySet().stream()
                .filter(point -> !pointsAfter.containsKey(point) && after.reaches(point.get(1)))
                .forEach(point -> differences.add(new Difference.SinglePoint(point.get(0), point.get(1), false)));
        pointsAfter.keySet().stream()
                .filter(point -> !pointsBefore.containsKey(point) && before.reaches(point.get(1)))
                .forEach(point -> differences.add(new Difference.SinglePoint(point.get(0), point.get(1), true)));
        return differences;
    }

    private List<Difference> normal() {
        List<Difference> differences = new ArrayList<>();
        before.paths().keySet().stream()
                .filter(flow -> !after.paths().containsKey(flow))
                .forEach(flow -> differences.add(new Difference.Presence(Thing.FLOW, flow, false)));
        after.paths().keySet().stream()
                .filter(flow -> !before.paths().containsKey(flow))
                .forEach(flow -> differences.add(new Difference.Presence(Thing.FLOW, flow, true)));
        onlyBefore.forEach(element -> differences.add(new Difference.Presence(Thing.ELEMENT, element.id(), false)));
        onlyAfter.forEach(element -> differences.add(new Difference.Presence(Thing.ELEMENT, element.id(), true)));
        before.paths().forEach((flow, path) -> {
            List<String> other = after.paths().getOrDefault(flow, path);
            if (path.isEmpty() != other.isEmpty()) {
                differences.add(new Difference.Reachability(flow, path.isEmpty()));
            } else if (!path.equals(other)) {
                differences.add(new Difference.Path(Difference.NORMAL, flow, path, other));
            }
        });
        differences.addAll(normalRoutes.values());
        return differences;
    }

    private List<Difference> cost(int threads) {
        List<Tariff> tariffs = new ArrayList<>();
        Workers.run(
                threads,
                List.of(before.scenario(), after.scenario()).iterator(),
                scenario -> Tariff.of(scenario, failedAt()),
                tariffs::add);
        return tariffs.get(0).differences(tariffs.get(1), measure.isCostCounted);
    }

    private static void points(Outcome outcome, Map<List<String>, Boolean> into) {
        if (outcome.failure().elements().size() == 1) {
            String element = outcome.failure().elements().get(0).id();
            outcome.flows().stream()
                    .filter(loss -> loss.isCutOff() && !loss.pathBefore().isEmpty())
                    .forEach(loss -> into.put(List.of(element, loss.flow()), true));
        }
    }

    private Case attempt(long number) {
        if (number < planBefore.size()) {
            return both(planBefore.at(number), planAfter.at(number));
        }
        long rest = number - planBefore.size();
        return rest < planOnlyBefore.size()
                ? new Case(Optional.of(before.network().outcome(planOnlyBefore.at(rest))), Optional.empty(), List.of())
                : new Case(
                        Optional.empty(),
                        Optional.of(after.network().outcome(planOnlyAfter.at(rest - planOnlyBefore.size()))),
                        List.of());
    }

    private Case both(Failure failure, Failure sameFailure) {
        String state = failure.id();
        List<Routes> routes = new ArrayList<>();
        Outcome here = before.network()
                .outcomeInWhole(
                        failure,
                        atRest -> routes.add(
                                Routes.of(before.scenario(), before.network().network(), atRest)));
        Outcome there = after.network()
                .outcomeInWhole(
                        sameFailure,
                        atRest -> routes.add(
                                Routes.of(after.scenario(), after.network().network(), atRest)));
        Map<String, FlowLoss> losses = new LinkedHashMap<>();
        there.flows().forEach(loss -> losses.put(loss.flow(), loss));
        List<Difference> differences = new ArrayList<>();
        here.flows()
                .forEach(loss -> Optional.ofNullable(losses.get(loss.flow()))
                        .ifPresent(other -> compare(state, loss, other, differences)));
        routes.get(0).differences(state, routes.get(1)).stream()
                .filter(route -> !isAsNormal(route))
                .forEach(differences::add);
        return new Case(Optional.of(here), Optional.of(there), differences);
    }

    /** What differs when all is well need not be told again of each failure. */
    private boolean isAsNormal(Difference.Route route) {
        Difference.Route normal = normalRoutes.get(route.key());
        return normal != null
                && normal.before().equals(route.before())
                && normal.after().equals(route.after());
    }

    private void compare(String state, FlowLoss here, FlowLoss there, List<Difference> into) {
        if (!before.reaches(here.flow()) || !after.reaches(here.flow())) {
            return;
        }
        boolean isEqual = here.isCutOff() && there.isCutOff()
                ? here.repairOutage() == there.repairOutage()
                : here.isCutOff() == there.isCutOff()
                        && here.outage() == there.outage()
                        && here.repairOutage() == there.repairOutage()
                        && here.lost() == there.lost();
        if (!isEqual) {
            into.add(
                    new Difference.Failover(state, here, there, Effect.of(isWorse(here, there), isWorse(there, here))));
        }
        boolean hasMoved = !here.pathAfter().equals(here.pathBefore())
                || !there.pathAfter().equals(there.pathBefore());
        if (hasMoved && !here.pathAfter().equals(there.pathAfter()) && here.isCutOff() == there.isCutOff()) {
            into.add(new Difference.Path(state, here.flow(), here.pathAfter(), there.pathAfter()));
        }
    }

    /** How long a flow that is cut off is out depends on when it is repaired, and says nothing. */
    private boolean isWorse(FlowLoss than, FlowLoss loss) {
        if (loss.isCutOff() != than.isCutOff()) {
            return loss.isCutOff();
        }
        boolean isOutLonger = !loss.isCutOff() && loss.outage() > than.outage() + measure.tolerance;
        return isOutLonger || loss.repairOutage() > than.repairOutage() + measure.tolerance;
    }
}
