package dev.censim.reports.timeline;

import dev.censim.kernel.Time;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts like things into one sentence. */
final class Wording {

    /** So many names are told one by one. */
    private static final int NAMES = 3;

    /** As long as they fit into so many letters. */
    private static final int NAMES_LENGTH = 54;

    private static final long TENTH = Time.SECOND / 10;

    private Wording() {}

    static Entry entry(List<Happening> group) {
        Happening first = group.get(0);
        Happening last = group.get(group.size() - 1);
        return new Entry(first.at(), last.at(), first.kind(), text(group));
    }

    private static String text(List<Happening> group) {
        String detail = shared(group, Happening::detail);
        return switch (group.get(0).kind()) {
            case FAULT -> "fault: " + faults(group, detail);
            case REPAIR -> "repaired: " + faults(group, detail);
            case CHANGE -> "change: " + faults(group, detail);
            case IKE_FAILED -> things(group, "IKE negotiation failed on", "tunnels", "") + colon(failure(group));
            case NAT_FORGOT -> things(group, "", "NATs", "forgot mappings") + colon(detail);
            case NAT_MAPPED -> things(group, "", "NATs", "made mappings") + colon(detail);
            case ESP_PATH -> things(group, "", "tunnels", "ESP") + space(detail);
            case DEMAND -> things(group, "", "tunnels", detail.isEmpty() ? "waiting for traffic" : detail);
            case HEALTH_FAILED -> things(group, "", "tunnels", first(group));
            case HEALTH_RECOVERED -> things(group, "", "tunnels", detail.isEmpty() ? "health check answered" : detail);
            case TUNNEL_UP -> things(group, "", "tunnels", "up") + space(detail);
            case TUNNEL_DOWN -> things(group, "", "tunnels", "down") + cause(detail);
            case VBR_FAILED -> things(group, "", "VBRs", first(group));
            case VBR_RECOVERED -> things(group, "", "VBRs", first(group));
            case BFD_UP -> session(group, "BFD", "up") + space(detail);
            case BFD_DOWN -> session(group, "BFD", "down") + cause(detail);
            case BGP_UP -> session(group, "BGP", "up") + space(detail);
            case BGP_DOWN -> session(group, "BGP", "down") + cause(detail);
            case ROUTE -> routes(group, detail);
            case PATH -> things(group, "", "flows", detail.isEmpty() ? paths(group) : detail);
            case OUTAGE -> things(group, "", "flows", "no longer arriving");
            case RECOVERY -> things(group, "", "flows", "arriving again") + lengths(group);
        };
    }

    private static String things(List<Happening> group, String before, String plural, String after) {
        String who = who(subjects(group), plural);
        return (before + " " + who + " " + after).trim();
    }

    private static String who(List<String> subjects, String plural) {
        if (subjects.size() > NAMES) {
            return subjects.size() + " " + plural;
        }
        String all = String.join(", ", subjects);
        return subjects.size() == 1 || all.length() <= NAMES_LENGTH
                ? all
                : subjects.get(0) + " and " + (subjects.size() - 1) + " more";
    }

    private static String session(List<Happening> group, String protocol, String after) {
        return things(group, subjects(group).size() <= NAMES ? protocol : "", protocol + " sessions", after);
    }

    private static String paths(List<Happening> group) {
        String change = shared(group, Happening::place);
        return change.equals(Happenings.FIRST_PATH) ? "arriving" : "on other paths";
    }

    private static String faults(List<Happening> group, String action) {
        List<String> subjects = subjects(group);
        String kind = action.isEmpty() ? "various" : action;
        if (subjects.size() <= NAMES) {
            return (kind + " " + String.join(", ", subjects)).trim();
        }
        return kind + " " + subjects.get(0) + " and " + (subjects.size() - 1) + " others";
    }

    private static String routes(List<Happening> group, String detail) {
        List<String> prefixes = subjects(group);
        List<String> tables = group.stream().map(Happening::place).distinct().toList();
        String where = tables.size() == 1 ? tables.get(0) : tables.size() + " tables";
        String change = detail.isEmpty() ? "changed" : detail;
        if (prefixes.size() == 1) {
            return "route " + prefixes.get(0) + " in " + where + " " + change;
        }
        return group.size() + " routes in " + where + " " + change;
    }

    /** The cause and the end that noticed it; of several the causes alone. */
    private static String failure(List<Happening> group) {
        String detail = shared(group, Happening::detail);
        return detail.isEmpty()
                ? group.stream()
                        .map(happening -> happening.detail().split(Happenings.AT_THE, 2)[0])
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "))
                : detail;
    }

    /** Of several different things the first, which is the cause of the others. */
    private static String first(List<Happening> group) {
        return group.get(0).detail();
    }

    private static String lengths(List<Happening> group) {
        long shortest = group.stream().mapToLong(Happening::length).min().orElse(0);
        long longest = group.stream().mapToLong(Happening::length).max().orElse(0);
        return longest - shortest < TENTH
                ? " after " + Time.format(longest) + " s"
                : String.format(Locale.ROOT, " after %.1f-%.1f s", shortest / 1e9, longest / 1e9);
    }

    private static List<String> subjects(List<Happening> group) {
        return group.stream().map(Happening::subject).distinct().toList();
    }

    /** What all of them have in common; empty when they differ. */
    private static String shared(List<Happening> group, Function<Happening, String> part) {
        List<String> parts = group.stream().map(part).distinct().limit(2).toList();
        return parts.size() == 1 ? parts.get(0) : "";
    }

    private static String colon(String detail) {
        return detail.isEmpty() ? "" : ": " + detail;
    }

    private static String space(String detail) {
        return detail.isEmpty() ? "" : " " + detail;
    }

    /** {@code : hold timer expired}, but {@code  at the cloud's end: hold timer expired}. */
    private static String cause(String detail) {
        return detail.startsWith("at ") ? " " + detail : colon(detail);
    }
}
