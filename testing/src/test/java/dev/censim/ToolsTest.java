package dev.censim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

final class ToolsTest {

    @Test
    void aProgramThatEveryMachineHasIsFound() {
        assertThat(Tools.require("sh")).isExecutable();
    }

    @Test
    void whatIsMissingSkipsAtADesk_andFailsOnABuildServer() {
        assertThatThrownBy(() -> Tools.require("no-such-program"))
                .isInstanceOf(Tools.mustBePresent() ? AssertionFailedError.class : TestAbortedException.class)
                .hasMessageContaining("no-such-program is not on the PATH");
    }
}
