package dev.censim.scenarios.reach;

import dev.censim.model.address.Prefix;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which prefixes the cloud reaches, or could reach, by which actor. */
final class Claims {

    /** @param actor what leads to the prefix */
    private record Claim(Prefix prefix, int actor) {}

    /** Two actors of which one can stand in for the other, at least for some addresses. */
    record Pair(int one, int other) {}

    private static final Comparator<Claim> OUTER_FIRST = Comparator.comparing(
                    (Claim claim) -> claim.prefix.network(), Integer::compareUnsigned)
            .thenComparing(claim -> claim.prefix.length());

    private final Set<Claim> claims = new LinkedHashSet<>();

    void add(Prefix prefix, int actor) {
        claims.add(new Claim(prefix, actor));
    }

    /** Who claims what another one claims as well, or what lies in another's: each with one around it. */
    List<Pair> overlapping() {
        List<Pair> pairs = new ArrayList<>();
        Deque<Claim> around = new ArrayDeque<>();
        for (Claim claim : claims.stream().sorted(OUTER_FIRST).toList()) {
            while (!around.isEmpty() && !around.peek().prefix.contains(claim.prefix)) {
                around.pop();
            }
            if (!around.isEmpty()) {
                pairs.add(new Pair(around.peek().actor, claim.actor));
            }
            around.push(claim);
        }
        return pairs;
    }
}
