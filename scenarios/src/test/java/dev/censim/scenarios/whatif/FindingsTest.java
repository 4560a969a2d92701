package dev.censim.scenarios.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.censim.model.fault.Fault;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long CUT = Long.MAX_VALUE;

    static Element element(String name) {
        return new Element(
                ElementKind.PATH,
                name,
                Optional.of(new Fault.SilentLoss(name, Fault.Direction.BOTH)),
                Optional.of(new Fault.LinkDown(name)));
    }

    private static Failure failure(Manner manner, String... names) {
        return new Failure(Arrays.stream(names).map(FindingsTest::element).toList(), manner);
    }

    /** @param outages in seconds, of the flows f0, f1 and so on; CUT when nothing arrives until the repair */
    private static Outcome outcome(Failure failure, long... outages) {
        List<FlowLoss> flows = IntStream.range(0, outages.length)
                .mapToObj(i -> loss("f" + i, outages[i], List.of("a", "b")))
                .toList();
        return new Outcome(failure, 0, 100 * SECOND, 200 * SECOND, true, 0, flows, List.of(), List.of());
    }

    private static FlowLoss loss(String flow, long seconds, List<String> before) {
        boolean isCut = seconds == CUT;
        long outage = isCut ? 100 * SECOND : seconds * SECOND;
        return new FlowLoss(flow, outage, isCut, 0, outage, 0, 0, 0, Optional.empty(), 0, 0, 0, 0, before, List.of());
    }

    @Test
    void setOfWhichAPartIsEnoughInTheOtherMannerIsNotMinimal() {
        Findings findings = Findings.of(List.of(
                outcome(failure(Manner.SILENT, "a"), CUT),
                outcome(failure(Manner.CLEAN, "a"), 3),
                outcome(failure(Manner.SILENT, "b"), 0),
                outcome(failure(Manner.CLEAN, "a", "b"), CUT)));

        assertThat(findings.minimalSets().get("f0"))
                .extracting(set -> set.failure().id(), MinimalSet::manners)
                .containsExactly(tuple("path:a/silent", List.of(Manner.SILENT)));
    }

    @Test
    void ofManyFailuresWithoutRestTheFirstAreKeptAndAllCounted() {
        Findings findings = new Findings();
        for (int number = 0; number < 1000; number++) {
            Failure failure = failure(Manner.SILENT, "p" + number);
            findings.take(new Outcome(failure, 0, 1, 2, false, 0, List.of(), List.of(), List.of()));
        }

        assertThat(findings.restlessCases()).isEqualTo(1000);
        assertThat(findings.restless()).hasSize(20).startsWith("path:p0/silent").endsWith("path:p19/silent");
        assertThat(WhatIfText.of(findings, new CrossCheck(List.of())))
                .contains("did not come to rest: path:p19/silent", "did not come to rest: 980 more")
                .doesNotContain("did not come to rest: path:p20/silent");
    }

    @Test
    void outageLongerThanRequiredIsBrokenAndNoSinglePoint() {
        Findings findings = new Findings(new Requirement(Map.of("f1", Duration.ofSeconds(2))));
        findings.take(outcome(failure(Manner.SILENT, "a"), 3, 3));
        findings.take(outcome(failure(Manner.SILENT, "b"), 2, 2));

        assertThat(findings.minimalSets()).containsOnlyKeys("f1");
        assertThat(findings.minimalSets().get("f1"))
                .extracting(set -> set.failure().id())
                .containsExactly("path:a/silent");
        assertThat(findings.singlePoints()).isEmpty();
    }

    @Test
    void failureIsForeseenWhenPartsOfItBreakEveryFlow() {
        Findings findings = Findings.of(List.of(
                outcome(failure(Manner.SILENT, "a"), CUT, 0),
                outcome(failure(Manner.SILENT, "b"), 0, CUT),
                outcome(failure(Manner.SILENT, "c"), 0, 0)));

        assertThat(findings.isForeseen(failure(Manner.CLEAN, "a", "b"))).isTrue();
        assertThat(findings.isForeseen(failure(Manner.CLEAN, "a", "c"))).isFalse();
        assertThat(findings.isForeseen(failure(Manner.CLEAN, "a")))
                .as("it may break in the other manner only")
                .isFalse();
    }

    @Test
    void elementIsRankedByItsWorseManner() {
        Findings findings = Findings.of(List.of(
                outcome(failure(Manner.SILENT, "a"), 10, 10),
                outcome(failure(Manner.SILENT, "b"), 30, 0),
                outcome(failure(Manner.CLEAN, "a"), 1, 0)));

        assertThat(findings.damage())
                .extracting(damage -> damage.element().name(), Findings.Damage::outages)
                .containsExactly(
                        tuple("b", Map.of(Manner.SILENT, 30 * SECOND)),
                        tuple("a", Map.of(Manner.SILENT, 20 * SECOND, Manner.CLEAN, SECOND)));
    }

    @Test
    void elementThatComesToTheSameThingIsASinglePointToo() {
        Failure merged = new Failure(
                List.of(element("a")),
                Manner.SILENT,
                List.of(failure(Manner.SILENT, "b"), failure(Manner.SILENT, "a", "b")));

        assertThat(Findings.of(List.of(outcome(merged, CUT))).singlePoints())
                .containsOnlyKeys("path:a", "path:b")
                .containsEntry("path:b", List.of("f0"));
    }

    @Test
    void flowThatNeverGotThroughIsNotCutOffByAnything() {
        Outcome outcome = new Outcome(
                failure(Manner.SILENT, "a"),
                0,
                100 * SECOND,
                200 * SECOND,
                true,
                0,
                List.of(loss("f0", CUT, List.of())),
                List.of(),
                List.of());

        Findings findings = Findings.of(List.of(outcome));

        assertThat(findings.singlePoints()).isEmpty();
        assertThat(findings.minimalSets()).isEmpty();
        assertThat(findings.damage()).isEmpty();
        assertThat(findings.unreached()).containsExactly("f0");
    }
}
