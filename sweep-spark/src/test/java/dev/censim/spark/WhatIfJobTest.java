package dev.censim.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class WhatIfJobTest {

    @Test
    void pruningIsRefusedBeforeAnythingStarts() {
        StringWriter err = new StringWriter();

        int status = WhatIfJob.commandLine()
                .setErr(new PrintWriter(err, true))
                .execute("--scenario", "nowhere.yaml", "--out", "nowhere", "--failures", "2", "--prune");

        assertThat(status).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("censim: --prune: a cluster tries every set")
                .contains("run 'censim whatif --prune' on one machine");
    }
}
