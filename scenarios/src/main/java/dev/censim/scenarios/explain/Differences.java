package dev.censim.scenarios.explain;

import dev.censim.facts.Side;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.IkeConfig;
import dev.censim.model.policy.IkeVersion;
import dev.censim.model.policy.IpsecConfig;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.TunnelEnd;
import dev.censim.scenarios.read.Positions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares what both ends of a tunnel are configured with. What the version that both speak does not use is not compared. */
final class Differences {

    private final String tunnel;
    private final Positions positions;
    private final List<Difference> found = new ArrayList<>();

    private Differences(String tunnel, Positions positions) {
        this.tunnel = tunnel;
        this.positions = positions;
    }

    /** In the order in which a negotiation meets them. */
    static List<Difference> of(Tunnel tunnel, Positions positions) {
        Differences differences = new Differences(tunnel.name(), positions);
        IkeConfig cloud = tunnel.cloud().ike();
        IkeConfig customer = tunnel.customer().ike();
        differences.compare(
                Parameter.GATEWAY_IP,
                tunnel.gatewayIp().toString(),
                tunnel.gatewayIpAtPeer().toString());
        differences.phase1(cloud, customer);
        differences.phase2(tunnel.cloud().ipsec(), tunnel.customer().ipsec());
        differences.selectors(tunnel.cloud(), tunnel.customer());
        differences.compare(
                Parameter.DPD,
                onOff(tunnel.cloud().dpd().enabled()),
                onOff(tunnel.customer().dpd().enabled()));
        differences.compare(
                Parameter.NAT_TRAVERSAL,
                onOff(tunnel.cloud().enableNatTraversal()),
                onOff(tunnel.customer().enableNatTraversal()));
        return List.copyOf(differences.found);
    }

    private void phase1(IkeConfig cloud, IkeConfig customer) {
        compare(
                Parameter.IKE_VERSION,
                cloud.ikeVersion().text(),
                customer.ikeVersion().text());
        if (cloud.ikeVersion() == IkeVersion.IKEV1 && customer.ikeVersion() == IkeVersion.IKEV1) {
            compare(
                    Parameter.IKE_MODE,
                    cloud.ikeMode().text(),
                    customer.ikeMode().text());
        }
        compare(
                Parameter.IKE_ENC_ALG,
                cloud.ikeEncAlg().text(),
                customer.ikeEncAlg().text());
        compare(
                Parameter.IKE_AUTH_ALG,
                cloud.ikeAuthAlg().text(),
                customer.ikeAuthAlg().text());
        compare(Parameter.IKE_PFS, cloud.ikePfs().text(), customer.ikePfs().text());
        comparePsk(cloud.psk(), customer.psk());
        compare(Parameter.LOCAL_ID, cloud.localId(), customer.remoteId());
        compare(Parameter.REMOTE_ID, cloud.remoteId(), customer.localId());
        compare(Parameter.IKE_LIFETIME, text(cloud.ikeLifetime()), text(customer.ikeLifetime()));
    }

    private void phase2(IpsecConfig cloud, IpsecConfig customer) {
        compare(
                Parameter.IPSEC_ENC_ALG,
                cloud.ipsecEncAlg().text(),
                customer.ipsecEncAlg().text());
        compare(
                Parameter.IPSEC_AUTH_ALG,
                cloud.ipsecAuthAlg().text(),
                customer.ipsecAuthAlg().text());
        compare(Parameter.IPSEC_PFS, pfs(cloud.ipsecPfs()), pfs(customer.ipsecPfs()));
        compare(Parameter.IPSEC_LIFETIME, text(cloud.ipsecLifetime()), text(customer.ipsecLifetime()));
    }

    private void selectors(TunnelEnd cloud, TunnelEnd customer) {
        compare(Parameter.LOCAL_SUBNET, text(cloud.localSubnets()), text(customer.remoteSubnets()));
        compare(Parameter.REMOTE_SUBNET, text(cloud.remoteSubnets()), text(customer.localSubnets()));
    }

    private void compare(Parameter parameter, String cloud, String customer) {
        if (!cloud.equals(customer)) {
            add(parameter, cloud, customer, "");
        }
    }

    /** Keys are compared and not told. */
    private void comparePsk(String cloud, String customer) {
        if (cloud.equals(customer)) {
            return;
        }
        int same = 0;
        while (same < Math.min(cloud.length(), customer.length()) && cloud.charAt(same) == customer.charAt(same)) {
            same++;
        }
        add(Parameter.PSK, hidden(cloud), hidden(customer), "they differ from character " + (same + 1) + " on");
    }

    private static String hidden(String psk) {
        return "a key of " + psk.length() + " characters";
    }

    private void add(Parameter parameter, String cloud, String customer, String note) {
        found.add(new Difference(
                parameter,
                new Setting(Side.CLOUD, parameter.cloudKey(), cloud, positions.ofCloud(tunnel, parameter.cloudKey())),
                new Setting(
                        Side.CUSTOMER,
                        parameter.customerKey(),
                        customer,
                        positions.ofCustomer(tunnel, parameter.customerKey())),
                note));
    }

    private static String pfs(Optional<DhGroup> group) {
        return group.map(DhGroup::text).orElse("disabled");
    }

    private static String onOff(boolean enabled) {
        return Boolean.toString(enabled);
    }

    private static String text(Duration duration) {
        return duration.toNanosPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    private static String text(List<Prefix> prefixes) {
        return prefixes.stream().map(Prefix::toString).sorted().collect(Collectors.joining(", "));
    }
}
