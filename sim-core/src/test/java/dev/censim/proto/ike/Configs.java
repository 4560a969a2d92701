package dev.censim.proto.ike;

import static dev.censim.proto.ike.EndpointDraft.edit;

import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.Defaults;
import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.DpdConfig;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.model.policy.IkeConfig;
import dev.censim.model.policy.IkeMode;
import dev.censim.model.policy.IkeVersion;
import dev.censim.model.policy.IpsecConfig;
import dev.censim.model.policy.RetransmissionConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Configurations for the stories: A is the cloud, B the customer gateway. Group 1 keeps them fast. */
public record Configs(IkeEndpointConfig a, IkeEndpointConfig b) {

    public static final Ipv4 ADDRESS_A = Ipv4.of("198.51.100.10");
    public static final Ipv4 ADDRESS_B = Ipv4.of("203.0.113.20");
    static final Ipv4 INSIDE_B = Ipv4.of("192.168.1.2");
    public static final UdpPath PATH_TO_A = new UdpPath(500, ADDRESS_A, 500);
    public static final UdpPath PATH_TO_B = new UdpPath(500, ADDRESS_B, 500);
    public static final Prefix NET_A = Prefix.of("192.168.0.0/16");
    public static final Prefix NET_B = Prefix.of("172.16.0.0/16");

    public static final IkeConfig IKE = new IkeConfig(
            "secret",
            IkeVersion.IKEV2,
            Defaults.IKE_MODE,
            EncryptionAlgorithm.AES128,
            AuthenticationAlgorithm.SHA1,
            DhGroup.GROUP1,
            Duration.ZERO,
            "",
            "");
    public static final IpsecConfig IPSEC = new IpsecConfig(
            EncryptionAlgorithm.AES128, AuthenticationAlgorithm.SHA1, Optional.of(DhGroup.GROUP1), Duration.ZERO);

    /** One setting of both ends or of one. */
    public interface Change {
        IkeEndpointConfig of(IkeEndpointConfig config);
    }

    /** IKEv2. */
    public static Configs both() {
        return of(IKE, IPSEC);
    }

    /** IKEv1 in one of its modes. */
    public static Configs ikev1(IkeMode mode) {
        return both().with(version(IkeVersion.IKEV1)).with(mode(mode));
    }

    /** Each end names itself by its address. */
    public static Configs of(IkeConfig ike, IpsecConfig ipsec) {
        IkeEndpointConfig a = new IkeEndpointConfig(
                ADDRESS_A,
                ADDRESS_B,
                ike,
                ipsec,
                Defaults.DPD,
                Defaults.RETRANSMISSION,
                List.of(NET_A),
                List.of(NET_B),
                false,
                NatTraversal.of(true));
        IkeEndpointConfig b = edit(draft -> {
                    draft.localAddress = ADDRESS_B;
                    draft.remoteAddress = ADDRESS_A;
                    draft.localSelectors = List.of(NET_B);
                    draft.remoteSelectors = List.of(NET_A);
                })
                .of(a);
        return new Configs(a, b)
                .withA(ids(ADDRESS_A.toString(), ADDRESS_B.toString()))
                .withB(ids(ADDRESS_B.toString(), ADDRESS_A.toString()));
    }

    public Configs with(Change change) {
        return new Configs(change.of(a), change.of(b));
    }

    public Configs withA(Change change) {
        return new Configs(change.of(a), b);
    }

    public Configs withB(Change change) {
        return new Configs(a, change.of(b));
    }

    /** B lives on a private address behind a NAT; the names are what they would be without. */
    public Configs behindNat() {
        return withB(edit(draft -> draft.localAddress = INSIDE_B));
    }

    public static Change version(IkeVersion version) {
        return edit(draft -> draft.version = version);
    }

    public static Change mode(IkeMode mode) {
        return edit(draft -> draft.mode = mode);
    }

    public static Change ids(String local, String remote) {
        return edit(draft -> {
            draft.localId = local;
            draft.remoteId = remote;
        });
    }

    public static Change psk(String psk) {
        return edit(draft -> draft.psk = psk);
    }

    public static Change ikeEncryption(EncryptionAlgorithm algorithm) {
        return edit(draft -> draft.ikeEncryption = algorithm);
    }

    public static Change ikeAuthentication(AuthenticationAlgorithm algorithm) {
        return edit(draft -> draft.ikeAuthentication = algorithm);
    }

    public static Change group(DhGroup group) {
        return edit(draft -> draft.group = group);
    }

    public static Change ikeLifetime(Duration lifetime) {
        return edit(draft -> draft.ikeLifetime = lifetime);
    }

    public static Change espEncryption(EncryptionAlgorithm algorithm) {
        return edit(draft -> draft.espEncryption = algorithm);
    }

    public static Change espAuthentication(AuthenticationAlgorithm algorithm) {
        return edit(draft -> draft.espAuthentication = algorithm);
    }

    public static Change pfs(Optional<DhGroup> group) {
        return edit(draft -> draft.pfs = group);
    }

    public static Change ipsecLifetime(Duration lifetime) {
        return edit(draft -> draft.ipsecLifetime = lifetime);
    }

    public static Change dpd(DpdConfig dpd) {
        return edit(draft -> draft.dpd = dpd);
    }

    public static Change noDpd() {
        return dpd(new DpdConfig(false, Duration.ofSeconds(10), Duration.ofSeconds(5), 3));
    }

    public static Change retransmission(RetransmissionConfig retransmission) {
        return edit(draft -> draft.retransmission = retransmission);
    }

    public static Change natTraversal(boolean enabled, Duration keepalive) {
        return edit(draft ->
                draft.natTraversal = new NatTraversal(enabled, keepalive, IkePorts.STANDARD, IkePorts.STANDARD));
    }

    public static Change selectors(List<Prefix> local, List<Prefix> remote) {
        return edit(draft -> {
            draft.localSelectors = local;
            draft.remoteSelectors = remote;
        });
    }

    public static Change keepsUp() {
        return edit(draft -> draft.keepsUp = true);
    }
}
