package dev.censim.scenarios.read;

import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.BgpTimers;
import dev.censim.model.policy.Defaults;
import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.DpdConfig;
import dev.censim.model.policy.DpdProfile;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.model.policy.IkeConfig;
import dev.censim.model.policy.IkeMode;
import dev.censim.model.policy.IkeVersion;
import dev.censim.model.policy.IpsecConfig;
import dev.censim.model.policy.RetransmissionConfig;
import dev.censim.model.topology.TunnelEnd;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the settings of one end of a tunnel. The same keys may stand at the connection, at a tunnel and under {@code peer}; each
 * level starts from the one above, and the outermost from {@link Defaults}.
 */
final class TunnelEndReader {

    /** Stands for an identity or a key that nobody has written yet. */
    static final String UNSET = "";

    static final List<Prefix> EVERYTHING = List.of(Prefix.DEFAULT);

    /** What holds where the scenario says nothing. */
    static final TunnelEnd DEFAULT = new TunnelEnd(
            new IkeConfig(
                    UNSET,
                    Defaults.IKE_VERSION,
                    Defaults.IKE_MODE,
                    Defaults.ENCRYPTION,
                    Defaults.AUTHENTICATION,
                    Defaults.IKE_PFS,
                    Defaults.SA_LIFETIME,
                    UNSET,
                    UNSET),
            new IpsecConfig(Defaults.ENCRYPTION, Defaults.AUTHENTICATION, Defaults.IPSEC_PFS, Defaults.SA_LIFETIME),
            Defaults.DPD,
            Defaults.RETRANSMISSION,
            Defaults.BGP_TIMERS,
            true,
            EVERYTHING,
            EVERYTHING,
            false);

    private static final Form<EncryptionAlgorithm> ENCRYPTION =
            Form.oneOf(List.of(EncryptionAlgorithm.values()), EncryptionAlgorithm::text);
    private static final Form<AuthenticationAlgorithm> AUTHENTICATION =
            Form.oneOf(List.of(AuthenticationAlgorithm.values()), AuthenticationAlgorithm::text);
    private static final Form<DhGroup> GROUP = Form.oneOf(List.of(DhGroup.values()), DhGroup::text);
    private static final Form<Optional<DhGroup>> PFS = new Form<>(
            "disabled, " + GROUP.allowed(),
            Optional.empty(),
            text -> text.equalsIgnoreCase("disabled")
                    ? Optional.of(Optional.empty())
                    : GROUP.parse().apply(text).map(Optional::of),
            text -> Suggestion.nearest(text, List.of("disabled", "group1", "group2", "group5", "group14"))
                    .map(Form::didYouMean));
    private static final Form<DpdProfile> PROFILE = Form.oneOf(List.of(DpdProfile.values()), DpdProfile::text);
    private static final Form<Duration> LIFETIME = Units.DURATION.where(
            duration -> duration.compareTo(Duration.ofSeconds(86_400)) <= 0,
            "0s (never expires) to 86400s, such as 3600s (product page, SA Lifetime)");
    private static final Form<Duration> HOLD = Units.DURATION.where(
            hold -> hold.isZero() || hold.compareTo(Duration.ofSeconds(3)) >= 0 && hold.getSeconds() <= 65_535,
            "0s, or 3s to 65535s (RFC 4271 section 4.2)");
    /** A device may have what no peer takes. */
    private static final Form<Duration> HOLD_OF_DEVICE = Units.DURATION.where(
            hold -> hold.getSeconds() <= 65_535,
            "0s to 65535s; the cloud refuses 1s and 2s (RFC 4271 sections 4.2 and 6.2)");

    private static final Form<Duration> KEEPALIVE = Units.DURATION.where(
            keepalive -> keepalive.getSeconds() <= 65_535, "0s to 65535s, such as 10s (RFC 4271 section 4.4)");
    private static final Form<Duration> RESTART_TIME = Units.DURATION.where(
            time -> time.getNano() == 0 && time.getSeconds() <= 4095,
            "0s (off) to 4095s in whole seconds, such as 120s (RFC 4724 section 3)");
    static final Form<String> PSK = new Form<>(
            "1 to 100 printable ASCII characters; left blank, one is made from the seed",
            UNSET,
            text -> Optional.of(text).filter(psk -> psk.matches("[\\x20-\\x7e]{0,100}")));
    private static final Form<String> IDENTITY = new Form<>(
            "an IPv4 address or an FQDN without spaces",
            "0.0.0.0",
            text -> Optional.of(text).filter(TunnelEndReader::isAddressOrFqdn));
    /** In hundredths. */
    private static final Form<Integer> FACTOR = new Form<>(
            "a factor from 1 to 10 in steps of 0.01, such as 1.8",
            100,
            text -> Optional.of(text)
                    .filter(factor -> factor.matches("\\d{1,2}(\\.\\d{1,2})?"))
                    .map(factor -> new BigDecimal(factor).movePointRight(2).intValueExact())
                    .filter(percent -> percent >= 100 && percent <= 1_000));

