package dev.censim.scenarios.whatif;

import dev.censim.kernel.Time;
import java.util.ArrayList;
import java.util.List;

/** The ledger of one case for people: whom it hurt, and how. */
public final class CaseText {

    private CaseText() {}

    public static List<String> of(Outcome outcome) {
        List<String> lines = new ArrayList<>();
        lines.add(outcome.failure().id() + ": failed at " + seconds(outcome.failedAt()) + ", repaired at "
                + seconds(outcome.repairedAt()) + ", ended at " + seconds(outcome.endedAt())
                + (outcome.isSettled() ? "" : "; it did not come to rest"));
        List<FlowLoss> hurt =
                outcome.flows().stream().filter(CaseText::isNotable).toList();
        hurt.forEach(loss -> lines.addAll(of(loss)));
        int unhurt = outcome.flows().size() - hurt.size();
        if (unhurt > 0) {
            lines.add((hurt.isEmpty() ? "all " : "the other ") + unhurt + " flows noticed nothing");
        }
        return lines;
    }

    private static boolean isNotable(FlowLoss loss) {
        return loss.isHurt()
                || loss.lost() > 0
                || loss.duplicated() > 0
                || loss.reordered() > 0
                || !loss.pathBefore().equals(loss.pathAfter());
    }

    private static List<String> of(FlowLoss loss) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + loss.flow() + ": " + out(loss) + "; "
                + (loss.lost() == 1 ? "1 packet" : loss.lost() + " packets") + " lost, " + loss.duplicated()
                + " duplicated, " + loss.reordered() + " reordered");
        loss.discovery()
                .ifPresent(found -> lines.add("    found by " + found.by().text() + " of " + found.device() + " at "
                        + seconds(found.at()) + "; of the outage " + seconds(loss.detection()) + " detection, "
                        + seconds(loss.rekey()) + " rekeying, " + seconds(loss.convergence()) + " convergence, "
                        + seconds(loss.installation()) + " installation"));
        lines.add("    before: " + path(loss.pathBefore()));
        if (!loss.pathAfter().equals(loss.pathBefore())) {
            lines.add("    after:  " + path(loss.pathAfter()));
        }
        return lines;
    }

    private static String out(FlowLoss loss) {
        String repair = loss.repairOutage() == 0 ? "" : "out for " + seconds(loss.repairOutage()) + " after the repair";
        if (loss.outage() == 0) {
            return repair.isEmpty() ? "no outage" : repair;
        }
        String failure = loss.isCutOff() ? "cut off until the repair" : "out for " + seconds(loss.outage());
        return repair.isEmpty() ? failure : failure + ", " + repair;
    }

    private static String path(List<String> hops) {
        return hops.isEmpty() ? "nothing arrives" : String.join(" > ", hops);
    }

    private static String seconds(long nanos) {
        return Time.format(nanos) + " s";
    }
}
