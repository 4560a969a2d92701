package dev.censim.proto.bgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.wire.bgp.Dice;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ByNumberTest {

    private static final int MOST = 5000;

    @Test
    void aNumberHasTheValueThatItWasLastGivenWhateverPageItIsOn() {
        for (long seed = 0; seed < 50; seed++) {
            Dice dice = new Dice(seed);
            ByNumber<String> values = new ByNumber<>();
            Map<Integer, String> expected = new TreeMap<>();
            int most = 1 + dice.upTo(dice.coin() ? 20 : MOST);
            for (int step = 0; step < 500; step++) {
                int number = dice.upTo(most);
                if (dice.upTo(4) == 0) {
                    values.put(number, null);
                    expected.remove(number);
                } else {
                    values.put(number, "route " + step);
                    expected.put(number, "route " + step);
                }
            }
            Map<Integer, String> found = new TreeMap<>();
            for (int number = 0; number < values.end(); number++) {
                String value = values.at(number);
                if (value != null) {
                    found.put(number, value);
                }
            }
            assertThat(found).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void whatWasNeverGivenAwayHasNoValue() {
        ByNumber<String> values = new ByNumber<>();
        values.put(3, "route");
        assertThat(values.at(PrefixTable.NONE)).isNull();
        assertThat(values.at(Integer.MIN_VALUE)).isNull();
        assertThat(values.at(4)).isNull();
        assertThat(values.at(Integer.MAX_VALUE)).isNull();
    }

    @Test
    void aCopyGoesItsOwnWay() {
        ByNumber<String> values = new ByNumber<>();
        values.put(2000, "before");
        ByNumber<String> copy = new ByNumber<>(values);
        copy.put(2000, "after");
        assertThat(values.at(2000)).isEqualTo("before");
        assertThat(copy.at(2000)).isEqualTo("after");
    }
}
