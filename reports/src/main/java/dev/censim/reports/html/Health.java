package dev.censim.reports.html;

import dev.censim.facts.NetworkFact.FaultApplied;
import dev.censim.model.fault.Fault;
import dev.censim.model.topology.Tunnel;
import dev.censim.reports.metrics.BfdHistory;
import dev.censim.reports.metrics.RunFigures;
import dev.censim.reports.metrics.TunnelHistory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How the parts of a topology stood at the end of a run, and which of them a fault had hit. */
final class Health {

    private final Map<String, TunnelHistory> tunnels = new LinkedHashMap<>();
    private final Map<String, Boolean> sessions = new LinkedHashMap<>();
    private final Map<String, Boolean> detections = new LinkedHashMap<>();
    private final Set<String> hit = new TreeSet<>();
    private final boolean isTold;

    private Health(boolean isTold) {
        this.isTold = isTold;
    }

    /** Of a topology that nothing is said of. */
    static Health untold() {
        return new Health(false);
    }

    Health(RunFigures run) {
        this(true);
        run.tunnels().forEach(tunnel -> tunnels.put(tunnel.name(), tunnel));
        run.sessions().forEach(session -> sessions.put(session.name(), session.isUp()));
        BfdHistory.of(run.scenario(), run.names(), run.journal())
                .forEach(bfd -> detections.put(bfd.name(), bfd.isUp()));
        run.journal().forEach(fact -> {
            if (fact instanceof FaultApplied applied) {
                hit.add(target(applied.fault().fault()));
            }
        });
    }

    /** The style of a tunnel's line. */
    String tunnel(String name) {
        if (!isTold) {
            return "plain";
        }
        return switch (state(name)) {
            case UP -> "up";
            case ONE_SIDED -> "half";
            case DOWN -> "down";
        };
    }

    TunnelHistory.State state(String name) {
        TunnelHistory history = tunnels.get(name);
        return history == null ? TunnelHistory.State.DOWN : history.state();
    }

    /** The style of a circuit. */
    String circuit(String vbr) {
        return !isTold ? "plain" : session(vbr).orElse(true) ? "up" : "down";
    }

    /** What is said of the state of a tunnel; empty when nothing is. */
    Optional<String> words(Tunnel tunnel) {
        String bgp = session(tunnel.name())
                .map(up -> up ? ", BGP established" : ", BGP not established")
                .orElse("");
        return isTold ? Optional.of(state(tunnel.name()).text() + bgp) : Optional.empty();
    }

    /** What is said of the state of a VBR's circuit; empty when nothing is. */
    Optional<String> words(String vbr) {
        String bgp = session(vbr)
                .map(established -> established ? "BGP established" : "BGP not established")
                .orElse("static routes");
        String bfd = failureDetection(vbr)
                .map(isUp -> isUp ? ", BFD up" : ", BFD down")
                .orElse("");
        return isTold ? Optional.of(bgp + bfd) : Optional.empty();
    }

    /** Whether the BGP session of a tunnel or VBR is established; empty when it runs none. */
    Optional<Boolean> session(String name) {
        return Optional.ofNullable(sessions.get(name));
    }

    /** Whether BFD on a VBR's circuit is up; empty when it runs none. */
    Optional<Boolean> failureDetection(String vbr) {
        return Optional.ofNullable(detections.get(vbr));
    }

    /** Whether a fault had hit the device, path, zone or session of that name. */
    boolean hit(String name) {
        return hit.contains(name);
    }

    boolean hit(Tunnel tunnel) {
        return hit(tunnel.path()) || hit(tunnel.zone()) || hit(tunnel.customerGateway()) || hit(tunnel.name());
    }

    private static String target(Fault fault) {
        if (fault instanceof Fault.SilentLoss silent) {
            return silent.path();
        } else if (fault instanceof Fault.LinkDown down) {
            return down.path();
        } else if (fault instanceof Fault.Impairment impairment) {
            return impairment.path();
        } else if (fault instanceof Fault.CustomerGatewayCrash crash) {
            return crash.customerGateway();
        } else if (fault instanceof Fault.NatRestart restart) {
            return restart.customerGateway();
        } else if (fault instanceof Fault.ZoneOutage outage) {
            return outage.zone();
        } else if (fault instanceof Fault.BgpSessionReset reset) {
            return reset.session();
        } else if (fault instanceof Fault.TunnelEndpointDown down) {
            return down.tunnel();
        } else if (fault instanceof Fault.AttachmentDown down) {
            return down.attachment();
        } else if (fault instanceof Fault.BgpSessionDown down) {
            return down.session();
        } else if (fault instanceof Fault.RegionOutage outage) {
            return outage.region();
        }
        throw new IllegalArgumentException("unknown fault: " + fault);
    }
}
