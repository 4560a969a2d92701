package dev.censim.compile;

import dev.censim.model.policy.InstanceType;
import dev.censim.model.policy.OriginRouteType;
import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.Region;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.TransitRouter;
import dev.censim.model.topology.Vbr;
import dev.censim.model.topology.Vpc;
import dev.censim.model.topology.VpnConnection;
import dev.censim.model.topology.VpnGateway;
import dev.censim.route.RouteAttributes;
import java.util.List;

/** What the routes of each instance say of themselves, and the place of each region among all. */
final class Origins {

    /** Of what is outside the cloud. */
    private static final int NO_REGION = -1;

    private final Topology topology;
    private final Numbering numbering;
    private final List<String> regions;

    Origins(Topology topology, Numbering numbering) {
        this.topology = topology;
        this.numbering = numbering;
        regions = topology.regions().stream().map(Region::name).sorted().toList();
    }

    /** By its ID in alphabetical order. */
    int region(String name) {
        return regions.indexOf(name);
    }

    /** Of a static route. */
    RouteAttributes of(InstanceType type, String instance, Attachment attachment) {
        return of(type, OriginRouteType.CUSTOM, instance, regionOf(attachment));
    }

    /** Of a VBR's static route, wherever the VBR belongs to. */
    RouteAttributes of(Vbr vbr) {
        int region = vbr.attachment()
                .map(this::regionOf)
                .orElseGet(() -> region(vbr.ecr().orElseThrow().region()));
        return of(InstanceType.VBR, OriginRouteType.CUSTOM, vbr.name(), region);
    }

    /** Of a static route of an IPsec-VPN connection. */
    RouteAttributes of(VpnConnection connection) {
        int region = connection
                .attachment()
                .map(this::regionOf)
                .or(() -> connection.vpnGateway().map(one -> regionOf(topology.vpnGateway(one.vpnGateway()))))
                .orElse(NO_REGION);
        return of(InstanceType.VPN, OriginRouteType.CUSTOM, connection.name(), region);
    }

    private int regionOf(VpnGateway gateway) {
        return topology.vpcs().stream()
                .filter(vpc -> vpc.name().equals(gateway.vpc()))
                .map(Vpc::region)
                .map(this::region)
                .findFirst()
                .orElse(NO_REGION);
    }

    /** Of a network of its own. */
    RouteAttributes system(InstanceType type, String instance, int region) {
        return of(type, OriginRouteType.SYSTEM, instance, region);
    }

    /** Of a device in a data centre. */
    RouteAttributes outside(InstanceType type, String device) {
        return of(type, OriginRouteType.CUSTOM, device, NO_REGION);
    }

    private RouteAttributes of(InstanceType type, OriginRouteType routeType, String instance, int region) {
        return RouteAttributes.of(type, routeType, numbering.actor(instance), region);
    }

    int regionOf(Attachment attachment) {
        return topology.transitRouters().stream()
                .filter(router -> router.name().equals(attachment.transitRouter()))
                .map(TransitRouter::region)
                .map(this::region)
                .findFirst()
                .orElse(NO_REGION);
    }
}
