package dev.censim.model.topology;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.policy.BgpRule;
import dev.censim.model.policy.BgpTimers;
import java.util.List;
import java.util.Optional;

/**
 * What the data centre's device is configured with for one BGP session: the cloud's mirror image unless the scenario says otherwise.
 * What is local is the device's own, and the peer is the cloud.
 *
 * @param enableBgp whether it runs BGP in this tunnel or on this circuit at all
 * @param authKey the key of TCP's MD5 signatures (RFC 2385); empty: segments are not signed
 * @param filtersTcp179 whether its packet filter drops what comes in from or for TCP port 179, in silence
 * @param prefixLimit how many prefixes the cloud may announce before the device ends the session; empty: any number
 * @param imports rules for what the cloud announces
 * @param exports rules for what the device announces
 */
public record BgpDevice(
        boolean enableBgp,
        Asn localAsn,
        Asn peerAsn,
        Ipv4 localBgpIp,
        Ipv4 peerBgpIp,
        BgpTimers timers,
        Optional<String> authKey,
        boolean filtersTcp179,
        Optional<Integer> prefixLimit,
        List<BgpRule> imports,
        List<BgpRule> exports) {

    public BgpDevice {
        imports = List.copyOf(imports);
        exports = List.copyOf(exports);
    }

    /** The mirror image of a cloud's end. */
    public static BgpDevice mirroring(
            Asn cloudAsn, Asn deviceAsn, Ipv4 cloudIp, Ipv4 deviceIp, BgpTimers timers, Optional<String> authKey) {
        return new BgpDevice(
                true,
                deviceAsn,
                cloudAsn,
                deviceIp,
                cloudIp,
                timers,
                authKey,
                false,
                Optional.empty(),
                List.of(),
                List.of());
    }
}
