package dev.censim.scenarios.path;

import dev.censim.facts.DropCause;
import dev.censim.facts.TraceFact;
import dev.censim.model.Scenario;
import dev.censim.model.address.Prefix;
import dev.censim.model.change.Change;
import dev.censim.model.topology.DataCenter;
import dev.censim.model.topology.TransitRouterRoute;
import dev.censim.model.topology.Vbr;
import dev.censim.model.topology.VpnConnection;
import java.util.Optional;

/** What stands in the way of a packet that was dropped, by where and why it was. */
final class Obstacles {

    private final Lab lab;
    private final Question question;
    private final Landscape landscape;
    private final Sessions sessions;
    private final Prefix block;
    private final TransitRouterFaults transitRouters;

    Obstacles(Scenario scenario, Lab lab, Question question) {
        this.lab = lab;
        this.question = question;
        landscape = new Landscape(scenario.topology());
        sessions = new Sessions(lab.names(), lab.journal());
        block = landscape.blockOf(question.to());
        transitRouters = new TransitRouterFaults(lab, question, landscape, sessions);
    }

    Obstacle of(Trace trace) {
        String device = lab.names().actors().get(trace.actor());
        String previous = lab.names().hop(trace.previous());
        DropCause cause = trace.cause().orElseThrow();
        return switch (cause) {
            case NO_ROUTE -> noRoute(device, previous);
            case NOT_ASSOCIATED -> transitRouters.unassociated(device, previous);
            case ATTACHMENT_DOWN -> TransitRouterFaults.detached(device, previous);
            case ROUTE_DENIED -> transitRouters.denied(device, previous, lab.ask(device, question.to()));
            case BLACKHOLE -> blackhole(device, trace);
            case NO_TUNNEL, AWAITING_TUNNEL -> noTunnel(device);
            case POLICY_MISMATCH -> selectors(device);
            default -> broken(device, cause);
        };
    }

    private Obstacle noRoute(String device, String previous) {
        if (landscape.isTransitRouter(device)) {
            return transitRouters.noRoute(device, previous);
        }
        Optional<DataCenter> dataCenter = landscape.dataCenterOf(device);
        if (dataCenter.isPresent()) {
            return dataCenterRoute(dataCenter.get(), device);
        }
        if (landscape.vpnConnection(device).isPresent() || landscape.vbr(device).isPresent()) {
            return instanceRoute(device);
        }
        return spokeRoute(device);
    }

    /** A VPC or CCN is given the routes of the table that it is associated with, or has its own. */
    private Obstacle spokeRoute(String device) {
        Optional<String> router = landscape.transitRouterOf(device);
        if (router.isEmpty()) {
            return Obstacle.of(
                    Word.ROUTE_MISSING,
                    Side.VPC,
                    device,
                    device + " has no route to " + question.to().address() + ", and no transit router",
                    "attach " + device + " to a transit router of its region");
        }
        return transitRouters
                .notGiven(router.get(), device)
                .orElseGet(() -> Obstacle.of(
                        Word.ROUTE_CONFLICT,
                        Side.VPC,
                        device,
                        device + " does not take the route to " + block + " that " + router.get() + " gives it",
                        "a block of its own vSwitches covers it, or its table is full: use another block"));
    }

    /** The cloud's end of a tunnel or of a circuit does not know what lies behind it. */
    private Obstacle instanceRoute(String device) {
        return Obstacle.of(
                Word.ROUTE_MISSING,
                Side.TRANSIT_ROUTER,
                device,
                "the transit router sends the packet to " + device + ", which has no route to " + block,
                "add " + block + " to the routes of " + device + ", or have the data centre announce it",
                new Change.InstanceEntry(device, block, true));
    }

