package dev.censim.reports.whatif;

import dev.censim.model.traffic.Flow;
import dev.censim.reports.Hub;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** An analysis of two sites and three flows, small enough to know by heart; and pages of it. */
final class Analysis {

    static final String SILENT = "path:internet-1-a/silent";
    static final String CLEAN = "path:internet-1-a/clean";
    static final String GATEWAY = "customerGateway:cgw-1/silent";
    static final String SESSION = "session:vpn-2.tunnel1/silent";
    static final String PAIR = "path:internet-2-a+path:internet-2-b/silent";

    static final List<String> FLOWS = List.of("up-1", "down-1", "up-2");

    private static final long SECOND = 1_000_000_000L;
    private static final long MILLI = 1_000_000L;

    private Analysis() {}

    static Matrix matrix() {
        Matrix matrix = new Matrix(FLOWS);
        cases().forEach(matrix::take);
        return matrix;
    }

    private static List<Case> cases() {
        List<String> up = way(1, 1);
        List<String> down = new ArrayList<>(up);
        java.util.Collections.reverse(down);
        List<String> other = way(2, 1);
        Loss silent = new Loss(
                "up-1",
                21_840 * MILLI,
                false,
                0,
                1093,
                1,
                2,
                Optional.of(new Loss.Discovery("holdTimer", "cgw-1")),
                21_760 * MILLI,
                10 * MILLI,
                41 * MILLI,
                29 * MILLI,
                up,
                way(1, 2));
        Loss brief = new Loss(
                "down-1",
                2500 * MILLI,
                false,
                0,
                125,
                0,
                0,
                Optional.of(new Loss.Discovery("dpd", "vpn-1")),
                2400 * MILLI,
                0,
                60 * MILLI,
                40 * MILLI,
                down,
                down);
        Loss clean = new Loss(
                "up-1",
                400 * MILLI,
                false,
                0,
                20,
                0,
                0,
                Optional.of(new Loss.Discovery("link", "cgw-1")),
                10 * MILLI,
                0,
                390 * MILLI,
                0,
                up,
                way(1, 2));
        return List.of(
                silent(silent, brief, unhurt("up-2", other)),
                one(CLEAN, clean, unhurt("down-1", down), unhurt("up-2", other)),
                one(GATEWAY, cut("up-1", up, 0), cut("down-1", down, 0), unhurt("up-2", other)),
                one(SESSION, unhurt("up-1", up), unhurt("down-1", down), unhurt("up-2", other)),
                one(PAIR, unhurt("up-1", up), unhurt("down-1", down), cut("up-2", other, 4500 * MILLI)));
    }

    /** Seven zones come to the same thing; the ends of two tunnels and a session disagree, of one but for a moment. */
    private static Case silent(Loss... losses) {
        return new Case(
                List.of("path:internet-1-a"),
                "silent",
                36 * SECOND,
                107 * SECOND,
                115 * SECOND,
                true,
                List.of(losses),
                IntStream.rangeClosed(1, 7)
                        .mapToObj(zone -> "zone:z" + zone + "/silent")
                        .toList(),
                List.of(
                        new Disagreement("cloud", "tunnel vpn-1.tunnel2", 36 * SECOND, 36 * SECOND + 900 * MILLI),
                        new Disagreement("customer", "session vpn-1.tunnel1", 37 * SECOND, 39 * SECOND),
                        new Disagreement("cloud", "tunnel vpn-1.tunnel1", 40 * SECOND, 61_500 * MILLI)),
                List.of(
                        new Asymmetry(List.of("up-1", "down-1"), true, way(1, 2), way(1, 1)),
                        new Asymmetry(List.of("up-2"), false, way(2, 1), way(2, 2))));
    }

    private static List<String> way(int site, int tunnel) {
        return List.of(
                "host-" + site,
                "site-" + site,
                "cgw-" + site,
                "vpn-" + site + ".tunnel" + tunnel,
                "internet-" + site + (tunnel == 1 ? "-a" : "-b"),
                "vpn-" + site,
                "tr-sg",
                "vpc-1",
                "app-1");
    }

