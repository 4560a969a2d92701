package dev.censim.proto.ike;

import static dev.censim.proto.ike.Wire.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** IKE_SA_INIT and IKE_AUTH. */
class HandshakeTest {

    @Test
    void fourMessagesBringUpATunnelWhoseEndsHoldTheSameKeys() {
        Wire wire = new Wire(1, Configs.both());
        wire.a.ike.initiate(0, wire.a.out);
        wire.run(SECOND);

        assertThat(wire.sent).hasSize(4);
        assertThat(wire.a.ike.isEstablished()).isTrue();
        assertThat(wire.b.ike.isEstablished()).isTrue();
        Agreement.assertAgreed(wire);
    }
}