    /** The first of its joints with the cloud that leads there says why it brings no route. */
    private Obstacle dataCenterRoute(DataCenter dataCenter, String device) {
        for (Landscape.Joint joint : landscape.joints(dataCenter)) {
            boolean isHere = joint.device().equals(device) || dataCenter.name().equals(device);
            if (isHere) {
                Optional<Obstacle> why = jointFault(dataCenter, joint);
                if (why.isPresent()) {
                    return why.get();
                }
            }
        }
        return Obstacle.of(
                Word.ROUTE_MISSING,
                Side.DATA_CENTER,
                device,
                device + " has no route to " + block + ", and nothing that joins it to the cloud",
                "add an IPsec-VPN connection or a VBR to " + dataCenter.name());
    }

    private Optional<Obstacle> jointFault(DataCenter dataCenter, Landscape.Joint joint) {
        Optional<VpnConnection> connection = landscape.vpnConnection(joint.attachment());
        if (connection.isPresent() && !sessions.isUp(connection.get())) {
            return Optional.of(noTunnel(joint.attachment()));
        }
        boolean runsBgp = connection
                .map(VpnConnection::enableTunnelsBgp)
                .orElseGet(() ->
                        landscape.vbr(joint.attachment()).flatMap(Vbr::bgp).isPresent());
        if (!runsBgp) {
            return Optional.of(Obstacle.of(
                    Word.ROUTE_MISSING,
                    Side.DATA_CENTER,
                    joint.device(),
                    joint.device() + " has no route to " + block + ", and " + joint.attachment() + " runs no BGP that"
                            + " would bring one",
                    "add " + block + " to the routes of " + joint.device() + ", or enable BGP",
                    new Change.CustomerGatewayEntry(joint.device(), block, true)));
        }
        boolean isEstablished = connection
                .map(sessions::isEstablished)
                .orElseGet(() -> landscape
                        .vbr(joint.attachment())
                        .filter(sessions::isEstablished)
                        .isPresent());
        if (!isEstablished) {
            return Optional.of(transitRouters.bgpDown(joint.attachment(), Side.DATA_CENTER));
        }
        return transitRouters
                .notGiven(joint.transitRouter(), joint.attachment())
                .or(() -> Optional.of(Obstacle.of(
                        Word.ROUTE_MISSING,
                        Side.DATA_CENTER,
                        joint.device(),
                        joint.attachment() + " announces " + block + ", and " + dataCenter.name() + " does not use it",
                        "look at the import policies of " + joint.device(),
                        new Change.CustomerGatewayEntry(joint.device(), block, true))));
    }

    private Obstacle blackhole(String device, Trace trace) {
        TraceFact.LookedUp found = trace.lookups().get(trace.actor());
        Prefix entry = found == null ? block : found.entry().orElse(block);
        String name = found == null ? "" : lab.names().tables().get(found.table());
        String table = name.substring(name.indexOf('/') + 1);
        return Obstacle.of(
                Word.ROUTE_CONFLICT,
                Side.TRANSIT_ROUTER,
                device,
                "the black hole route " + entry + " of " + name + " swallows the packet",
                "take it out of the table",
                new Change.TransitRouterEntry(device, new TransitRouterRoute(table, entry, Optional.empty()), false));
    }

    private Obstacle noTunnel(String device) {
        return transitRouters.noTunnel(
                landscape.vpnConnection(device),
                device,
                landscape.dataCenterOf(device).isPresent());
    }

    private Obstacle selectors(String device) {
        return Obstacle.of(
                Word.TRAFFIC_SELECTOR_MISMATCH,
                landscape.dataCenterOf(device).isPresent() ? Side.DATA_CENTER : Side.TRANSIT_ROUTER,
                device,
                "the packet from " + question.from().address() + " to "
                        + question.to().address() + " is outside the protected data flows of the tunnel",
                "widen localSubnet and remoteSubnet at both ends, or use Destination Routing");
    }

    private static Obstacle broken(String device, DropCause cause) {
        boolean isHost = cause == DropCause.NO_HOST;
        return Obstacle.of(
                Word.UNREACHABLE,
                Side.UNDERLAY,
                device,
                device + " drops the packet: " + cause.text(),
                isHost ? "check the address" : "repair it; no change of routing removes this");
    }
}
