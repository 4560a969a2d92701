package dev.censim.interop.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.proto.bfd.BfdReason;
import dev.censim.proto.bfd.BfdSessionConfig;
import dev.censim.proto.bfd.Encapsulation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our BFD against BIRD's and FRR's over real UDP. */
final class BfdInterop {

    private static final BfdSessionConfig OURS = BfdSessionConfig.of(250_000, 350_000, 5);

    /** Theirs is 4 packets; they send at 400 ms, for we can receive at 350 ms. */
    private static final Duration DETECTION = Duration.ofMillis(4 * 400);

    /** What a busy machine may be late by. */
    private static final Duration LATE = Duration.ofSeconds(2);

    private final Namespace lab = lab();
    private @Nullable BfdDaemon daemon;
    private @Nullable BfdPeer peer;

    private static Namespace lab() {
        Namespace.require(Bird.PROGRAM, Bird.CONTROL, BfdDaemon.FRR, Frr.CONTROL);
        Namespace lab = new Namespace();
        lab.sendFar();
        return lab;
    }

    @AfterEach
    void stop() {
        if (peer != null) {
            peer.close();
        }
        if (daemon != null) {
            daemon.close();
        }
        lab.close();
    }

    private BfdDaemon theirs(BfdDaemon.Kind kind, int hops) {
        BfdDaemon started = new BfdDaemon(lab, kind, hops > 1);
        daemon = started;
        return started;
    }

    private BfdPeer ours(int hops) {
        BfdPeer started = new BfdPeer(lab, OURS, Encapsulation.ofHops(hops));
        peer = started;
        return started;
    }

    private static void awaitUp(BfdPeer us, BfdDaemon them) {
        us.awaitUp();
        Shell.await("theirs to come up", them::isUp);
    }

    @ParameterizedTest
    @EnumSource
    void bothEndsComeUpAndAgreeOnTheTimes(BfdDaemon.Kind kind) {
        BfdDaemon them = theirs(kind, 1);
        BfdPeer us = ours(1);

        awaitUp(us, them);
        Shell.await("the times to be agreed on", () -> us.detection().equals(DETECTION));
        assertThat(us.interval()).isEqualTo(Duration.ofMillis(300));
        if (kind == BfdDaemon.Kind.BIRD) {
            Shell.await("BIRD's time", () -> them.timeout() == 5 * 300);
        }
    }

    @ParameterizedTest
    @EnumSource
    void severalHopsHaveAPortOfTheirOwn(BfdDaemon.Kind kind) {
        BfdDaemon them = theirs(kind, 255);
        BfdPeer us = ours(255);

        awaitUp(us, them);
    }

    @ParameterizedTest
    @EnumSource
    void whoIsKilledIsFoundInTheDetectionTimeAndFoundAgain(BfdDaemon.Kind kind) {
        BfdDaemon them = theirs(kind, 1);
        BfdPeer us = ours(1);
        awaitUp(us, them);
        Shell.await("the times to be agreed on", () -> us.detection().equals(DETECTION));

        them.crash();

        BfdPeer.Done end = us.awaitEnd(BfdReason.DETECTION_TIME_EXPIRED);
        assertThat(Duration.ofNanos(end.at() - end.heard())).isBetween(DETECTION, DETECTION.plus(LATE));
        them.startAgain();
        awaitUp(us, them);
    }

    @ParameterizedTest
    @EnumSource
    void theyFindUsWhenWeHang(BfdDaemon.Kind kind) {
        BfdDaemon them = theirs(kind, 1);
        BfdPeer us = ours(1);
        awaitUp(us, them);

        us.hang(true);
        Shell.await("them to find out", () -> !them.isUp());
        us.hang(false);

        Shell.await("both ends to come up again", () -> us.isUp() && them.isUp());
    }

    @ParameterizedTest
    @EnumSource
    void weAreTakenOutOfUseAndPutBack(BfdDaemon.Kind kind) {
        BfdDaemon them = theirs(kind, 1);
        BfdPeer us = ours(1);
        awaitUp(us, them);

        us.wish((now, session, out) -> session.disable(now, out));
        us.awaitEnd(BfdReason.ADMIN_DOWN);
        Shell.await("them to hear it", () -> !them.isUp());
        us.wish((now, session, out) -> session.enable(now, out));

        awaitUp(us, them);
    }

    @ParameterizedTest
    @EnumSource(names = "FRR")
    void theyAreTakenOutOfUseAndItIsNoFailure(BfdDaemon.Kind kind) {
        BfdDaemon them = theirs(kind, 1);
        BfdPeer us = ours(1);
        awaitUp(us, them);

        them.shutDown(true);
        BfdPeer.Done end = us.awaitEnd(BfdReason.NEIGHBOR_ADMIN_DOWN);
        assertThat(end.move().isFailure()).isFalse();
        them.shutDown(false);

        awaitUp(us, them);
    }

    /** Section 6.8.3: slower sending waits for the answer to our poll, which comes. */
    @ParameterizedTest
    @EnumSource
    void changedTimesArePolledForAndTheSessionGoesOn(BfdDaemon.Kind kind) {
        BfdDaemon them = theirs(kind, 1);
        BfdPeer us = ours(1);
        awaitUp(us, them);

        us.wish((now, session, out) -> session.change(now, BfdSessionConfig.of(900_000, 1_200_000, 3), out));

        Shell.await("our poll to be answered", () -> us.interval().equals(Duration.ofMillis(900)));
        assertThat(us.detection()).isEqualTo(Duration.ofMillis(4 * 1200));
        Shell.pause(4000);
        assertThat(us.isUp()).isTrue();
        assertThat(them.isUp()).isTrue();
    }
}
