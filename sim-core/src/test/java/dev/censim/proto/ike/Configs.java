package dev.censim.proto.ike;

import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.Defaults;
import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.DpdConfig;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.model.policy.IkeConfig;
import dev.censim.model.policy.IkeVersion;
import dev.censim.model.policy.IpsecConfig;
import dev.censim.model.policy.RetransmissionConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Configurations for the stories: A is the cloud, B the customer gateway. Group 1 keeps them fast. */
record Configs(IkeEndpointConfig a, IkeEndpointConfig b) {

    static final Ipv4 ADDRESS_A = Ipv4.of("198.51.100.10");
    static final Ipv4 ADDRESS_B = Ipv4.of("203.0.113.20");
    static final Ipv4 INSIDE_B = Ipv4.of("192.168.1.2");
    static final UdpPath PATH_TO_A = new UdpPath(500, ADDRESS_A, 500);
    static final UdpPath PATH_TO_B = new UdpPath(500, ADDRESS_B, 500);
    static final Prefix NET_A = Prefix.of("192.168.0.0/16");
    static final Prefix NET_B = Prefix.of("172.16.0.0/16");

    static final IkeConfig IKE = new IkeConfig(
            "secret",
            IkeVersion.IKEV2,
            Defaults.IKE_MODE,
            EncryptionAlgorithm.AES128,
            AuthenticationAlgorithm.SHA1,
            DhGroup.GROUP1,
            Duration.ZERO,
            "",
            "");
    static final IpsecConfig IPSEC = new IpsecConfig(
            EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1, Optional.of(DhGroup.GROUP1), Duration.ZERO);

    /** One setting of both ends or of one. */
    interface Change {
        IkeEndpointConfig of(IkeEndpointConfig config);
    }

    static Configs both() {
        return of(IKE, IPSEC);
    }

    static Configs of(IkeConfig ike, IpsecConfig ipsec) {
        IkeConfig ikeA = named(ike, ADDRESS_A.toString(), ADDRESS_B.toString());
        IkeConfig ikeB = named(ike, ADDRESS_B.toString(), ADDRESS_A.toString());
        return new Configs(
                new IkeEndpointConfig(
                        ADDRESS_A,
                        ADDRESS_B,
                        ikeA,
                        ipsec,
                        Defaults.DPD,
                        Defaults.RETRANSMISSION,
                        List.of(NET_A),
                        List.of(NET_B),
                        false,
                        NatTraversal.of(true)),
                new IkeEndpointConfig(
                        ADDRESS_B,
                        ADDRESS_A,
                        ikeB,
                        ipsec,
                        Defaults.DPD,
                        Defaults.RETRANSMISSION,
                        List.of(NET_B),
                        List.of(NET_A),
                        false,
                        NatTraversal.of(true)));
    }

    Configs with(Change change) {
        return new Configs(change.of(a), change.of(b));
    }

    Configs withA(Change change) {
        return new Configs(change.of(a), b);
    }

    Configs withB(Change change) {
        return new Configs(a, change.of(b));
    }

    static IkeConfig named(IkeConfig c, String local, String remote) {
        return new IkeConfig(
                c.psk(),
                c.ikeVersion(),
                c.ikeMode(),
                c.ikeEncAlg(),
                c.ikeAuthAlg(),
                c.ikePfs(),
                c.ikeLifetime(),
                local,
                remote);
    }

    static Change ike(java.util.function.UnaryOperator<IkeConfig> change) {
        return c -> new IkeEndpointConfig(
                c.localAddress(),
                c.remoteAddress(),
                change.apply(c.ike()),
                c.ipsec(),
                c.dpd(),
                c.retransmission(),
                c.localSelectors(),
                c.remoteSelectors(),
                c.keepsUp(),
                c.natTraversal());
    }

    static Change ids(String local, String remote) {
        return ike(c -> named(c, local, remote));
    }

    static Change psk(String psk) {
        return ike(c -> new IkeConfig(
                psk,
                c.ikeVersion(),
                c.ikeMode(),
                c.ikeEncAlg(),
                c.ikeAuthAlg(),
                c.ikePfs(),
                c.ikeLifetime(),
                c.localId(),
                c.remoteId()));
    }

