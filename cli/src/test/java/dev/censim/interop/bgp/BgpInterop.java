package dev.censim.interop.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Community;
import dev.censim.model.address.Prefix;
import dev.censim.proto.bgp.BgpSessionConfig;
import dev.censim.proto.bgp.Negotiated;
import dev.censim.proto.bgp.Reason;
import dev.censim.proto.bgp.SpeakerOutput;
import dev.censim.wire.bgp.AsPath;
import dev.censim.wire.bgp.BgpMessage.Notification;
import dev.censim.wire.bgp.Origin;
import dev.censim.wire.bgp.PathAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our BGP against BIRD and FRR over real TCP. */
final class BgpInterop {

    private static final Prefix OURS = Prefix.of("10.1.0.0/16");
    private static final int MANY = 100_000;

    private final Namespace lab = lab();
    private @Nullable Daemon daemon;
    private @Nullable LivePeer peer;

    private static Namespace lab() {
        Namespace.require(Bird.PROGRAM, Bird.CONTROL, Frr.PROGRAM, Frr.CONTROL);
        return new Namespace();
    }

    @BeforeEach
    void nothingRuns() {
        assertThat(daemon).isNull();
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

    private Daemon theirs(Daemon.Kind kind, Setup setup) {
        Daemon started = kind.start(lab, setup);
        daemon = started;
        return started;
    }

    private LivePeer ours(Setup setup, UnaryOperator<BgpSessionConfig> settings) {
        LivePeer started = new LivePeer(settings.apply(setup.config(lab)), lab);
        peer = started;
        return started;
    }

    private LivePeer ours(Setup setup) {
        return ours(setup, session -> session);
    }

    private static PathAttributes plain() {
        return PathAttributes.originated(Origin.IGP, OptionalLong.empty());
    }

    private static List<Prefix> many() {
        List<Prefix> prefixes = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            prefixes.add(new Prefix(0x14000000 + (i << 8), 24));
        }
        return prefixes;
    }

