package dev.censim.interop;

import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.model.policy.AuthenticationAlgorithm;
import dev.censim.model.policy.DhGroup;
import dev.censim.model.policy.DpdConfig;
import dev.censim.model.policy.EncryptionAlgorithm;
import dev.censim.model.policy.IkeConfig;
import dev.censim.model.policy.IpsecConfig;
import dev.censim.model.policy.RetransmissionConfig;
import dev.censim.proto.ike.IkeEndpointConfig;
import dev.censim.proto.ike.NatTraversal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the two ends are configured with. They agree where a test does not say otherwise. */
final class Setup {

    private static final Duration DAY = Duration.ofDays(1);

    private final Version version;
    private EncryptionAlgorithm encryption = EncryptionAlgorithm.AES128;
    private AuthenticationAlgorithm integrity = AuthenticationAlgorithm.SHA256;
    private DhGroup group = DhGroup.GROUP14;
    private Optional<DhGroup> pfs = Optional.of(DhGroup.GROUP14);
    private Duration ikeLifetime = DAY;
    private Duration childLifetime = DAY;
    private DpdConfig dpd = new DpdConfig(false, Duration.ofSeconds(10), Duration.ofSeconds(5), 3);
    private String theirKey = "correct-horse-battery";
    private String theirSelector = "0.0.0.0/0";
    private String ourRemoteSelector = "0.0.0.0/0";
    private String theirIkeProposal = "";
    private String theirChildProposal = "";
    private String theirExtras = "";
    private String theirChildExtras = "";
    private Optional<String> theirName = Optional.empty();
    private Optional<String> ourNameToThem = Optional.empty();
    private Optional<String> theirVersion = Optional.empty();

    Setup() {
        this(Version.IKEV2);
    }

    Setup(Version version) {
        this.version = version;
    }

    Setup with(EncryptionAlgorithm cipher, AuthenticationAlgorithm hash, DhGroup dh) {
        encryption = cipher;
        integrity = hash;
        group = dh;
        pfs = Optional.of(dh);
        return this;
    }

    Setup withoutPfs() {
        pfs = Optional.empty();
        return this;
    }

    Setup lifetimes(Duration ike, Duration child) {
        ikeLifetime = ike.isZero() ? DAY : ike;
        childLifetime = child.isZero() ? DAY : child;
        return this;
    }

    Setup probing() {
        dpd = new DpdConfig(true, Duration.ofSeconds(1), Duration.ofSeconds(1), 4);
        return this;
    }

    Setup theirKey(String key) {
        theirKey = key;
        return this;
    }

    /** What lies behind strongSwan, as it sees it and as we do. */
    Setup behindThem(String asTheySay, String asWeSay) {
        theirSelector = asTheySay;
        ourRemoteSelector = asWeSay;
        return this;
    }

    Setup theirIkeProposal(String proposal) {
        theirIkeProposal = proposal;
        return this;
    }

    Setup theirChildProposal(String proposal) {
        theirChildProposal = proposal;
        return this;
    }

    Setup theirExtras(String lines) {
        theirExtras = lines;
        return this;
    }

    Setup theirChildExtras(String lines) {
        theirChildExtras = lines;
        return this;
    }

    /** strongSwan's own identity, when it is not the one that we expect. */
    Setup theyAre(String name) {
        theirName = Optional.of(name);
        return this;
    }

    /** The identity that strongSwan expects, when it is not ours. */
    Setup theyExpect(String name) {
        ourNameToThem = Optional.of(name);
        return this;
    }

    /** strongSwan speaks another version or mode than we do. */
    Setup theySpeak(Version other) {
        theirVersion = Optional.of(other.theirWords());
        return this;
    }

    IkeEndpointConfig ours(Lab lab, boolean keepsUp) {
        return new IkeEndpointConfig(
                Ipv4.of(lab.ours),
                Ipv4.of(lab.theirs),
                new IkeConfig(
                        "correct-horse-battery",
                        version.version(),
                        version.mode(),
                        encryption,
                        integrity,
                        group,
                        ikeLifetime,
                        version.ourId(lab),
                        version.theirId(lab)),
                new IpsecConfig(encryption, integrity, pfs, childLifetime),
                dpd,
                new RetransmissionConfig(Duration.ofSeconds(1), 100, 5),
                List.of(Prefix.of("0.0.0.0/0")),
                List.of(Prefix.of(ourRemoteSelector)),
                keepsUp,
                NatTraversal.of(true));
    }

    String theirs(Lab lab) {
        String suite = text(encryption) + "-" + integrity.text();
        String ike = suite + "-" + text(group);
        String child = suite + pfs.map(dh -> "-" + text(dh)).orElse("");
        return """
                connections {
                  lab {
                    %s
                    local_addrs = %s
                    remote_addrs = %s
                    proposals = %s
                    mobike = no
                    encap = yes
                    %s
                    local {
                      auth = psk
                      id = %s
                    }
                    remote {
                      auth = psk
                      id = %s
                    }
                    children {
                      net {
                        local_ts = %s
                        remote_ts = 0.0.0.0/0
                        esp_proposals = %s
                        %s
                      }
                    }
                  }
                }
                secrets {
                  ike-1 {
                    secret = "%s"
                  }
                }
                """.formatted(
                        theirVersion.orElse(version.theirWords()),
                        lab.theirs,
                        lab.ours,
                        theirIkeProposal.isEmpty() ? ike : theirIkeProposal,
                        theirExtras,
                        theirName.orElse(version.theirId(lab)),
                        ourNameToThem.orElse(version.ourId(lab)),
                        theirSelector,
                        theirChildProposal.isEmpty() ? child : theirChildProposal,
                        theirChildExtras,
                        theirKey);
    }

    private static String text(EncryptionAlgorithm cipher) {
        return switch (cipher) {
            case AES128 -> "aes128";
            case AES192 -> "aes192";
            case AES256 -> "aes256";
            case DES -> "des";
            case TRIPLE_DES -> "3des";
        };
    }

    private static String text(DhGroup dh) {
        return "modp" + dh.modulusBits();
    }
}