    static Loss unhurt(String flow, List<String> path) {
        return new Loss(flow, 0, false, 0, 0, 0, 0, Optional.empty(), 0, 0, 0, 0, path, path);
    }

    static Loss cut(String flow, List<String> path, long repairOutage) {
        return new Loss(
                flow,
                71 * SECOND,
                true,
                repairOutage,
                3550,
                0,
                0,
                Optional.of(new Loss.Discovery("link", "cgw-1")),
                0,
                0,
                71 * SECOND,
                0,
                path,
                List.of());
    }

    static Case one(String id, Loss... losses) {
        int at = id.lastIndexOf('/');
        return new Case(
                List.of(id.substring(0, at).split("\\+")),
                id.substring(at + 1),
                36 * SECOND,
                107 * SECOND,
                115 * SECOND,
                true,
                List.of(losses),
                List.of(),
                List.of(),
                List.of());
    }

    static Rankings rankings() {
        Map<String, List<String>> points = new LinkedHashMap<>();
        points.put("customerGateway:cgw-1", List.of("up-1", "down-1"));
        Map<String, List<String>> sets = new LinkedHashMap<>();
        sets.put("up-1", List.of(GATEWAY));
        sets.put("down-1", List.of(GATEWAY));
        sets.put("up-2", List.of(PAIR));
        return new Rankings(
                points,
                List.of(
                        new Rankings.Worst("up-1", GATEWAY, 71 * SECOND, true),
                        new Rankings.Worst("down-1", GATEWAY, 71 * SECOND, true),
                        new Rankings.Worst("up-2", PAIR, 71 * SECOND, true)),
                List.of(new Rankings.Damage(GATEWAY, 142 * SECOND), new Rankings.Damage(SILENT, 24_340 * MILLI)),
                sets,
                List.of(
                        new Rankings.OnPaper(GATEWAY, List.of("up-1", "down-1"), true, "cgw-1 has no route left"),
                        new Rankings.OnPaper(SESSION, List.of("up-2"), false, "its packets go another way")));
    }

    static Optional<Availability> availability() {
        return Availability.read("""
                {"flows": [
                  {"name": "up-1", "availability": 0.9999, "outageMinutesPerYear": 52.6, "interval": [48.1, 57.2],
                   "percentiles": {"p50": 40, "p90": 120, "p99": 260}, "outagesPerYear": 3.2},
                  {"name": "down-1", "availability": 0.9998, "outageMinutesPerYear": 105.1, "interval": [98.0, 112.5],
                   "percentiles": {"p50": 90, "p90": 210, "p99": 400}, "outagesPerYear": 4.1},
                  {"name": "up-2", "availability": 0.99999, "outageMinutesPerYear": 5.3, "interval": [3.9, 6.8],
                   "percentiles": {"p50": 0, "p90": 20, "p99": 71}, "outagesPerYear": 0.4}],
                 "elements": [{"element": "customerGateway:cgw-1", "contribution": 0.81},
                   {"element": "path:internet-1-a", "contribution": 0.19}]}
                """);
    }

    static WhatIfReport report(Matrix matrix, Rankings rankings, Optional<Availability> availability) {
        Hub hub = new Hub(1, 2)
                .called("two-sites", "Two sites, one of them behind one gateway.")
                .flow("up-1", Flow.Kind.UDP, 0, 50);
        return new WhatIfReport(
                "two-sites",
                "Two sites of two tunnels each.",
                42,
                "287baa023b45258c",
                36 * SECOND,
                2,
                "./censim whatif two-sites.yaml",
                "Required: no flow is cut off.",
                hub.scenario().topology(),
                matrix,
                rankings,
                availability);
    }

    static String page(WhatIfReport report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WhatIfHtml.write(report, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
