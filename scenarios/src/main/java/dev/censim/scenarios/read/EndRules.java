package dev.censim.scenarios.read;

import dev.censim.model.address.Prefix;
import dev.censim.model.policy.IkeConfig;
import dev.censim.model.policy.IkeMode;
import dev.censim.model.policy.IkeVersion;
import dev.censim.model.topology.Tunnel;
import dev.censim.model.topology.TunnelEnd;
import java.util.List;

/** Rules about what the two ends of a tunnel are configured with, whatever level of the file it was written at. */
final class EndRules {

    private final Draft draft;
    private final Mark tunnel;

    /** @param tunnel where to point for what nobody has written */
    EndRules(Draft draft, Mark tunnel) {
        this.draft = draft;
        this.tunnel = tunnel;
    }

    void check(Tunnel read, Settings cloud, Settings customer) {
        if (checkIdentities(read.cloud().ike(), cloud)) {
            checkIdentities(read.customer().ike(), customer);
        }
        checkMirrored(
                "localSubnet", read.customer().localSubnets(), read.cloud().remoteSubnets(), read, customer);
        checkMirrored(
                "remoteSubnet", read.customer().remoteSubnets(), read.cloud().localSubnets(), read, customer);
    }

    /**
     * Main mode finds the key before it sees the identity, so that only the address can name the peer (RFC 2409 section 5.4). IKEv2
     * has no modes and sends the identity encrypted (RFC 7296 section 3.5): there an FQDN needs nothing else.
     */
    private boolean checkIdentities(IkeConfig ike, Settings written) {
        if (ike.ikeVersion() != IkeVersion.IKEV1 || ike.ikeMode() != IkeMode.MAIN) {
            return true;
        }
        for (String key : List.of("localId", "remoteId")) {
            String value = key.equals("localId") ? ike.localId() : ike.remoteId();
            if (!TunnelEndReader.isAddress(value)) {
                draft.diagnostics.error(
                        written.mark(key).orElse(tunnel),
                        key + ": an FQDN needs ikeMode aggressive with IKEv1 (product page, " + key + ")",
                        "set ikeMode: aggressive, or write an IPv4 address");
                return false;
            }
        }
        return true;
    }

    /** Product page, Flow Protection: what the device protects mirrors the connection's local and peer CIDR blocks. */
    private void checkMirrored(String key, List<Prefix> device, List<Prefix> cloud, Tunnel read, Settings written) {
        boolean versionOne = isVersionOne(read.cloud()) || isVersionOne(read.customer());
        Mark place = written.mark(key).orElse(tunnel);
        if (device.equals(cloud)) {
            return;
        }
        if (versionOne && device.size() > 1) {
            draft.diagnostics.error(
                    place,
                    key + ": several blocks require IKEv2 (product page, Flow Protection)",
                    "set ikeVersion: ikev2, or write one block");
            return;
        }
        boolean meets = device.stream().anyMatch(mine -> cloud.stream().anyMatch(mine::overlaps));
        String outcome = versionOne
                ? "IKEv1 refuses other selectors than its own"
                : meets
                        ? "IKEv2 narrows both to what they share"
                        : "nothing is shared: the peer answers TS_UNACCEPTABLE";
        draft.diagnostics.warning(
                place,
                key + ": the device's " + words(device) + " does not mirror the connection's " + words(cloud),
                outcome + " (product page, Flow Protection)");
    }

    private static boolean isVersionOne(TunnelEnd end) {
        return end.ike().ikeVersion() == IkeVersion.IKEV1;
    }

    private static String words(List<Prefix> blocks) {
        return String.join(", ", blocks.stream().map(Prefix::toString).toList());
    }
}
