package dev.censim.cli.live;

import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.proto.bgp.BgpSessionConfig;
import dev.censim.proto.bgp.GracefulRestart;
import dev.censim.proto.bgp.PrefixLimit;
import java.util.Optional;

/**
 * What is set for a live session beside what a scenario says.
 *
 * @param localAs ours; the scenario's, or the product's default, when empty
 * @param peerAs the peer's; the scenario's, or any, when empty
 * @param holdSeconds 0, or 3 to 65535; the scenario's, or 90, when empty
 * @param routerId our address when empty
 * @param twoOctetAs whether we do as if RFC 6793 were unknown
 * @param limit how many prefixes the peer may announce before the session ends, 1 to 4294967295
 */
public record PeeringSettings(
        Optional<Asn> localAs,
        Optional<Asn> peerAs,
        boolean passive,
        Optional<Integer> holdSeconds,
        Optional<Ipv4> routerId,
        boolean twoOctetAs,
        boolean gracefulRestart,
        Optional<Long> limit) {

    BgpSessionConfig applied(BgpSessionConfig base) {
        BgpSessionConfig session = new BgpSessionConfig(
                        base.localAddress(),
                        base.remoteAddress(),
                        localAs.orElse(base.localAsn()),
                        peerAs.isPresent() ? peerAs : base.remoteAsn(),
                        passive,
                        base.timers(),
                        base.capabilities(),
                        base.policy())
                .withFourOctetAs(!twoOctetAs);
        if (holdSeconds.isPresent()) {
            session = session.withTimers(holdSeconds.get(), 0, session.timers().connectRetrySeconds());
        }
        if (gracefulRestart) {
            session = session.withGracefulRestart(GracefulRestart.DEFAULT);
        }
        return limit.isPresent() ? session.withLimit(new PrefixLimit(limit.get(), PrefixLimit.Excess.CEASE)) : session;
    }
}
