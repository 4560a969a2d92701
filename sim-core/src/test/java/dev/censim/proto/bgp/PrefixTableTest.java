package dev.censim.proto.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.wire.bgp.Dice;
import dev.censim.wire.bgp.Nlri;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PrefixTableTest {

    /** Many that have one home: only the /22 is hashed, and /30s and host routes crowd in one /24. */
    private static Prefix draw(Dice dice) {
        return switch (dice.upTo(4)) {
            case 0 -> Prefix.around(new Ipv4(0x0a000000 + dice.upTo(1 << 16)), 16 + dice.upTo(9));
            case 1 -> Prefix.host(new Ipv4(0xc0a80100 + dice.upTo(256)));
            case 2 -> Prefix.around(new Ipv4(0xa9fe0000 + dice.upTo(256)), 30);
            default -> Prefix.around(new Ipv4((int) dice.nextLong()), dice.upTo(33));
        };
    }

    @Test
    void aPrefixKeepsItsNumberUntilThatIsTakenBackAndNobodyElseHasIt() {
        for (long seed = 0; seed < 200; seed++) {
            Dice dice = new Dice(seed);
            PrefixTable table = new PrefixTable();
            Map<Prefix, Integer> known = new TreeMap<>();
            int most = 1 + dice.upTo(300);
            for (int step = 0; step < 1000; step++) {
                Prefix prefix = draw(dice);
                table = dice.upTo(100) == 0 ? new PrefixTable(table) : table;
                Integer number = known.get(prefix);
                assertThat(table.find(prefix.key()))
                        .as("seed %d: %s", seed, prefix)
                        .isEqualTo(number == null ? PrefixTable.NONE : number);
                if (number == null && known.size() < most) {
                    int given = table.number(prefix.key());
                    assertThat(known.values()).as("seed %d", seed).doesNotContain(given);
                    known.put(prefix, given);
                } else if (number != null && dice.coin()) {
                    table.free(number);
                    known.remove(prefix);
                }
            }
            for (Map.Entry<Prefix, Integer> entry : known.entrySet()) {
                assertThat(table.number(entry.getKey().key()))
                        .as("seed %d", seed)
                        .isEqualTo(entry.getValue());
                assertThat(table.prefix(entry.getValue())).isEqualTo(entry.getKey());
            }
            assertThat(table.size()).isEqualTo(known.size());
            assertThat(known.values()).allMatch(number -> number < most + 1);
        }
    }

    @Test
    void thePrefixesOfAnUpdateAreLookedForAtOnceAndSomeOfThemGetNumbers() {
        for (long seed = 0; seed < 100; seed++) {
            Dice dice = new Dice(seed);
            PrefixTable table = new PrefixTable();
            Map<Prefix, Integer> known = new TreeMap<>();
            for (int update = 0; update < 30; update++) {
                List<Prefix> told = new ArrayList<>();
                for (int i = dice.upTo(40); i > 0; i--) {
                    told.add(!told.isEmpty() && dice.upTo(5) == 0 ? told.get(dice.upTo(told.size())) : draw(dice));
                }
                int[] found = dice.coin() ? table.findWithRoom(Nlri.of(told)) : table.find(Nlri.of(told));
                for (int i = 0; i < found.length; i++) {
                    Integer number = known.get(told.get(i));
                    assertThat(Math.max(found[i], PrefixTable.NONE))
                            .as("seed %d: %s", seed, told.get(i))
                            .isEqualTo(number == null ? PrefixTable.NONE : number);
                }
                found = table.findWithRoom(Nlri.of(told));
                for (int i = 0; i < found.length; i++) {
                    if (dice.coin()) {
                        int given = table.number(told.get(i).key(), found[i]);
                        Integer before = known.put(told.get(i), given);
                        assertThat(before == null ? given : before)
                                .as("seed %d: %s", seed, told.get(i))
                                .isEqualTo(given);
                    }
                }
                assertThat(table.size()).isEqualTo(known.size());
                assertThat(known.values()).as("seed %d", seed).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void allPrefixesAreListedInTheirOrder() {
        Dice dice = new Dice(1);
        PrefixTable table = new PrefixTable();
        TreeMap<Prefix, Integer> known = new TreeMap<>();
        for (int i = 0; i < 5000; i++) {
            Prefix prefix = draw(dice);
            known.put(prefix, table.number(prefix.key()));
        }
        Changes all = table.all().sorted();
        List<Prefix> listed = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            listed.add(all.prefix(i));
        }
        assertThat(listed).containsExactlyElementsOf(known.keySet());
    }
}
