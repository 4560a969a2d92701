package dev.censim.reports.json;

import dev.censim.facts.CircuitFact;
import dev.censim.facts.CircuitFact.BfdMoved;
import dev.censim.facts.CircuitFact.VbrHealthCheckMoved;
import dev.censim.facts.CircuitFact.VbrProbeDropped;
import dev.censim.facts.CircuitFact.VbrRoutesSwitched;
import dev.censim.facts.Names;
import dev.censim.facts.NetworkFact;
import dev.censim.facts.NetworkFact.BgpMoved;
import dev.censim.facts.NetworkFact.BgpRouteReceived;
import dev.censim.facts.NetworkFact.BgpRouteWithdrawn;
import dev.censim.facts.NetworkFact.ChangeMade;
import dev.censim.facts.NetworkFact.ChildSaClosed;
import dev.censim.facts.NetworkFact.ChildSaInstalled;
import dev.censim.facts.NetworkFact.EcmpExceeded;
import dev.censim.facts.NetworkFact.EspPathMoved;
import dev.censim.facts.NetworkFact.FaultApplied;
import dev.censim.facts.NetworkFact.FaultRepaired;
import dev.censim.facts.NetworkFact.FlowReceived;
import dev.censim.facts.NetworkFact.FlowSent;
import dev.censim.facts.NetworkFact.HealthCheckMoved;
import dev.censim.facts.NetworkFact.IkeFailed;
import dev.censim.facts.NetworkFact.IkeRetransmitted;
import dev.censim.facts.NetworkFact.IkeSaClosed;
import dev.censim.facts.NetworkFact.IkeSaEstablished;
import dev.censim.facts.NetworkFact.NatMappingForgotten;
import dev.censim.facts.NetworkFact.NatMappingMade;
import dev.censim.facts.NetworkFact.PacketDropped;
import dev.censim.facts.NetworkFact.PathTaken;
import dev.censim.facts.NetworkFact.PeerDead;
import dev.censim.facts.NetworkFact.ProbeDropped;
import dev.censim.facts.NetworkFact.RouteInstalled;
import dev.censim.facts.NetworkFact.RouteNotTaken;
import dev.censim.facts.NetworkFact.RouteRemoved;
import dev.censim.facts.NetworkFact.RoutesSwitched;
import dev.censim.facts.NetworkFact.TrafficAwaited;
import dev.censim.facts.NetworkFact.TrafficPasses;
import dev.censim.facts.NetworkFact.TunnelMoved;
import dev.censim.facts.NetworkFact.TunnelReset;
import dev.censim.facts.Side;
import dev.censim.kernel.Fact;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.reports.metrics.Decimals;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Writes facts as JSON objects, one a line. What captures and bills are made of is no event, and left out. */
final class EventWriter implements AutoCloseable {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .rootValueSeparator((String) null)
            .build();

    private final Names names;
    private final JsonGenerator json;

