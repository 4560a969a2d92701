package dev.censim.reports.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** 400 failures x 1,000 flows: every site has a path of its own that ten flows use, and every fourth failure hurts more of them. */
final class Large {

    static final int FAILURES = 400;
    static final int FLOWS = 1000;

    private Large() {}

    static Matrix matrix() {
        List<String> flows = new ArrayList<>();
        for (int flow = 0; flow < FLOWS; flow++) {
            flows.add("site-" + flow / 10 + ".flow-" + flow % 10);
        }
        Matrix matrix = new Matrix(flows);
        for (int failure = 0; failure < FAILURES; failure++) {
            List<Loss> losses = new ArrayList<>();
            for (int flow = 0; flow < FLOWS; flow++) {
                losses.add(loss(flows.get(flow), flow, failure));
            }
            String manner = failure % 2 == 0 ? "/silent" : "/clean";
            matrix.take(Analysis.one("path:internet-" + failure / 2 + manner, losses.toArray(new Loss[0])));
        }
        return matrix;
    }

    private static Loss loss(String flow, int number, int failure) {
        List<String> path = List.of("cgw-" + number / 10, "tr");
        int distance = Math.abs(number / 5 - failure / 2);
        boolean isHurt = distance < 2 || failure % 40 == 0 || failure % 4 == 0 && distance < 40;
        if (!isHurt) {
            return Analysis.unhurt(flow, path);
        } else if (failure % 40 == 0) {
            return Analysis.cut(flow, path, 0);
        }
        long outage = failure % 2 == 0 ? Math.max(1, 40 - distance) * 700_000_000L : (1 + distance) * 200_000_000L;
        return new Loss(
                flow,
                outage,
                false,
                0,
                outage / 20_000_000,
                0,
                0,
                Optional.of(new Loss.Discovery("dpd", "tr")),
                outage,
                0,
                0,
                0,
                path,
                path);
    }
}
