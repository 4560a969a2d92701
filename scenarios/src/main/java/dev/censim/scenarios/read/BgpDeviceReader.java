package dev.censim.scenarios.read;

import dev.censim.model.address.Asn;
import dev.censim.model.policy.BgpRule;
import dev.censim.model.policy.BgpTimers;
import dev.censim.model.topology.BgpDevice;
import java.util.List;
import java.util.Optional;

/** Reads what the data centre's device is configured with for BGP, where that is not the cloud's mirror image. */
final class BgpDeviceReader {

    /** Vendor, CreateCustomerGateway. */
    static final Form<String> AUTH_KEY = new Form<>(
            "1 to 64 printable ASCII characters (CreateCustomerGateway)",
            "",
            text -> Optional.of(text).filter(key -> key.matches("[\\x21-\\x7e]([\\x20-\\x7e]{0,62}[\\x21-\\x7e])?")));

    private static final Form<String> AUTH_KEY_OR_NONE = new Form<>(
            AUTH_KEY.allowed() + ", or \"\" for none",
            "",
            text -> text.isEmpty() ? Optional.of(text) : AUTH_KEY.parse().apply(text));

    private BgpDeviceReader() {}

    /**
     * The keys of one session; the caller asks for what else may stand there and calls {@link Cursor#done}.
     *
     * @param mirror what holds where nothing is written
     */
    static BgpDevice read(Cursor at, BgpDevice mirror, BgpTimers timers) {
        boolean enableBgp = at.or("enableBgp", Forms.BOOLEAN, true);
        Asn localAsn = at.or("localAsn", Forms.ASN, mirror.localAsn());
        Asn peerAsn = at.or("peerAsn", Forms.ASN, mirror.peerAsn());
        BgpDevice device = new BgpDevice(
                enableBgp,
                localAsn,
                peerAsn,
                at.or("localBgpIp", Forms.ADDRESS, mirror.localBgpIp()),
                at.or("peerBgpIp", Forms.ADDRESS, mirror.peerBgpIp()),
                timers,
                at.optional("authKey", AUTH_KEY_OR_NONE)
                        .map(key -> Optional.of(key).filter(text -> !text.isEmpty()))
                        .orElse(mirror.authKey()),
                at.or("filterTcp179", Forms.BOOLEAN, false),
                at.optional("prefixLimit", Units.integer(1, 10_000_000)).map(Long::intValue),
                rules(at, "importPolicy", localAsn),
                rules(at, "exportPolicy", localAsn));
        at.check(
                at.has("peerBgpIp") ? "peerBgpIp" : "localBgpIp",
                !device.localBgpIp().equals(device.peerBgpIp()),
                "the device's own BGP address and its peer's are both " + device.localBgpIp(),
                "a device does not peer with itself: write two addresses");
        return device;
    }

    private static List<BgpRule> rules(Cursor at, String policy, Asn own) {
        return new BgpRuleReader(policy, own).rules(at);
    }
}