    @ParameterizedTest
    @EnumSource
    void routesGoBothWaysWithWhatIsSaidOfThem(Daemon.Kind kind) {
        Setup setup = new Setup();
        Daemon them = theirs(kind, setup);
        LivePeer us = ours(setup);
        us.live.announce(
                List.of(OURS),
                plain().withMed(OptionalLong.of(77)).withCommunities(List.of(new Community(65001 << 16 | 7))));

        Negotiated agreed = us.awaitUp();
        assertThat(agreed.peerAsn()).isEqualTo(new Asn(4_200_000_002L));
        assertThat(agreed.fourOctetAs()).isTrue();
        assertThat(agreed.routeRefresh()).isTrue();
        assertThat(agreed.holdNanos()).isEqualTo(9_000_000_000L);
        PathAttributes heard = us.awaitRoute(Setup.THEIRS);
        assertThat(heard.asPath()).isEqualTo(AsPath.sequence(new Asn(4_200_000_002L)));
        assertThat(heard.nextHop()).hasToString(lab.theirs);
        Shell.await("our route", () -> them.received() == 1);
        assertThat(them.route(OURS).replace("(65001,7)", "65001:7")).contains("65001", "77", "65001:7", lab.ours);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWithdrawnIsGoneAtTheOtherEnd(Daemon.Kind kind) {
        Setup setup = new Setup();
        Daemon them = theirs(kind, setup);
        LivePeer us = ours(setup);
        us.live.announce(List.of(OURS), plain());
        us.awaitRoute(Setup.THEIRS);
        Shell.await("our route", () -> them.received() == 1);

        us.live.withdraw(List.of(OURS));
        Shell.await("our withdrawal", () -> them.received() == 0);
        them.announce(false);
        us.awaitRoutes(0);
        them.announce(true);
        us.awaitRoute(Setup.THEIRS);
    }

    @ParameterizedTest
    @EnumSource
    void aHundredThousandPrefixesComeInAndGo(Daemon.Kind kind) {
        Setup setup = new Setup().telling(many());
        Daemon them = theirs(kind, setup);
        LivePeer us = ours(setup);

        us.awaitUp();
        us.awaitRoutes(MANY);
        if (kind == Daemon.Kind.BIRD) {
            them.announce(false);
            us.awaitRoutes(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHundredThousandPrefixesGoOutAndAreWithdrawn(Daemon.Kind kind) {
        Setup setup = new Setup();
        Daemon them = theirs(kind, setup);
        LivePeer us = ours(setup);
        us.live.announce(many(), plain());

        us.awaitUp();
        Shell.await("all our routes", () -> them.received() == MANY);
        us.live.withdraw(many());
        Shell.await("all our withdrawals", () -> them.received() == 0);
    }

    @ParameterizedTest
    @EnumSource
    void weResetTheSessionAndItReturns(Daemon.Kind kind) {
        Setup setup = new Setup();
        Daemon them = theirs(kind, setup);
        LivePeer us = ours(setup);
        us.awaitRoute(Setup.THEIRS);

        us.live.reset();

        assertThat(us.awaitEnd(Reason.ADMIN_RESET)).contains(Notification.of(6, 4));
        us.awaitUp(2);
        us.awaitRoute(Setup.THEIRS);
        Shell.await("them to see it", them::isUp);
    }

    @ParameterizedTest
    @EnumSource
    void theyResetTheSessionAndItReturns(Daemon.Kind kind) {
        Setup setup = new Setup();
        Daemon them = theirs(kind, setup);
        LivePeer us = ours(setup);
        us.awaitRoute(Setup.THEIRS);

        them.reset();

        Notification last = us.awaitEnd(Reason.NOTIFICATION_RECEIVED).orElseThrow();
        assertThat(last.code() + "/" + last.subcode()).isEqualTo("6/4");
        us.awaitUp(2);
        us.awaitRoute(Setup.THEIRS);
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatHangsIsFoundDeadByTheHoldTimer(Daemon.Kind kind) {
        Setup setup = new Setup();
        Daemon them = theirs(kind, setup);
        LivePeer us = ours(setup);
        us.awaitRoute(Setup.THEIRS);

        them.freeze(true);
        try {
            assertThat(us.awaitEnd(Reason.HOLD_TIMER_EXPIRED)).contains(Notification.of(4, 0));
            us.awaitRoutes(0);
        } finally {
            them.freeze(false);
        }
        us.awaitUp(2);
        us.awaitRoute(Setup.THEIRS);
    }

    @ParameterizedTest
    @EnumSource
    void theyFindUsDeadWhenWeHang(Daemon.Kind kind) {
        Setup setup = new Setup();
        Daemon them = theirs(kind, setup);
        LivePeer us = ours(setup);
        us.awaitRoute(Setup.THEIRS);
        Shell.await("them to see it", them::isUp);

        us.hang(true);
        us.live.announce(List.of(OURS), plain());
        Shell.await("them to give up", () -> !them.isUp());
        us.hang(false);

        us.awaitUp(2);
        us.awaitRoute(Setup.THEIRS);
    }

    @ParameterizedTest
    @EnumSource
    void theyRefuseAnAsThatTheyDoNotExpect(Daemon.Kind kind) {
        Setup setup = new Setup().expecting(65009);
        theirs(kind, setup);

        Notification last = ours(setup).awaitEnd(Reason.NOTIFICATION_RECEIVED).orElseThrow();

        assertThat(last.code() + "/" + last.subcode()).isEqualTo("2/2");
    }

    @ParameterizedTest
    @EnumSource
    void weRefuseAnAsThatWeDoNotExpect(Daemon.Kind kind) {
        Setup setup = new Setup();
        theirs(kind, setup);

        LivePeer us = ours(setup.as(65001, 65009));

        assertThat(us.awaitEnd(Reason.BAD_PEER_AS)).contains(Notification.of(2, 2));
    }

    /** Neither of them can forget what it reads of the capability, so it is we who do not announce it. */
    @ParameterizedTest
    @EnumSource
    void withoutTheCapabilityTheySeeAsTransAndFindTheTrueNumberBesideIt(Daemon.Kind kind) {
        Setup setup = new Setup().as(4_200_000_001L, 65002).expecting(23456);
        Daemon them = theirs(kind, setup);
        LivePeer us = ours(setup, session -> session.withFourOctetAs(false));
        us.live.announce(List.of(OURS), plain());

        assertThat(us.awaitUp().fourOctetAs()).isFalse();
        assertThat(us.awaitRoute(Setup.THEIRS).asPath()).isEqualTo(AsPath.sequence(new Asn(65002)));
        Shell.await("our route", () -> them.received() == 1);
        assertThat(them.route(OURS)).contains("4200000001");
    }

    @ParameterizedTest
    @EnumSource
    void aPeerWithoutTheCapabilityGetsTwoOctets(Daemon.Kind kind) {
        Setup setup = new Setup().as(65001, 65002).withOldPeer();
        Daemon them = theirs(kind, setup);
        LivePeer us = ours(setup);
        us.live.announce(List.of(OURS), plain());

        assertThat(us.awaitUp().fourOctetAs()).isFalse();
        us.awaitRoute(Setup.THEIRS);
        Shell.await("our route", () -> them.received() == 1);
    }

    @ParameterizedTest
    @EnumSource
    void asAnOldRouterWeKnowTheirWideNumberFromAs4Path(Daemon.Kind kind) {
        Setup setup = new Setup();
        theirs(kind, setup);

        LivePeer us = ours(setup, session -> session.withFourOctetAs(false));

        assertThat(us.awaitUp().fourOctetAs()).isFalse();
        assertThat(us.awaitRoute(Setup.THEIRS).asPath()).isEqualTo(AsPath.sequence(new Asn(4_200_000_002L)));
    }

    @ParameterizedTest
    @EnumSource
    void aPeerInOurAsIsInternal(Daemon.Kind kind) {
        Setup setup = new Setup().as(65001, 65001);
        Daemon them = theirs(kind, setup);
        LivePeer us = ours(setup);
        us.live.announce(List.of(OURS), plain());

        assertThat(us.awaitUp().external()).isFalse();
        PathAttributes heard = us.awaitRoute(Setup.THEIRS);
        assertThat(heard.asPath().isEmpty()).isTrue();
        assertThat(heard.localPref()).hasValue(100);
        Shell.await("our route", () -> them.received() == 1);
    }

    @ParameterizedTest
    @EnumSource
    void allRoutesAreToldAgainWhenTheyAskForThem(Daemon.Kind kind) {
        Setup setup = new Setup();
        Daemon them = theirs(kind, setup);
        LivePeer us = ours(setup);
        us.live.announce(List.of(OURS), plain());
        Shell.await("our route", () -> them.received() == 1);
        int before = us.updatesSent.get();

        them.askAgain();

        Shell.await("our route again", () -> us.updatesSent.get() > before);
        us.live.refresh();
        us.live.withdraw(List.of(OURS));
        Shell.await("the session to go on", () -> them.received() == 0);
    }

    @ParameterizedTest
    @EnumSource
    void theRoutesOfAPeerThatIsKilledStayWhileItRestarts(Daemon.Kind kind) {
        Setup setup = new Setup().restartingGracefully();
        Daemon them = theirs(kind, setup);
        LivePeer us = ours(setup);
        us.awaitRoute(Setup.THEIRS);
        assertThat(us.awaitUp().gracefulRestart()).isPresent();

        them.crash();

        us.awaitUp(2);
        Shell.await("the End-of-RIB after the restart", () -> us.restarts().size() >= 3);
        assertThat(us.restarts().get(1)).isEqualTo(new SpeakerOutput.RoutesStale(0, 1));
        assertThat(us.withdrawals()).as("routes that flapped").isZero();
        us.awaitRoute(Setup.THEIRS);
    }
}