    static Change group(DhGroup group) {
        return ike(c -> new IkeConfig(
                c.psk(),
                c.ikeVersion(),
                c.ikeMode(),
                c.ikeEncAlg(),
                c.ikeAuthAlg(),
                group,
                c.ikeLifetime(),
                c.localId(),
                c.remoteId()));
    }

    static Change ikeLifetime(Duration lifetime) {
        return ike(c -> new IkeConfig(
                c.psk(),
                c.ikeVersion(),
                c.ikeMode(),
                c.ikeEncAlg(),
                c.ikeAuthAlg(),
                c.ikePfs(),
                lifetime,
                c.localId(),
                c.remoteId()));
    }

    static Change ipsec(java.util.function.UnaryOperator<IpsecConfig> change) {
        return c -> new IkeEndpointConfig(
                c.localAddress(),
                c.remoteAddress(),
                c.ike(),
                change.apply(c.ipsec()),
                c.dpd(),
                c.retransmission(),
                c.localSelectors(),
                c.remoteSelectors(),
                c.keepsUp(),
                c.natTraversal());
    }

    static Change ipsecLifetime(Duration lifetime) {
        return ipsec(c -> new IpsecConfig(c.ipsecEncAlg(), c.ipsecAuthAlg(), c.ipsecPfs(), lifetime));
    }

    static Change pfs(Optional<DhGroup> group) {
        return ipsec(c -> new IpsecConfig(c.ipsecEncAlg(), c.ipsecAuthAlg(), group, c.ipsecLifetime()));
    }

    static Change espEncryption(EncryptionAlgorithm algorithm) {
        return ipsec(c -> new IpsecConfig(algorithm, c.ipsecAuthAlg(), c.ipsecPfs(), c.ipsecLifetime()));
    }

    static Change dpd(DpdConfig dpd) {
        return c -> new IkeEndpointConfig(
                c.localAddress(),
                c.remoteAddress(),
                c.ike(),
                c.ipsec(),
                dpd,
                c.retransmission(),
                c.localSelectors(),
                c.remoteSelectors(),
                c.keepsUp(),
                c.natTraversal());
    }

    static Change noDpd() {
        return dpd(new DpdConfig(false, Duration.ofSeconds(10), Duration.ofSeconds(5), 3));
    }

    static Change retransmission(RetransmissionConfig retransmission) {
        return c -> new IkeEndpointConfig(
                c.localAddress(),
                c.remoteAddress(),
                c.ike(),
                c.ipsec(),
                c.dpd(),
                retransmission,
                c.localSelectors(),
                c.remoteSelectors(),
                c.keepsUp(),
                c.natTraversal());
    }

    /** B lives on a private address behind a NAT; the names are what they would be without. */
    Configs behindNat() {
        return withB(c -> new IkeEndpointConfig(
                INSIDE_B,
                c.remoteAddress(),
                c.ike(),
                c.ipsec(),
                c.dpd(),
                c.retransmission(),
                c.localSelectors(),
                c.remoteSelectors(),
                c.keepsUp(),
                c.natTraversal()));
    }

    static Change natTraversal(boolean enabled, Duration keepalive) {
        return c -> new IkeEndpointConfig(
                c.localAddress(),
                c.remoteAddress(),
                c.ike(),
                c.ipsec(),
                c.dpd(),
                c.retransmission(),
                c.localSelectors(),
                c.remoteSelectors(),
                c.keepsUp(),
                new NatTraversal(enabled, keepalive, IkePorts.STANDARD, IkePorts.STANDARD));
    }

    static Change selectors(List<Prefix> local, List<Prefix> remote) {
        return c -> new IkeEndpointConfig(
                c.localAddress(),
                c.remoteAddress(),
                c.ike(),
                c.ipsec(),
                c.dpd(),
                c.retransmission(),
                local,
                remote,
                c.keepsUp(),
                c.natTraversal());
    }

    static Change keepsUp() {
        return c -> new IkeEndpointConfig(
                c.localAddress(),
                c.remoteAddress(),
                c.ike(),
                c.ipsec(),
                c.dpd(),
                c.retransmission(),
                c.localSelectors(),
                c.remoteSelectors(),
                true,
                c.natTraversal());
    }
}
