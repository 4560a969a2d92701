package dev.censim.interop.bgp;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.proto.bgp.BgpSessionConfig;
import dev.censim.proto.bgp.GracefulRestart;
import java.util.List;
import java.util.Optional;

/**
 * Both ends of a session.
 *
 * @param expected the AS number that they want to see in us
 * @param isTheirsOld whether they do without four-octet AS numbers
 */
record Setup(
        long ours,
        long theirs,
        long expected,
        int hold,
        boolean isTheirsOld,
        boolean restartsGracefully,
        List<Prefix> theirPrefixes) {

    static final int PORT = 1179;
    static final Prefix THEIRS = Prefix.of("172.20.0.0/16");

    Setup() {
        this(65001, 4_200_000_002L, 65001, 9, false, false, List.of(THEIRS));
    }

    Setup as(long own, long their) {
        return new Setup(own, their, own, hold, isTheirsOld, restartsGracefully, theirPrefixes);
    }

    Setup expecting(long number) {
        return new Setup(ours, theirs, number, hold, isTheirsOld, restartsGracefully, theirPrefixes);
    }

    Setup withOldPeer() {
        return new Setup(ours, theirs, expected, hold, true, restartsGracefully, theirPrefixes);
    }

    Setup restartingGracefully() {
        return new Setup(ours, theirs, expected, hold, isTheirsOld, true, theirPrefixes);
    }

    Setup telling(List<Prefix> prefixes) {
        return new Setup(ours, theirs, expected, hold, isTheirsOld, restartsGracefully, prefixes);
    }

    BgpSessionConfig config(Namespace lab) {
        BgpSessionConfig session = BgpSessionConfig.of(
                        Ipv4.of(lab.ours), Ipv4.of(lab.theirs), new Asn(ours), Optional.of(new Asn(theirs)))
                .withTimers(hold, 3, 2)
                .withIdleHold(1, 2);
        return restartsGracefully ? session.withGracefulRestart(GracefulRestart.DEFAULT) : session;
    }
}
