package dev.censim.scenarios.read;

import dev.censim.model.policy.BfdConfig;
import dev.censim.model.policy.Defaults;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code bfd} of a VBR's BGP: the cloud's end within the product's ranges, the peer's, whose device is another's, within the RFC's. */
final class BfdReader {

    /** @param cloud empty when it is off; likewise {@code peer} */
    record Ends(Optional<BfdConfig> cloud, Optional<BfdConfig> peer) {
        static final Ends OFF = new Ends(Optional.empty(), Optional.empty());
    }

    private static final String SOURCE = " (vendor, Configure BGP and BFD)";

    private static final Form<Duration> CLOUD_INTERVAL = Units.DURATION.where(
            duration -> isWithin(duration, Duration.ofMillis(200), Duration.ofMillis(1000))
                    && duration.toNanos() % 1_000_000 == 0,
            "200ms to 1000ms in whole milliseconds" + SOURCE);
    private static final Form<Long> CLOUD_MULTIPLIER = multiplier(3, 10, "a whole number from 3 to 10" + SOURCE);

    private static final Form<Duration> PEER_INTERVAL = Units.DURATION.where(
            duration ->
                    isWithin(duration, Duration.ofMillis(1), Duration.ofSeconds(60)) && duration.toNanos() % 1000 == 0,
            "1ms to 60s in whole microseconds (RFC 5880 section 4.1)");
    private static final Form<Long> PEER_MULTIPLIER =
            multiplier(1, 255, "a whole number from 1 to 255 (RFC 5880 section 4.1)");

    private static final Form<Long> HOPS =
            multiplier(1, 255, "a number of hops from 1, for a direct fibre, to 255 (API, BfdMultiHop)");

    private BfdReader() {}

    private static boolean isWithin(Duration duration, Duration least, Duration most) {
        return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
    }

    private static Form<Long> multiplier(long least, long most, String allowed) {
        return new Form<>(allowed, least, Units.integer(least, most).parse());
    }

    static Ends read(Cursor at) {
        boolean isOn = at.or("enable", Forms.BOOLEAN, true);
        BfdConfig cloud = end(at, CLOUD_INTERVAL, CLOUD_MULTIPLIER, Defaults.BFD);
        Cursor peerAt = at.childOrEmpty("peer", "the BFD settings of a VBR's peer");
        boolean isPeerOn = peerAt.or("enable", Forms.BOOLEAN, isOn);
        BfdConfig peer = end(peerAt, PEER_INTERVAL, PEER_MULTIPLIER, cloud);
        peerAt.done();
        at.done();
        if (isOn && isPeerOn && (cloud.multiHop() == 1) != (peer.multiHop() == 1)) {
            peerAt.warning(
                    "multiHop",
                    "multiHop: one end takes the other for its neighbour and the other does not: they use different"
                            + " ports, and the session stays down (RFC 5881 section 4, RFC 5883 section 5)",
                    "write multiHop: " + cloud.multiHop() + " at both ends");
        }
        if (isOn != isPeerOn && peerAt.sound("enable") && at.sound("enable")) {
            at.warning(
                    "peer",
                    "BFD runs at one end of the circuit only: its session stays down, and BGP has its hold time alone",
                    "enable it at both ends");
        }
        return new Ends(isOn ? Optional.of(cloud) : Optional.empty(), isPeerOn ? Optional.of(peer) : Optional.empty());
    }

    private static BfdConfig end(Cursor at, Form<Duration> interval, Form<Long> multiplier, BfdConfig above) {
        return new BfdConfig(
                at.or("minTxInterval", interval, above.minTxInterval()),
                at.or("minRxInterval", interval, above.minRxInterval()),
                at.or("detectMultiplier", multiplier, (long) above.detectMultiplier())
                        .intValue(),
                at.or("multiHop", HOPS, (long) above.multiHop()).intValue());
    }
}
