package dev.censim.scenarios.explain;

import dev.censim.facts.Side;
import dev.censim.model.address.Asn;
import dev.censim.model.address.Ipv4;
import dev.censim.scenarios.explain.message.BgpOpen;
import java.util.List;
import java.util.Optional;

/**
 * What is to be told of a BGP session beside its diagnosis.
 *
 * @param ends the cloud's, then the customer's
 * @param overTime its states, as far as they are not the ordinary course
 * @param opens what the ends offered each other last, as read from the wire
 * @param agreed what came of both OPENs; empty unless there were two
 * @param attempt the last one, step by step
 */
public record BgpAccount(
        boolean isUp,
        List<End> ends,
        List<StoryLine> overTime,
        List<Offer> opens,
        Optional<Agreement> agreed,
        List<StoryLine> attempt) {

    public BgpAccount {
        ends = List.copyOf(ends);
        overTime = List.copyOf(overTime);
        opens = List.copyOf(opens);
        attempt = List.copyOf(attempt);
    }

    /**
     * One end as it is configured, and its state.
     *
     * @param asn its own
     * @param peerAsn the one that it expects
     */
    public record End(Side side, String device, Ipv4 localBgpIp, Asn asn, Ipv4 peerBgpIp, Asn peerAsn, Aspect state) {}

    /** @param frame number of the packet in the capture of the same run */
    public record Offer(Side side, long at, int frame, BgpOpen open) {}

    /**
     * @param holdSeconds the lower of both, RFC 4271 section 4.2
     * @param capabilities what both announced
     */
    public record Agreement(int holdSeconds, List<String> capabilities) {

        public Agreement {
            capabilities = List.copyOf(capabilities);
        }
    }
}
