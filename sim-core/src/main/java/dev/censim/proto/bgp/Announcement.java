package dev.censim.proto.bgp;

import dev.censim.model.address.Prefix;
import dev.censim.proto.Outbox;
import dev.censim.wire.bgp.Nlri;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The prefixes that one UPDATE announces, on their way into the Adj-RIB-In. Used once. */
final class Announcement {

    private final int session;
    private final Nlri announced;
    private final Imported imported;
    private final Optional<PrefixLimit> limit;
    private final PrefixTable prefixes;
    private final AdjRibIn rib;
    private Decision.@Nullable Candidate news; // the route of all prefixes
    private int from; // from here on, of which nobody has been told

    Announcement(
            int session,
            Nlri announced,
            Imported imported,
            Optional<PrefixLimit> limit,
            PrefixTable prefixes,
            AdjRibIn rib) {
        this.session = session;
        this.announced = announced;
        this.imported = imported;
        this.limit = limit;
        this.prefixes = prefixes;
        this.rib = rib;
    }

    /**
     * Changes the Adj-RIB-In.
     *
     * @param changed what has got another route than before is added
     * @return whether the peer has announced more than it may and the session is to end
     */
    boolean enter(Changes changed, Outbox<SpeakerOutput> out) {
        int[] numbers = prefixes.findWithRoom(announced);
        for (int i = 0; i < numbers.length; i++) {
            Decision.Candidate route = imported.route(announced.key(i));
            if (route == null) {
                reject(i, imported.objection(), out);
                if (rib.remove(numbers[i])) {
                    out.add(new SpeakerOutput.RoutesWithdrawn(session, announced.range(i, i + 1)));
                    changed.add(numbers[i]);
                }
            } else if (limit.isPresent() && isExcess(announced.key(i), limit.get())) {
                reject(i, RejectReason.TOO_MANY_PREFIXES, out);
                if (limit.get().excess() == PrefixLimit.Excess.CEASE) {
                    return true;
                }
            } else {
                enter(i, prefixes.number(announced.key(i), numbers[i]), route, changed, out);
            }
        }
        tell(numbers.length, out);
        return false;
    }

    private void enter(int index, int number, Decision.Candidate route, Changes changed, Outbox<SpeakerOutput> out) {
        Decision.Candidate known = rib.at(number);
        boolean isNews = imported.isNews(known);
        if (route != news || !isNews) {
            tell(index, out);
            news = route;
        }
        if (isNews) {
            rib.put(number, known, route);
            changed.add(number);
        } else {
            rib.confirm(number);
            from = index + 1;
        }
    }

    private void reject(int index, RejectReason reason, Outbox<SpeakerOutput> out) {
        tell(index, out);
        from = index + 1;
        out.add(new SpeakerOutput.RouteRejected(session, Prefix.ofKey(announced.key(index)), reason));
    }

    /** RFC 4271 section 6.7. */
    private boolean isExcess(long key, PrefixLimit most) {
        return rib.size() >= most.maximum() && rib.at(prefixes.find(key)) == null;
    }

    /** Tells of the news before an index. */
    private void tell(int end, Outbox<SpeakerOutput> out) {
        if (from < end && news != null) {
            out.add(new SpeakerOutput.RoutesReceived(
                    session, announced.range(from, end), news.path().attributes()));
        }
        from = end;
    }
}
