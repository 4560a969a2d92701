package dev.censim.scenarios.whatif;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The findings for people: what cuts whom off, and the worst cases. */
public final class WhatIfText {

    private static final int ROWS = 20;
    private static final int FEW = 5;

    private WhatIfText() {}

    /** @param paper what the drawing of the network says to the findings */
    public static List<String> of(Findings findings, CrossCheck paper) {
        List<String> lines = new ArrayList<>();
        lines.add("single points of failure:" + (findings.singlePoints().isEmpty() ? " none" : ""));
        List<String> points = new ArrayList<>();
        findings.singlePoints().forEach((element, flows) -> points.add("  " + element + " cuts off " + some(flows)));
        addFirst(points, lines);
        List<String> sets = new ArrayList<>();
        otherSets(findings).forEach((failure, flows) -> sets.add("  " + failure + " breaks " + some(flows)));
        lines.add("other minimal failure sets:" + (sets.isEmpty() ? " none" : ""));
        addFirst(sets, lines);
        lines.addAll(onPaper(paper));
        lines.add("flows by their worst outage:");
        findings.worst().stream().limit(ROWS).forEach(worst -> lines.add(row(worst)));
        lines.add("elements by damage (seconds of outage, all flows):");
        findings.damage().stream().limit(ROWS).forEach(damage -> lines.add(row(damage)));
        addDisagreements(findings.disagreements(), lines);
        if (!findings.unreached().isEmpty()) {
            lines.add("did not get through in the first place: " + some(findings.unreached()));
        }
        addRestless(findings, lines);
        return lines;
    }

    private static void addRestless(Findings findings, List<String> lines) {
        List<String> first = findings.restless();
        first.forEach(failure -> lines.add("did not come to rest: " + failure));
        if (findings.restlessCases() > first.size()) {
            lines.add("did not come to rest: " + (findings.restlessCases() - first.size()) + " more");
        }
    }

    private static void addFirst(List<String> rows, List<String> lines) {
        lines.addAll(rows.subList(0, Math.min(ROWS, rows.size())));
        if (rows.size() > ROWS) {
            lines.add("  and " + (rows.size() - ROWS) + " more in whatif.json");
        }
    }

    /** By the first case that showed the set, the flows whose requirement it breaks; without those that a single point cuts off. */
    private static Map<String, List<String>> otherSets(Findings findings) {
        Map<String, List<String>> flows = new LinkedHashMap<>();
        findings.minimalSets()
                .forEach((flow, sets) -> sets.stream()
                        .filter(set -> !isSinglePoint(set, flow, findings))
                        .forEach(set -> flows.computeIfAbsent(set.failure().id(), id -> new ArrayList<>())
                                .add(flow)));
        return flows;
    }

    private static boolean isSinglePoint(MinimalSet set, String flow, Findings findings) {
        return set.elements().size() == 1
                && findings.singlePoints()
                        .getOrDefault(set.elements().get(0).id(), List.of())
                        .contains(flow);
    }

    private static void addDisagreements(Disagreements disagreements, List<String> lines) {
        if (!disagreements.longest().isEmpty()) {
            lines.add("longest beliefs in what was down at the other end:");
            disagreements.longest().stream().limit(FEW).forEach(longest -> lines.add(row(longest)));
        }
        if (!disagreements.asymmetric().isEmpty()) {
            lines.add("ways there and back that a failure makes differ:");
            disagreements.asymmetric().stream()
                    .limit(FEW)
                    .forEach(pair -> lines.add(
                            "  " + some(pair.flows()) + "  by " + pair.first().id()
                                    + (pair.failures() > 1 ? " and " + (pair.failures() - 1) + " more" : "")));
        }
    }

    private static String row(Disagreements.Longest longest) {
        Belief belief = longest.belief();
        return "  " + seconds(belief.length()) + " s  " + belief.believer().text() + " end of "
                + belief.subject().text() + " " + belief.name() + "  by "
                + longest.failure().id();
    }

    /** Flows that disagree for the same reason on one line. */
    private static List<String> onPaper(CrossCheck paper) {
        Map<String, List<String>> flows = new LinkedHashMap<>();
        paper.flows()
                .forEach(drawn -> drawn.disagreements().forEach(one -> {
                    String what = one.isCutOff()
                            ? "redundant on paper, but cut off: "
                            : "a single point on paper, but survived: ";
                    flows.computeIfAbsent(what + one.failure().id() + ": " + one.reason(), line -> new ArrayList<>())
                            .add(drawn.flow());
                }));
        return flows.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + some(entry.getValue()) + ")")
                .toList();
    }

    private static String row(Findings.Worst worst) {
        FlowLoss loss = worst.loss();
        Optional<String> how = loss.discovery()
                .map(found -> "found by " + found.by().text() + " of " + found.device() + " after "
                        + seconds(found.at() - worst.failedAt()).strip() + " s");
        String length = loss.isCutOff() ? "   cut off" : seconds(loss.outage()) + " s";
        return "  " + length + "  " + loss.flow() + "  by " + worst.failure().id()
                + how.map(text -> ", " + text).orElse("");
    }

    private static String row(Findings.Damage damage) {
        return "  " + seconds(damage.outage()) + "  " + damage.element().id()
                + (damage.cutOff() > 0 ? ", cuts off " + damage.cutOff() + " flows" : "");
    }

    private static String some(List<String> flows) {
        int shown = 4;
        String first = String.join(", ", flows.subList(0, Math.min(shown, flows.size())));
        return flows.size() > shown ? first + " and " + (flows.size() - shown) + " more" : first;
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%8.3f", nanos / 1e9);
    }
}
