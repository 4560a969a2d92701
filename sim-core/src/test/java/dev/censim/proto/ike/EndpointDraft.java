package dev.censim.proto.ike;

import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.AuthenticationAlgorithm;
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
import java.util.function.Consumer;

/** An {@link IkeEndpointConfig} whose settings can be changed one by one, and that never leaves {@link #edit}. */
final class EndpointDraft {

    Ipv4 localAddress;
    Ipv4 remoteAddress;
    String psk;
    IkeVersion version;
    IkeMode mode;
    EncryptionAlgorithm ikeEncryption;
    AuthenticationAlgorithm ikeAuthentication;
    DhGroup group;
    Duration ikeLifetime;
    String localId;
    String remoteId;
    EncryptionAlgorithm espEncryption;
    AuthenticationAlgorithm espAuthentication;
    Optional<DhGroup> pfs;
    Duration ipsecLifetime;
    DpdConfig dpd;
    RetransmissionConfig retransmission;
    List<Prefix> localSelectors;
    List<Prefix> remoteSelectors;
    boolean keepsUp;
    NatTraversal natTraversal;

    private EndpointDraft(IkeEndpointConfig config) {
        localAddress = config.localAddress();
        remoteAddress = config.remoteAddress();
        psk = config.ike().psk();
        version = config.ike().ikeVersion();
        mode = config.ike().ikeMode();
        ikeEncryption = config.ike().ikeEncAlg();
        ikeAuthentication = config.ike().ikeAuthAlg();
        group = config.ike().ikePfs();
        ikeLifetime = config.ike().ikeLifetime();
        localId = config.ike().localId();
        remoteId = config.ike().remoteId();
        espEncryption = config.ipsec().ipsecEncAlg();
        espAuthentication = config.ipsec().ipsecAuthAlg();
        pfs = config.ipsec().ipsecPfs();
        ipsecLifetime = config.ipsec().ipsecLifetime();
        dpd = config.dpd();
        retransmission = config.retransmission();
        localSelectors = config.localSelectors();
        remoteSelectors = config.remoteSelectors();
        keepsUp = config.keepsUp();
        natTraversal = config.natTraversal();
    }

    static Configs.Change edit(Consumer<EndpointDraft> change) {
        return config -> {
            EndpointDraft draft = new EndpointDraft(config);
            change.accept(draft);
            return draft.done();
        };
    }

    private IkeEndpointConfig done() {
        return new IkeEndpointConfig(
                localAddress,
                remoteAddress,
                new IkeConfig(
                        psk, version, mode, ikeEncryption, ikeAuthentication, group, ikeLifetime, localId, remoteId),
                new IpsecConfig(espEncryption, espAuthentication, pfs, ipsecLifetime),
                dpd,
                retransmission,
                localSelectors,
                remoteSelectors,
                keepsUp,
                natTraversal);
    }
}