    private TunnelEndReader() {}

    /**
     * Reads the keys that are written at this level.
     *
     * @param ikeKey {@code ikeConfig} or {@code tunnelIkeConfig}
     * @param ipsecKey {@code ipsecConfig} or {@code tunnelIpsecConfig}
     */
    static TunnelEnd read(Cursor at, String ikeKey, String ipsecKey, TunnelEnd above) {
        return read(at, ikeKey, ipsecKey, above, HOLD);
    }

    /** Reads the keys under {@code peer}. */
    static TunnelEnd readDevice(Cursor peer, TunnelEnd above) {
        return read(peer, "tunnelIkeConfig", "tunnelIpsecConfig", above, HOLD_OF_DEVICE);
    }

    private static TunnelEnd read(Cursor at, String ikeKey, String ipsecKey, TunnelEnd above, Form<Duration> hold) {
        return new TunnelEnd(
                ike(at.childOrEmpty(ikeKey, "an IKE configuration"), above.ike()),
                ipsec(at.childOrEmpty(ipsecKey, "an IPsec configuration"), above.ipsec()),
                dpd(at, above.dpd()),
                retransmission(at.childOrEmpty("retransmission", "a retransmission schedule"), above.retransmission()),
                bgpTimers(at, above.bgpTimers(), hold),
                at.or("enableNatTraversal", Forms.BOOLEAN, above.enableNatTraversal()),
                above.localSubnets(),
                above.remoteSubnets(),
                above.initiates());
    }

    /** A key; blank is as good as absent. */
    static String psk(Cursor at, String absent) {
        String psk =
                at.optional("psk", PSK).filter(written -> !written.isEmpty()).orElse(absent);
        if (at.has("psk") && !psk.equals(psk.strip())) {
            at.warning(
                    "psk",
                    "psk: begins or ends with a space, which is a part of the key",
                    "hidden spaces from copying are a documented cause of mismatches; leave them out");
        }
        return psk;
    }

    private static IkeConfig ike(Cursor at, IkeConfig above) {
        IkeConfig ike = new IkeConfig(
                psk(at, above.psk()),
                at.or(
                        "ikeVersion",
                        Form.oneOf(Arrays.asList(IkeVersion.values()), IkeVersion::text),
                        above.ikeVersion()),
                at.or("ikeMode", Form.oneOf(Arrays.asList(IkeMode.values()), IkeMode::text), above.ikeMode()),
                at.or("ikeEncAlg", ENCRYPTION, above.ikeEncAlg()),
                at.or("ikeAuthAlg", AUTHENTICATION, above.ikeAuthAlg()),
                at.or("ikePfs", GROUP, above.ikePfs()),
                at.or("ikeLifetime", LIFETIME, above.ikeLifetime()),
                at.or("localId", IDENTITY, above.localId()),
                at.or("remoteId", IDENTITY, above.remoteId()));
        at.done();
        return ike;
    }

    /** Only digits and dots are an address or a slip, never an FQDN. */
    private static boolean isAddressOrFqdn(String id) {
        return isAddress(id) || id.matches("[A-Za-z0-9_.-]{1,255}") && !id.matches("[0-9.]+");
    }

    static boolean isAddress(String identity) {
        return Ipv4.tryParse(identity).isPresent();
    }

    private static IpsecConfig ipsec(Cursor at, IpsecConfig above) {
        IpsecConfig ipsec = new IpsecConfig(
                at.or("ipsecEncAlg", ENCRYPTION, above.ipsecEncAlg()),
                at.or("ipsecAuthAlg", AUTHENTICATION, above.ipsecAuthAlg()),
                at.or("ipsecPfs", PFS, above.ipsecPfs()),
                at.or("ipsecLifetime", LIFETIME, above.ipsecLifetime()));
        at.done();
        return ipsec;
    }

