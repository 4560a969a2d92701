package dev.censim.model.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommunityTest {

    @ParameterizedTest
    @ValueSource(strings = {"0:0", "65001:100", "65535:65535"})
    void textIsReadAsItIsWritten(String text) {
        assertThat(Community.tryParse(text).orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1:", ":1", "65536:1", "1:65536", "-1:1", "1:1:1", "a:b", "1 :1"})
    void otherTextIsNone(String text) {
        assertThat(Community.tryParse(text)).isEmpty();
    }

    @Test
    void communitiesAreOrderedAsUnsignedNumbers() {
        assertThat(new Community(0x7fff_ffff)).isLessThan(Community.NO_EXPORT);
    }
}
