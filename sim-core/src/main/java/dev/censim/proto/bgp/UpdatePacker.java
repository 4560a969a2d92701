package dev.censim.proto.bgp;

import dev.censim.model.address.Prefix;
import dev.censim.wire.bgp.BgpCodec;
import dev.censim.wire.bgp.BgpMessage;
import dev.censim.wire.bgp.PathAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/** Changes to UPDATEs: withdrawals first, then one group for each set of attributes, all within 4096 octets. */
final class UpdatePacker {

    private static final int ROOM = BgpCodec.MAX_LENGTH - BgpCodec.HEADER - 4;

    private UpdatePacker() {}

    static List<BgpMessage.Update> pack(SortedMap<Prefix, Optional<PathAttributes>> changes, boolean fourOctetAs) {
        List<Prefix> withdrawn = new ArrayList<>();
        Map<PathAttributes, List<Prefix>> groups = new LinkedHashMap<>();
        changes.forEach((prefix, attributes) -> attributes.ifPresentOrElse(
                a -> groups.computeIfAbsent(a, key -> new ArrayList<>()).add(prefix), () -> withdrawn.add(prefix)));
        List<BgpMessage.Update> updates = new ArrayList<>();
        split(withdrawn, ROOM, BgpMessage.Update::withdraw, updates);
        groups.forEach((attributes, prefixes) -> split(
                prefixes,
                ROOM - BgpCodec.attributeOctets(attributes, fourOctetAs),
                some -> BgpMessage.Update.announce(attributes, some),
                updates));
        return updates;
    }

    private static void split(
            List<Prefix> prefixes,
            int room,
            Function<List<Prefix>, BgpMessage.Update> update,
            List<BgpMessage.Update> into) {
        int from = 0;
        int octets = 0;
        for (int i = 0; i < prefixes.size(); i++) {
            int size = 1 + (prefixes.get(i).length() + 7) / 8;
            if (octets + size > room) {
                into.add(update.apply(prefixes.subList(from, i)));
                from = i;
                octets = 0;
            }
            octets += size;
        }
        if (from < prefixes.size()) {
            into.add(update.apply(prefixes.subList(from, prefixes.size())));
        }
    }
}
