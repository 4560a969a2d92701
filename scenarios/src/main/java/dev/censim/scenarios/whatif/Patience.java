package dev.censim.scenarios.whatif;

import dev.censim.model.Scenario;
import dev.censim.model.policy.BfdConfig;
import dev.censim.model.policy.BgpTimers;
import dev.censim.model.policy.RetransmissionConfig;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.TunnelEnd;
import dev.censim.model.topology.Vbr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long a network may look quiet although its next move is still to come: the longest timer that runs silently.
 *
 * @param detection after a failure: until the slowest of dead peer detection, hold timers, BFD and health checks has found it
 * @param retry after a repair: until the most patient has tried again
 */
record Patience(Duration detection, Duration retry) {

    /** For what follows the timer: a negotiation, a session, its routes; more than any latency. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /** An IKE end that has given up begins anew within this time. */
    private static final Duration IKE_PAUSE = Duration.ofSeconds(10);

    /** A BGP session that failed again and again is tried anew within this time (RFC 4271 section 8.1, damping). */
    private static final Duration BGP_DAMPING = Duration.ofSeconds(60);

    static Patience of(Scenario scenario) {
        Topology topology = scenario.topology();
        List<Duration> detections = new ArrayList<>(List.of(Duration.ZERO));
        List<Duration> retries = new ArrayList<>(List.of(IKE_PAUSE));
        ends(topology).forEach(end -> {
            detections.add(end.dpd().detection());
            timers(end.bgpTimers(), detections, retries);
            retries.add(longestGap(end.retransmission()));
        });
        topology.vpnConnections()
                .forEach(connection -> connection.healthCheck().ifPresent(check -> {
                    detections.add(check.interval().multipliedBy(check.retry() + 1L));
                    retries.add(check.interval());
                }));
        topology.vbrs().forEach(vbr -> circuit(vbr, detections, retries));
        Duration detection = Collections.max(detections).plus(MARGIN);
        // What has found the failure late may be found to be well again only by the same timer.
        return new Patience(
                detection, Collections.max(List.of(Collections.max(retries).plus(MARGIN), detection)));
    }

    private static Stream<TunnelEnd> ends(Topology topology) {
        return topology.tunnels().stream().flatMap(tunnel -> Stream.of(tunnel.cloud(), tunnel.customer()));
    }

    private static void circuit(Vbr vbr, List<Duration> detections, List<Duration> retries) {
        vbr.bgp().ifPresent(bgp -> {
            timers(bgp.timers(), detections, retries);
            Stream.concat(bgp.bfd().stream(), bgp.peerBfd().stream())
                    .map(Patience::detection)
                    .forEach(detections::add);
        });
        vbr.healthCheck().ifPresent(check -> {
            detections.add(check.interval().multipliedBy(check.healthyThreshold() + 1L));
            retries.add(check.interval().multipliedBy(check.healthyThreshold() + 1L));
        });
    }

    private static void timers(BgpTimers timers, List<Duration> detections, List<Duration> retries) {
        detections.add(timers.hold());
        timers.restartTime().ifPresent(detections::add);
        // RFC 4271 section 10: the timer is jittered downwards only.
        retries.add(BGP_DAMPING.plus(timers.connectRetry()).plus(timers.minimumRouteAdvertisementInterval()));
    }

    private static Duration detection(BfdConfig bfd) {
        Duration slower = Collections.max(List.of(bfd.minTxInterval(), bfd.minRxInterval()));
        return slower.multipliedBy(bfd.detectMultiplier());
    }

    /** Between the last two repetitions of a message. */
    private static Duration longestGap(RetransmissionConfig schedule) {
        Duration gap = schedule.base();
        for (int repetition = 0; repetition < schedule.tries(); repetition++) {
            gap = gap.multipliedBy(schedule.factorPercent()).dividedBy(100);
        }
        return gap;
    }
}
