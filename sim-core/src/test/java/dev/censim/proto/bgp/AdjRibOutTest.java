package dev.censim.proto.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.address.Ipv4;
import dev.censim.model.address.Prefix;
import dev.censim.wire.bgp.AsPath;
import dev.censim.wire.bgp.Dice;
import dev.censim.wire.bgp.Origin;
import dev.censim.wire.bgp.PathAttributes;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AdjRibOutTest {

    private static PathAttributes med(int med) {
        return PathAttributes.of(Origin.IGP, AsPath.EMPTY, new Ipv4(1)).withMed(OptionalLong.of(med));
    }

    @Test
    void whatThePeerWasToldIsWhatWasTaken() {
        for (long seed = 0; seed < 200; seed++) {
            Dice dice = new Dice(seed);
            AdjRibOut rib = new AdjRibOut(dice.upTo(3) * 10L);
            TreeMap<Prefix, PathAttributes> wanted = new TreeMap<>();
            TreeMap<Prefix, PathAttributes> heard = new TreeMap<>();
            for (int now = 0; now < 100; now++) {
                for (int i = dice.upTo(20); i > 0; i--) {
                    Prefix prefix = new Prefix(dice.upTo(30) << 24, 8);
                    Optional<PathAttributes> wish = dice.coin() ? Optional.of(med(dice.upTo(3))) : Optional.empty();
                    wish.ifPresentOrElse(w -> wanted.put(prefix, w), () -> wanted.remove(prefix));
                    rib.wish(prefix, wish);
                }
                rib.take(now, dice)
                        .forEach((prefix, told) ->
                                told.ifPresentOrElse(t -> heard.put(prefix, t), () -> heard.remove(prefix)));
                assertThat(rib.told()).as("seed %d", seed).isEqualTo(heard);
            }
            rib.take(1000, dice)
                    .forEach((prefix, told) ->
                            told.ifPresentOrElse(t -> heard.put(prefix, t), () -> heard.remove(prefix)));
            assertThat(heard).as("seed %d", seed).isEqualTo(wanted);
        }
    }
}