    private static DpdConfig dpd(Cursor at, DpdConfig above) {
        boolean enabled = at.or("enableDpd", Forms.BOOLEAN, above.enabled());
        Cursor schedule = at.childOrEmpty("dpd", "a DPD schedule");
        DpdConfig base = schedule.optional("profile", PROFILE)
                .map(profile -> profile.schedule(enabled))
                .orElse(above);
        DpdConfig dpd = new DpdConfig(
                enabled,
                schedule.or("delay", Units.POSITIVE_DURATION, base.delay()),
                schedule.or("retryInterval", Units.POSITIVE_DURATION, base.retryInterval()),
                schedule.or("retries", Units.integer(0, 100), (long) base.retries())
                        .intValue());
        schedule.done();
        return dpd;
    }

    private static RetransmissionConfig retransmission(Cursor at, RetransmissionConfig above) {
        RetransmissionConfig schedule = new RetransmissionConfig(
                at.or("base", Units.POSITIVE_DURATION, above.base()),
                at.or("factor", FACTOR, above.factorPercent()),
                at.or("tries", Units.integer(0, 20), (long) above.tries()).intValue());
        at.done();
        return schedule;
    }

    /** The timers of the device at the other end of a circuit, which stand under {@code bgpTimers}. */
    static BgpTimers bgpTimersOfDevice(Cursor at, BgpTimers above) {
        return bgpTimers(at, above, HOLD_OF_DEVICE);
    }

    private static BgpTimers bgpTimers(Cursor level, BgpTimers above, Form<Duration> hold) {
        Cursor at = level.childOrEmpty("bgpTimers", "BGP timers");
        BgpTimers timers = timers(
                at,
                above,
                hold,
                at.or("connectRetry", Units.POSITIVE_DURATION, above.connectRetry()),
                at.or("minimumRouteAdvertisementInterval", Units.DURATION, above.minimumRouteAdvertisementInterval()));
        at.done();
        return timers;
    }

    /** Reads {@code keepalive} and {@code hold}, which VBRs have too. A hold time alone brings a keepalive of a third of it. */
    static BgpTimers timers(Cursor at, BgpTimers above, Duration connectRetry, Duration advertisement) {
        return timers(at, above, HOLD, connectRetry, advertisement);
    }

    private static BgpTimers timers(
            Cursor at, BgpTimers above, Form<Duration> form, Duration connectRetry, Duration advertisement) {
        Duration hold = at.or("hold", form, above.hold());
        Duration third = at.has("hold") ? wholeSeconds(hold.dividedBy(3)) : above.keepalive();
        Duration keepalive = at.or("keepalive", KEEPALIVE, third);
        for (String key : List.of("hold", "keepalive")) {
            Duration value = key.equals("hold") ? hold : keepalive;
            at.check(
                    key,
                    value.getNano() == 0,
                    key + ": " + Units.text(value) + " is not a whole number of seconds (RFC 4271 section 4.2)",
                    "round it to whole seconds");
        }
        at.check(
                "keepalive",
                !at.sound("hold")
                        || hold.isZero()
                        || keepalive.isZero()
                        || !at.has("keepalive")
                        || keepalive.compareTo(hold) < 0,
                "keepalive: " + Units.text(keepalive) + " is not shorter than the hold time of " + Units.text(hold),
                "RFC 4271 section 10 suggests a third of the hold time");
        Optional<Duration> restartTime = at.optional("restartTime", RESTART_TIME)
                .map(time -> Optional.of(time).filter(written -> !written.isZero()))
                .orElse(above.restartTime());
        return new BgpTimers(keepalive, hold, connectRetry, advertisement, restartTime);
    }

    private static Duration wholeSeconds(Duration duration) {
        return Duration.ofSeconds(duration.getSeconds());
    }

    static IkeConfig withIdentities(IkeConfig ike, String localId, String remoteId) {
        return withPsk(ike, ike.psk(), localId, remoteId);
    }

    static IkeConfig withPsk(IkeConfig ike, String psk, String localId, String remoteId) {
        return new IkeConfig(
                psk,
                ike.ikeVersion(),
                ike.ikeMode(),
                ike.ikeEncAlg(),
                ike.ikeAuthAlg(),
                ike.ikePfs(),
                ike.ikeLifetime(),
                localId,
                remoteId);
    }

    static TunnelEnd with(TunnelEnd end, IkeConfig ike, boolean initiates) {
        return new TunnelEnd(
                ike,
                end.ipsec(),
                end.dpd(),
                end.retransmission(),
                end.bgpTimers(),
                end.enableNatTraversal(),
                end.localSubnets(),
                end.remoteSubnets(),
                initiates);
    }
}
