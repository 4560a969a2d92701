package dev.censim.scenarios.whatif;

import dev.censim.kernel.Time;
import dev.censim.scenarios.read.ScenarioText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A case that breaks what is required, as a scenario that shows it again: the user's own text with the failure as its faults and what
 * was required as its expectations. A run of it has the outages of the case, to the nanosecond.
 *
 * <p>It is repaired as the case was, and ends when the case did; but where a flow was cut off, it ends at the instant of the repair,
 * and without it: what only the repair ends has no length of its own.
 */
public final class Counterexample {

    /** Lines of the comment that name flows. */
    private static final int NAMED = 10;

    private final Outcome outcome;
    private final Requirement requirement;
    private final List<FlowLoss> broken;
    private final boolean isRepaired;

    private Counterexample(Outcome outcome, Requirement requirement, List<FlowLoss> broken) {
        this.outcome = outcome;
        this.requirement = requirement;
        isRepaired = broken.stream().noneMatch(FlowLoss::isCutOff);
        this.broken =
                isRepaired ? broken : broken.stream().filter(this::isCaused).toList();
    }

    /** Empty when the case breaks nothing. */
    public static Optional<Counterexample> of(Outcome outcome, Requirement requirement) {
        List<FlowLoss> broken =
                outcome.flows().stream().filter(requirement::isBroken).toList();
        return broken.isEmpty() ? Optional.empty() : Optional.of(new Counterexample(outcome, requirement, broken));
    }

    /** Whether the failure breaks it, and not only the repair. */
    private boolean isCaused(FlowLoss loss) {
        return loss.isCutOff()
                || limit(loss)
                        .filter(limit -> Math.min(loss.outage(), loss.longestOutage()) > limit.toNanos())
                        .isPresent();
    }

    private Optional<Duration> limit(FlowLoss loss) {
        return Optional.ofNullable(requirement.maxOutage().get(loss.flow()));
    }

    public Failure failure() {
        return outcome.failure();
    }

    /** What is broken, a line for each flow. */
    public List<String> words() {
        List<String> lines = new ArrayList<>();
        broken.stream().limit(NAMED).forEach(loss -> lines.add(loss.flow() + words(loss)));
        if (broken.size() > NAMED) {
            lines.add("and " + (broken.size() - NAMED) + " more flows");
        }
        return lines;
    }

    private String words(FlowLoss loss) {
        String most = limit(loss)
                .map(limit -> "; allowed: " + Time.format(limit.toNanos()) + " s")
                .orElse("");
        if (loss.isCutOff()) {
            return " is cut off: out for " + Time.format(loss.outage()) + " s until the repair" + most;
        }
        String again =
                loss.repairOutage() == 0 ? "" : ", and for " + Time.format(loss.repairOutage()) + " s by the repair";
        return " is out for " + Time.format(loss.outage()) + " s" + again + most;
    }

    /**
     * The scenario.
     *
     * @param text of the file that was tried
     * @param seed that it was tried with, when that is not its own
     * @param made lines that say how to come by it again
     */
    public String scenario(String text, Optional<Long> seed, List<String> made) {
        Duration failedAt = Duration.ofNanos(outcome.failedAt());
        Duration repairedAt = Duration.ofNanos(outcome.repairedAt());
        Duration end = isRepaired ? Duration.ofNanos(outcome.endedAt() + WhatIf.AFTERMATH) : repairedAt;
        ScenarioText changed = ScenarioText.of(text)
                .with("duration", ScenarioText.duration(end))
                .withFlowsUntil(end)
                .with("changes", ScenarioText.changesUntil(text, failedAt))
                .with("faults", faults(failedAt, repairedAt))
                .with("expectations", expectations(failedAt, repairedAt));
        seed.ifPresent(number -> changed.with("seed", Long.toString(number)));
        return changed.text(head(made));
    }

    private List<String> faults(Duration failedAt, Duration repairedAt) {
        String repair = isRepaired ? ", repairAt: " + ScenarioText.duration(repairedAt) : "";
        return failure().elements().stream()
                .map(element -> "{at: " + ScenarioText.duration(failedAt) + ", fault: "
                        + FaultWords.of(element.fault(failure().manner()).orElseThrow()) + repair + "}")
                .toList();
    }

    private List<String> expectations(Duration failedAt, Duration repairedAt) {
        List<String> expectations = new ArrayList<>();
        for (FlowLoss loss : broken) {
            String flow = "{flow: " + ScenarioText.word(loss.flow());
            limit(loss)
                    .map(limit -> flow + ", maxOutage: " + ScenarioText.duration(limit) + "}")
                    .ifPresent(expectations::add);
            if (loss.isCutOff()) {
                Duration rest = repairedAt.minusNanos(WhatIf.AFTERMATH);
                Duration from = rest.compareTo(failedAt) < 0 ? failedAt : rest;
                expectations.add(flow + ", reachable: {from: " + ScenarioText.duration(from) + ", to: "
                        + ScenarioText.duration(repairedAt) + "}}");
            }
        }
        return expectations;
    }

    private String head(List<String> made) {
        List<String> lines = new ArrayList<>();
        lines.add("Counterexample: " + failure().id() + " at " + Time.format(outcome.failedAt()) + " s"
                + (isRepaired ? ", repaired at " + Time.format(outcome.repairedAt()) + " s." : "."));
        words().forEach(line -> lines.add("  " + line));
        lines.addAll(made);
        lines.add(
                "Faults, later changes, expectations, the duration and the ends of flows are its own; the rest is as it"
                        + " was written.");
        return lines.stream()
                .map(line -> "# " + line.replaceAll("\\p{Cntrl}", " ") + "\n")
                .collect(Collectors.joining("", "", "#\n"));
    }
}