    EventWriter(Names names, OutputStream out) {
        this.names = names;
        this.json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8);
    }

    void write(Fact fact) {
        if (!(fact instanceof NetworkFact) && !(fact instanceof CircuitFact)) {
            return; // packets and keys, which a capture shows, and octets, which the bill sums up
        }
        json.writeStartObject();
        json.writeNumberProperty("t", Decimals.seconds(fact.at()));
        json.writeStringProperty("type", type(fact));
        json.writeStringProperty("actor", names.actors().get(fact.actor()));
        if (fact instanceof NetworkFact event) {
            tunnelFields(event);
            healthFields(event);
            sessionFields(event);
            routeFields(event);
            flowFields(event);
            natFields(event);
        } else if (fact instanceof CircuitFact event) {
            circuitFields(event);
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void close() {
        json.close();
    }

    /** The fact's own name, its first letter small. */
    private static String type(Fact event) {
        String name = event.getClass().getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private void tunnelFields(NetworkFact event) {
        if (event instanceof IkeSaEstablished fact) {
            tunnel(fact.tunnel(), fact.side());
            ikeSpis(fact.spiInitiator(), fact.spiResponder());
            json.writeBooleanProperty("initiator", fact.initiator());
        } else if (event instanceof IkeSaClosed fact) {
            tunnel(fact.tunnel(), fact.side());
            ikeSpis(fact.spiInitiator(), fact.spiResponder());
            json.writeStringProperty("cause", fact.cause().text());
        } else if (event instanceof IkeRetransmitted fact) {
            tunnel(fact.tunnel(), fact.side());
            json.writeNumberProperty("messageId", Integer.toUnsignedLong(fact.messageId()));
            json.writeNumberProperty("attempt", fact.attempt());
        } else if (event instanceof IkeFailed fact) {
            tunnel(fact.tunnel(), fact.side());
            json.writeStringProperty("cause", fact.cause().text(fact.exchange()));
            json.writeStringProperty("exchange", fact.exchange().text());
            json.writeBooleanProperty("toldByPeer", fact.toldByPeer());
        } else if (event instanceof PeerDead fact) {
            tunnel(fact.tunnel(), fact.side());
        } else if (event instanceof ChildSaInstalled fact) {
            tunnel(fact.tunnel(), fact.side());
            espSpis(fact.spiIn(), fact.spiOut());
        } else if (event instanceof ChildSaClosed fact) {
            tunnel(fact.tunnel(), fact.side());
            espSpis(fact.spiIn(), fact.spiOut());
            json.writeStringProperty("cause", fact.cause().text());
        } else if (event instanceof TunnelMoved fact) {
            tunnel(fact.tunnel(), fact.side());
            json.writeBooleanProperty("up", fact.up());
        } else if (event instanceof EspPathMoved fact) {
            tunnel(fact.tunnel(), fact.side());
            json.writeStringProperty("remoteAddress", new Ipv4(fact.remoteAddress()).toString());
            json.writeNumberProperty("remotePort", fact.remotePort());
        } else if (event instanceof TrafficAwaited fact) {
            tunnel(fact.tunnel(), fact.side());
        } else if (event instanceof TrafficPasses fact) {
            tunnel(fact.tunnel(), fact.side());
            json.writeNumberProperty("dropped", fact.dropped());
            json.writeNumberProperty("waitedSeconds", Decimals.seconds(fact.waited()));
        }
    }

    private void healthFields(NetworkFact event) {
        if (event instanceof HealthCheckMoved fact) {
            tunnel(fact.tunnel(), Side.CLOUD);
            json.writeBooleanProperty("healthy", fact.healthy());
            json.writeNumberProperty("unanswered", fact.unanswered());
        } else if (event instanceof RoutesSwitched fact) {
            tunnel(fact.tunnel(), Side.CLOUD);
            json.writeBooleanProperty("withdrawn", fact.withdrawn());
            prefixes(fact.prefixes());
        } else if (event instanceof TunnelReset fact) {
            tunnel(fact.tunnel(), fact.side());
        } else if (event instanceof ProbeDropped fact) {
            tunnel(fact.tunnel(), Side.CLOUD);
            json.writeNumberProperty("sequence", fact.sequence());
            json.writeBooleanProperty("reply", fact.reply());
            json.writeStringProperty("cause", fact.cause().text());
        }
    }

    private void circuitFields(CircuitFact event) {
        if (event instanceof BfdMoved fact) {
            session(fact.session(), fact.side());
            json.writeStringProperty("from", fact.from().text());
            json.writeStringProperty("to", fact.to().text());
            json.writeStringProperty("cause", fact.cause().text());
            json.writeNumberProperty("detectionSeconds", Decimals.seconds(fact.detection()));
        } else if (event instanceof VbrHealthCheckMoved fact) {
            json.writeBooleanProperty("healthy", fact.healthy());
            json.writeNumberProperty("unanswered", fact.unanswered());
        } else if (event instanceof VbrRoutesSwitched fact) {
            json.writeBooleanProperty("withdrawn", fact.withdrawn());
            json.writeStringProperty("cause", fact.cause().text());
            prefixes(fact.prefixes());
        } else if (event instanceof VbrProbeDropped fact) {
            json.writeStringProperty("vbr", names.actors().get(fact.vbr()));
            json.writeNumberProperty("sequence", fact.sequence());
            json.writeBooleanProperty("reply", fact.reply());
            json.writeStringProperty("cause", fact.cause().text());
        } else {
            throw new AssertionError(event);
        }
    }

    private void prefixes(List<Prefix> prefixes) {
        json.writeArrayPropertyStart("prefixes");
        prefixes.forEach(prefix -> json.writeString(prefix.toString()));
        json.writeEndArray();
    }

    private void natFields(NetworkFact event) {
        if (event instanceof NatMappingMade fact) {
            mapping(fact.insidePort(), fact.outsidePort(), fact.remoteAddress(), fact.remotePort());
        } else if (event instanceof NatMappingForgotten fact) {
            mapping(fact.insidePort(), fact.outsidePort(), fact.remoteAddress(), fact.remotePort());
            json.writeStringProperty("cause", fact.cause().text());
        }
    }

    private void mapping(int insidePort, int outsidePort, int remoteAddress, int remotePort) {
        json.writeNumberProperty("insidePort", insidePort);
        json.writeNumberProperty("outsidePort", outsidePort);
        json.writeStringProperty("remoteAddress", new Ipv4(remoteAddress).toString());
        json.writeNumberProperty("remotePort", remotePort);
    }

    private void sessionFields(NetworkFact event) {
        if (event instanceof BgpMoved fact) {
            session(fact.session(), fact.side());
            json.writeStringProperty("from", fact.from().text());
            json.writeStringProperty("to", fact.to().text());
            json.writeStringProperty("cause", fact.cause().text());
        } else if (event instanceof BgpRouteReceived fact) {
            session(fact.session(), fact.side());
            json.writeStringProperty("prefix", fact.prefix().toString());
            json.writeNumberProperty("asPathLength", fact.asPathLength());
        } else if (event instanceof BgpRouteWithdrawn fact) {
            session(fact.session(), fact.side());
            json.writeStringProperty("prefix", fact.prefix().toString());
        } else if (event instanceof FaultApplied fact) {
            json.writeStringProperty("fault", fact.fault().text());
        } else if (event instanceof FaultRepaired fact) {
            json.writeStringProperty("fault", fact.fault().text());
        } else if (event instanceof ChangeMade fact) {
            json.writeStringProperty("change", fact.change().text());
        }
    }

    private void routeFields(NetworkFact event) {
        if (event instanceof RouteInstalled fact) {
            json.writeStringProperty("table", names.tables().get(fact.table()));
            json.writeStringProperty("prefix", fact.prefix().toString());
            json.writeStringProperty("source", fact.source().text());
            hops("nextHops", fact.nextHops().stream().mapToInt(hop -> hop).toArray());
        } else if (event instanceof RouteRemoved fact) {
            json.writeStringProperty("table", names.tables().get(fact.table()));
            json.writeStringProperty("prefix", fact.prefix().toString());
        } else if (event instanceof RouteNotTaken fact) {
            json.writeStringProperty("table", names.tables().get(fact.table()));
            json.writeStringProperty("prefix", fact.prefix().toString());
        } else if (event instanceof EcmpExceeded fact) {
            json.writeStringProperty("table", names.tables().get(fact.table()));
            json.writeStringProperty("prefix", fact.prefix().toString());
            hops("unused", fact.unused().stream().mapToInt(hop -> hop).toArray());
        }
    }

    private void flowFields(NetworkFact event) {
        if (event instanceof FlowSent fact) {
            flow(fact.flow());
            json.writeNumberProperty("count", fact.sentAt().length);
            json.writeNumberProperty("firstSequence", fact.firstSequence());
            span(fact.sentAt());
        } else if (event instanceof FlowReceived fact) {
            flow(fact.flow());
            json.writeNumberProperty("count", fact.sequences().length);
            json.writeNumberProperty(
                    "lowestSequence", Arrays.stream(fact.sequences()).min().orElse(0));
            json.writeNumberProperty(
                    "highestSequence", Arrays.stream(fact.sequences()).max().orElse(0));
            span(fact.receivedAt());
        } else if (event instanceof PathTaken fact) {
            flow(fact.flow());
            json.writeNumberProperty("sequence", fact.sequence());
            hops("hops", fact.hops());
        } else if (event instanceof PacketDropped fact) {
            if (fact.flow() >= 0) {
                flow(fact.flow());
                json.writeNumberProperty("sequence", fact.sequence());
            }
            json.writeStringProperty("cause", fact.cause().text());
        }
    }

    private void tunnel(int tunnel, Side side) {
        json.writeStringProperty("tunnel", names.tunnels().get(tunnel));
        json.writeStringProperty("side", side.text());
    }

    private void session(int session, Side side) {
        json.writeStringProperty("session", names.sessions().get(session));
        json.writeStringProperty("side", side.text());
    }

    private void flow(int flow) {
        json.writeStringProperty("flow", names.flows().get(flow));
    }

    private void ikeSpis(long initiator, long responder) {
        json.writeStringProperty("spiInitiator", hex(initiator, 16));
        json.writeStringProperty("spiResponder", hex(responder, 16));
    }

    private void espSpis(int in, int out) {
        json.writeStringProperty("spiIn", hex(Integer.toUnsignedLong(in), 8));
        json.writeStringProperty("spiOut", hex(Integer.toUnsignedLong(out), 8));
    }

    private void hops(String property, int[] hops) {
        json.writeArrayPropertyStart(property);
        for (int hop : hops) {
            json.writeString(names.hop(hop));
        }
        json.writeEndArray();
    }

    private void span(long[] instants) {
        if (instants.length > 0) {
            json.writeNumberProperty("firstSeconds", Decimals.seconds(instants[0]));
            json.writeNumberProperty("lastSeconds", Decimals.seconds(instants[instants.length - 1]));
        }
    }

    private static String hex(long value, int digits) {
        String text = Long.toHexString(value);
        return "0x" + "0".repeat(digits - text.length()) + text;
    }
}
