package dev.censim.scenarios.explain;

import dev.censim.facts.Side;
import dev.censim.model.topology.BgpDevice;
import dev.censim.scenarios.read.Position;
import dev.censim.scenarios.read.Positions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what both ends of a BGP session are configured with. */
final class BgpDifferences {

    /** RFC 4271 section 4.2. */
    private static final Duration LEAST_HOLD = Duration.ofSeconds(3);

    private final BgpSubject subject;
    private final Positions positions;
    private final List<Difference> found = new ArrayList<>();

    private BgpDifferences(BgpSubject subject, Positions positions) {
        this.subject = subject;
        this.positions = positions;
    }

    /** In the order in which a session meets them. */
    static List<Difference> of(BgpSubject subject, Positions positions) {
        BgpDifferences differences = new BgpDifferences(subject, positions);
        BgpSubject.End cloud = subject.cloud();
        BgpDevice device = subject.device();
        differences.compare(Parameter.ENABLE_BGP, "true", Boolean.toString(device.enableBgp()));
        differences.compare(Parameter.LOCAL_BGP_IP, cloud.localBgpIp(), device.peerBgpIp());
        differences.compare(Parameter.PEER_BGP_IP, cloud.peerBgpIp(), device.localBgpIp());
        differences.compare(Parameter.AUTH_KEY, key(cloud.authKey()), key(device.authKey()), cloud.authKey(), device);
        differences.compare(Parameter.LOCAL_ASN, cloud.localAsn(), device.peerAsn());
        differences.compare(Parameter.PEER_ASN, cloud.peerAsn(), device.localAsn());
        differences.compareHold(cloud.timers().hold(), device.timers().hold());
        return List.copyOf(differences.found);
    }

    private void compare(Parameter parameter, Object cloud, Object customer) {
        if (!cloud.equals(customer)) {
            add(parameter, cloud.toString(), customer.toString());
        }
    }

    /** Keys are compared and not told. */
    private void compare(Parameter parameter, String cloud, String customer, Optional<String> key, BgpDevice device) {
        if (!key.equals(device.authKey())) {
            add(parameter, cloud, customer);
        }
    }

    private static String key(Optional<String> authKey) {
        return authKey.map(key -> "a key of " + key.length() + " characters").orElse("none");
    }

    /** The lower one is agreed on: only one that switches keepalives off, or that is refused, is a mismatch. */
    private void compareHold(Duration cloud, Duration device) {
        boolean isOff = cloud.isZero() != device.isZero();
        boolean isRefused = !device.isZero() && device.compareTo(LEAST_HOLD) < 0;
        if (isOff || isRefused) {
            add(Parameter.BGP_HOLD, cloud.toSeconds() + "s", device.toSeconds() + "s");
        }
    }

    private void add(Parameter parameter, String cloud, String customer) {
        found.add(new Difference(
                parameter,
                new Setting(Side.CLOUD, cloudKey(parameter), cloud, written(parameter)),
                new Setting(
                        Side.CUSTOMER,
                        parameter.customerKey(),
                        customer,
                        positions.ofCustomer(subject.name(), parameter.customerKey())),
                ""));
    }

    private Optional<Position> written(Parameter parameter) {
        return positions.ofCloud(subject.name(), parameter.cloudKey());
    }

    /** By what the file calls it where it was written. */
    private String cloudKey(Parameter parameter) {
        boolean isCircuit = subject.tunnel().isEmpty();
        return switch (parameter) {
            case PEER_ASN -> isCircuit ? "peerAsn" : "asn";
            case LOCAL_BGP_IP -> isCircuit ? "localGatewayIp" : parameter.cloudKey();
            case PEER_BGP_IP -> isCircuit ? "peerGatewayIp" : parameter.cloudKey();
            case ENABLE_BGP -> isCircuit ? "bgp" : parameter.cloudKey();
            default -> parameter.cloudKey();
        };
    }
}
