package dev.censim.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.censim.scenarios.whatif.ElementKind;
import dev.censim.scenarios.whatif.NotConverged;
import dev.censim.scenarios.whatif.WhatIf;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepTest {

    private static Task task() throws IOException {
        byte[] octets = Files.readAllBytes(Path.of("../scenarios/dual-tunnel-static.yaml"));
        return new Task("static.yaml", octets, 7, 1, List.of(ElementKind.PATH));
    }

    /** What arrives at an executor. */
    private static Sweep sent(Sweep sweep) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(octets)) {
            out.writeObject(sweep);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(octets.toByteArray()))) {
            return (Sweep) in.readObject();
        }
    }

    @Test
    void sweepThatHasConvergedIsSentWithoutItsNetworkAndFindsTheSameElsewhere()
            throws IOException, ClassNotFoundException, NotConverged {
        Sweep here = new Sweep(task(), WhatIf.converge(task().scenario()).digest());
        String line = here.lines(new Range(1, 2)).next();
        Sweep there = sent(here);

        assertThat(there.lines(new Range(1, 2))).toIterable().containsExactly(line);
    }

    @Test
    void executorThatComesToAnotherNetworkSaysSoInsteadOfTryingCases() throws IOException, ClassNotFoundException {
        Sweep there = sent(new Sweep(task(), 0x1234));

        assertThatThrownBy(() -> there.lines(new Range(0, 1)))
                .isInstanceOf(Diverged.class)
                .hasMessageContaining("the driver to one with 0000000000001234")
                .hasMessageContaining("must run the same jar");
    }

    @Test
    void divergenceIsFoundBeneathWhatSparkWrapsAroundIt() {
        Diverged cause = new Diverged(1, 2);

        assertThat(Diverged.in(new IllegalStateException("Job aborted", new IOException(cause))))
                .contains(cause);
        assertThat(Diverged.in(new IllegalStateException("a disk is full"))).isEmpty();
    }
}
