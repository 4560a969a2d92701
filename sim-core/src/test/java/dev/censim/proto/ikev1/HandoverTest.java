package dev.censim.proto.ikev1;

import static dev.censim.proto.ike.Wire.MILLIS;
import static dev.censim.proto.ike.Wire.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.model.policy.IkeMode;
import dev.censim.proto.ike.ChildSa;
import dev.censim.proto.ike.Configs;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.Wire;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * From one pair to the next. strongSwan receives by a pair only when it has worked through the third message of quick mode: ESP that came
 * right behind it was lost, one or two packets of five hundred.
 */
class HandoverTest {

    private static Wire rekeyedByA(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode).withA(Configs.ipsecLifetime(Duration.ofSeconds(40))));
        while (wire.a.all(IkeOutput.ChildInstalled.class).size() < 2) {
            wire.run(wire.now + 100 * MILLIS);
        }
        return wire;
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void whoBeganSendsThroughTheOldPairUntilThePeerHasSurelyReadTheThirdMessage(IkeMode mode) {
        Wire wire = rekeyedByA(mode);
        ChildSa first = wire.a.all(IkeOutput.ChildInstalled.class).get(0).child();
        ChildSa second = wire.a.last(IkeOutput.ChildInstalled.class).child();

        assertThat(wire.a.outbound).isEqualTo(first);
        wire.run(wire.now + 2 * SECOND);
        assertThat(wire.a.outbound).isEqualTo(second);
        assertThat(wire.a.lastAt(IkeOutput.OutboundSwitched.class) - wire.a.lastAt(IkeOutput.ChildInstalled.class))
                .isEqualTo(SECOND);
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void thePeerSendsThroughTheNewPairFromTheThirdMessageOn(IkeMode mode) {
        Wire wire = rekeyedByA(mode);
        wire.run(wire.now + SECOND);

        assertThat(wire.b.outbound)
                .isEqualTo(wire.b.last(IkeOutput.ChildInstalled.class).child());
    }

    @ParameterizedTest
    @EnumSource(IkeMode.class)
    void theFirstPairIsUsedAtOnce(IkeMode mode) {
        Wire wire = Wire.established(1, Configs.ikev1(mode));

        assertThat(wire.a.lastAt(IkeOutput.OutboundSwitched.class))
                .isEqualTo(wire.a.lastAt(IkeOutput.ChildInstalled.class));
    }
}
