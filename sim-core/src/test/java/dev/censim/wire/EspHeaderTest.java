package dev.censim.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EspHeaderTest {

    @Test
    void fieldsAreBigEndianAndUnaligned() {
        byte[] bytes = new byte[EspHeader.LENGTH + 3];
        EspHeader.write(bytes, 3, 0x00008765, 0xfffffff2);
        assertThat(bytes).containsExactly(0, 0, 0, 0, 0, 0x87, 0x65, 0xff, 0xff, 0xff, 0xf2);
        assertThat(EspHeader.spi(bytes, 3)).isEqualTo(0x8765);
        assertThat(EspHeader.sequence(bytes, 3)).isEqualTo(0xfffffff2);
    }
}
