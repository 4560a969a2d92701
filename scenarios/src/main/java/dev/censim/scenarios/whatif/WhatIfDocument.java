package dev.censim.scenarios.whatif;

import dev.censim.model.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * Writes {@code whatif.json} as the cases come in, wherever they come from, and keeps none of them. What the writer throws becomes an
 * {@link UncheckedIOException}.
 */
public final class WhatIfDocument {

    private final Writer to;
    private final Scenario scenario;
    private final WhatIf network;
    private final Findings findings;
    private final CaseLine lines;

    /**
     * Begins the document.
     *
     * @param most elements that failed together
     * @param findings to which the cases are added; none so far
     */
    public WhatIfDocument(Writer to, Scenario scenario, WhatIf network, int most, Findings findings) {
        this.to = to;
        this.scenario = scenario;
        this.network = network;
        this.findings = findings;
        lines = CaseLine.of(network);
        write(WhatIfJson.head(scenario, network, most));
    }

    /** Adds a case. They come in the order of the plan. */
    public void add(Outcome outcome) {
        write((findings.cases() == 0 ? "" : WhatIfJson.BETWEEN) + lines.whole(outcome));
        findings.take(outcome);
    }

    public long cases() {
        return findings.cases();
    }

    /** The end of a document of all cases that there are. */
    public CrossCheck end() {
        return end(0);
    }

    /**
     * Writes what the cases say together, and hands everything on. The writer stays open.
     *
     * @param pruned cases that were not tried because nothing could be learned from them
     * @return what the drawing of the network says to that
     */
    public CrossCheck end(long pruned) {
        CrossCheck paper = CrossCheck.of(scenario, network, findings);
        write(WhatIfJson.tail(findings, paper, pruned));
        try {
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return paper;
    }

    private void write(String text) {
        try {
            to.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
