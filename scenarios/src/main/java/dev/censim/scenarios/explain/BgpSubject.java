package dev.censim.scenarios.explain;

import dev.censim.facts.Names;
import dev.censim.facts.Side;
import dev.censim.model.Scenario;
import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.policy.BgpTimers;
import dev.censim.model.topology.BgpDevice;
import dev.censim.model.topology.CustomerGateway;
import dev.censim.model.topology.Topology;
import dev.censim.model.topology.TransitRouter;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.TunnelBgp;
import dev.censim.model.topology.Vbr;
import java.util.Optional;

/**
 * The BGP session that is asked about, with its numbers in the journal.
 *
 * @param name of its tunnel or VBR
 * @param tunnel empty on a circuit
 * @param cloud what the cloud's end is configured with
 * @param device what the data centre's device is configured with
 * @param cloudActor actor id of the connection or VBR
 * @param customerActor actor id of the data centre's device
 * @param link actor id of the path
 * @param path its name
 * @param region of the cloud's end
 * @param isEncrypted whether ESP is computed
 */
record BgpSubject(
        String name,
        Optional<Subject> tunnel,
        End cloud,
        BgpDevice device,
        Names names,
        int session,
        int cloudActor,
        int customerActor,
        int link,
        String path,
        String region,
        boolean isEncrypted) {

    /** What is local is the cloud's. */
    record End(
            Asn localAsn, Asn peerAsn, Ipv4 localBgpIp, Ipv4 peerBgpIp, BgpTimers timers, Optional<String> authKey) {}

    /** Empty when there is no session of that name. */
    static Optional<BgpSubject> of(Scenario scenario, Names names, String name) {
        if (!names.sessions().contains(name)) {
            return Optional.empty();
        }
        Optional<Vbr> vbr = scenario.topology().vbrs().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        return vbr.map(circuit -> of(scenario, circuit, names))
                .or(() -> Subject.of(scenario, names, name).map(tunnel -> of(scenario, tunnel)));
    }

    private static BgpSubject of(Scenario scenario, Subject subject) {
        Tunnel tunnel = subject.tunnel();
        CustomerGateway gateway = subject.gateway();
        TunnelBgp bgp = tunnel.bgp().orElseThrow();
        return new BgpSubject(
                tunnel.name(),
                Optional.of(subject),
                new End(
                        subject.connection().localAsn(),
                        gateway.asn().orElseThrow(),
                        bgp.localBgpIp(),
                        bgp.peerBgpIp(),
                        tunnel.cloud().bgpTimers(),
                        gateway.authKey()),
                bgp.device(),
                subject.names(),
                subject.session(),
                subject.cloud(),
                subject.customer(),
                subject.link(),
                tunnel.path(),
                subject.region(),
                scenario.esp() == Scenario.EspComputation.REAL);
    }

    private static String region(Vbr vbr, Topology topology) {
        return vbr.ecr()
                .map(Vbr.EcrChild::region)
                .or(() -> topology.transitRouters().stream()
                        .filter(router -> vbr.isAttachedTo(router.name()))
                        .map(TransitRouter::region)
                        .findFirst())
                .orElseThrow();
    }

    private static BgpSubject of(Scenario scenario, Vbr vbr, Names names) {
        Vbr.Bgp bgp = vbr.bgp().orElseThrow();
        return new BgpSubject(
                vbr.name(),
                Optional.empty(),
                new End(
                        bgp.localAsn(),
                        bgp.peerAsn(),
                        vbr.localGatewayIp(),
                        vbr.peerGatewayIp(),
                        bgp.timers(),
                        bgp.authKey()),
                bgp.device(),
                names,
                names.sessions().indexOf(vbr.name()),
                names.actors().indexOf(vbr.name()),
                names.actors().indexOf(vbr.peerName()),
                names.actors().indexOf(vbr.path()),
                vbr.path(),
                region(vbr, scenario.topology()),
                false);
    }

    int actor(Side side) {
        return side == Side.CLOUD ? cloudActor : customerActor;
    }

    /** The device at one end. */
    String name(Side side) {
        return names.actors().get(actor(side));
    }
}
