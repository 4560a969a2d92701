package dev.censim.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.cli.live.Inside;
import dev.censim.cli.live.Role;
import dev.censim.proto.ike.ChildSa;
import dev.censim.proto.ike.IkeOutput.ChildInstalled;
import dev.censim.proto.ike.IkeOutput.IkeSaEstablished;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** One tunnel of a test between our live end and strongSwan. The lab outlives it; what it left there is forgotten at the end. */
final class LabTunnel implements AutoCloseable {

    private final Lab lab;

    /** Our end. */
    final Peer peer;

    private LabTunnel(Lab lab, Peer peer) {
        this.lab = lab;
        this.peer = peer;
    }

    /** Both ends are configured; we begin at once when that is our role. */
    static LabTunnel start(Lab lab, Setup setup, Role role, Inside inside) {
        lab.load(setup.theirs(lab));
        return new LabTunnel(lab, new Peer(setup.ours(lab, role == Role.INITIATOR), role, inside));
    }

    /** Whoever has the role has begun, and both ends have an IKE SA and a child SA. */
    LabTunnel established(Role role) {
        if (role == Role.RESPONDER) {
            assertThat(lab.initiate()).contains("initiate completed successfully");
        }
        peer.await(IkeSaEstablished.class);
        peer.await(ChildInstalled.class);
        Lab.await("strongSwan to have the child SA", () -> lab.sas().contains("INSTALLED"));
        return this;
    }

    /** After a change of IKE SAs strongSwan has the new one, and the child SA is under it. */
    void awaitChildUnderNewestIkeSa() {
        Lab.await("strongSwan to have its child SA under the new IKE SA", () -> {
            String name = String.format(
                    Locale.ROOT, "%016x_i", peer.last(IkeSaEstablished.class).spiInitiator());
            return Arrays.stream(lab.sas().split("(?m)^(?=lab: )"))
                    .anyMatch(sa -> sa.contains(name) && sa.contains("ESTABLISHED") && sa.contains("INSTALLED"));
        });
    }

    /** The last SAs of this end are those that strongSwan lists. */
    void sameSpis() {
        IkeSaEstablished sa = peer.last(IkeSaEstablished.class);
        ChildSa child = peer.last(ChildInstalled.class).child();
        assertThat(lab.sas())
                .contains(String.format(Locale.ROOT, "%016x_i", sa.spiInitiator()))
                .contains(String.format(Locale.ROOT, "%016x_r", sa.spiResponder()))
                .contains(String.format(Locale.ROOT, "in  %08x", child.spiOut()))
                .contains(String.format(Locale.ROOT, "out %08x", child.spiIn()));
    }

    /**
     * The ESP keys that strongSwan writes to its log are those that this end has.
     *
     * @param role which of the two we were in the exchange that made the child
     */
    void sameChildKeys(Role role) {
        ChildSa child = peer.last(ChildInstalled.class).child();
        assertThat(List.of(
                        lab.secret("encryption initiator key"),
                        lab.secret("integrity initiator key"),
                        lab.secret("encryption responder key"),
                        lab.secret("integrity responder key")))
                .isEqualTo(
                        role == Role.INITIATOR
                                ? hex(
                                        child.encryptionKeyOut(),
                                        child.integrityKeyOut(),
                                        child.encryptionKeyIn(),
                                        child.integrityKeyIn())
                                : hex(
                                        child.encryptionKeyIn(),
                                        child.integrityKeyIn(),
                                        child.encryptionKeyOut(),
                                        child.integrityKeyOut()));
    }

    static List<String> hex(byte[]... keys) {
        return Arrays.stream(keys).map(HexFormat.of()::formatHex).toList();
    }

    @Override
    public void close() {
        peer.close();
        lab.forget();
    }
}
