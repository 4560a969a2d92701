package dev.censim.compile;

import dev.censim.model.fault.Fault;
import dev.censim.model.fault.TimedFault;
import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.VSwitch;
import dev.censim.node.Control;
import dev.censim.node.Control.Delivery;
import dev.censim.node.FaultScript.Planned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Turns the model's words for what breaks into signals to actors. */
final class FaultPlanner {

    private final Topology topology;
    private final Tunnels tunnels;
    private final Numbering numbering;
    private final RegionalParts regionalParts;

    FaultPlanner(Topology topology, Tunnels tunnels, Numbering numbering) {
        this.topology = topology;
        this.tunnels = tunnels;
        this.numbering = numbering;
        regionalParts = new RegionalParts(topology);
    }

    Planned plan(TimedFault timed) {
        return new Planned(timed, deliveries(timed.fault(), true), deliveries(timed.fault(), false));
    }

    private List<Delivery> deliveries(Fault fault, boolean begins) {
        if (fault instanceof Fault.SilentLoss loss) {
            return List.of(to(loss.path(), new Control.PathSilent(loss.direction(), begins)));
        } else if (fault instanceof Fault.LinkDown down) {
            return List.of(to(down.path(), new Control.PathCarrier(!begins)));
        } else if (fault instanceof Fault.Impairment impairment) {
            Control.PathImpaired change = new Control.PathImpaired(
                    nanos(impairment.latency()),
                    nanos(impairment.jitter()),
                    impairment.lossPerMillion(),
                    impairment.bitsPerSecond());
            return List.of(to(impairment.path(), begins ? change : new Control.PathRestored(change)));
        } else if (fault instanceof Fault.CustomerGatewayCrash crash) {
            return List.of(to(crash.customerGateway(), new Control.Power(!begins)));
        } else if (fault instanceof Fault.NatRestart restart) {
            String nat = topology.customerGateway(restart.customerGateway()).natName();
            return begins ? List.of(to(nat, new Control.NatRestart())) : List.of();
        } else if (fault instanceof Fault.ZoneOutage outage) {
            return zone(outage.zone(), !begins);
        } else if (fault instanceof Fault.TunnelEndpointDown down) {
            return List.of(tunnelEnd(down, !begins));
        } else if (fault instanceof Fault.AttachmentDown down) {
            return attachment(down, !begins);
        } else if (fault instanceof Fault.BgpSessionDown down) {
            return List.of(session(
                    down.session(),
                    end -> down.cause() == Fault.Cause.SHUTDOWN
                            ? new Control.BgpShutdown(end, begins)
                            : new Control.BgpFilter(end, begins)));
        } else if (fault instanceof Fault.RegionOutage outage) {
            return region(outage.region(), !begins);
        } else if (fault instanceof Fault.BgpSessionReset reset) {
            return begins ? List.of(session(reset.session(), Control.BgpReset::new)) : List.of();
        }
        throw new AssertionError(fault);
    }

    /** Tunnel ends and hosts in the zone. */
    private List<Delivery> zone(String zone, boolean hasPower) {
        List<Delivery> deliveries = new ArrayList<>();
        topology.tunnels().stream()
                .filter(tunnel -> tunnel.zone().equals(zone))
                .forEach(tunnel -> deliveries.add(toCloudEnd(tunnel, end -> new Control.EndpointPower(end, hasPower))));
        topology.vpcs().forEach(vpc -> {
            List<String> lost = vpc.vSwitches().stream()
                    .filter(vSwitch -> vSwitch.zone().equals(zone))
                    .map(VSwitch::name)
                    .toList();
            vpc.hosts().stream()
                    .filter(host -> host.vSwitch().filter(lost::contains).isPresent())
                    .forEach(host -> deliveries.add(to(host.name(), new Control.Power(hasPower))));
        });
        return deliveries;
    }

    private Delivery tunnelEnd(Fault.TunnelEndpointDown down, boolean hasPower) {
        Tunnels.Placed placed = tunnels.named(down.tunnel()).orElseThrow();
        if (down.end() == Fault.End.CLOUD) {
            return toCloudEnd(placed.tunnel(), end -> new Control.EndpointPower(end, hasPower));
        }
        int end = tunnels.of(placed.customer()).indexOf(placed);
        return to(placed.customer().name(), new Control.EndpointPower(end, hasPower));
    }

    private List<Delivery> attachment(Fault.AttachmentDown down, boolean present) {
        Control signal = new Control.AttachmentPresence(numbering.actor(down.attachment()), present);
        return topology.attachmentsOf(down.attachment()).stream()
                .map(Attachment::transitRouter)
                .filter(router -> down.transitRouter().map(router::equals).orElse(true))
                .map(router -> to(router, signal))
                .toList();
    }

    /** Devices and hosts lose power, and the links to other regions their carrier, which their transit routers see. */
    private List<Delivery> region(String region, boolean hasPower) {
        return Stream.concat(
                        regionalParts.devices(region).stream().map(name -> to(name, new Control.Power(hasPower))),
                        regionalParts.interRegionConnections(region).stream()
                                .map(name -> to(name, new Control.PathCarrier(hasPower))))
                .toList();
    }

    /** At the cloud's end; a VBR has one end only. */
    private Delivery session(String session, IntFunction<Control> signal) {
        return tunnels.named(session)
                .map(placed -> toCloudEnd(placed.tunnel(), signal))
                .orElseGet(() -> to(session, signal.apply(0)));
    }

    /** @param signal by the number of the end on its gateway */
    private Delivery toCloudEnd(Tunnel tunnel, IntFunction<Control> signal) {
        Tunnels.Placed placed = tunnels.named(tunnel.name()).orElseThrow();
        return to(placed.connection().name(), signal.apply(placed.order()));
    }

    private Delivery to(String actor, Control signal) {
        return new Delivery(numbering.actor(actor), signal);
    }

    private static OptionalLong nanos(Optional<Duration> duration) {
        return duration.map(Duration::toNanos).map(OptionalLong::of).orElse(OptionalLong.empty());
    }
}
