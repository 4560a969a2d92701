package dev.censim.cli.command;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a sweep over a grid takes; all of it depends on the machine. */
final class GridTiming {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final int resumed;
    private final int workers;
    private final GridIdentity sweep;
    private final long begun = System.nanoTime();

    /**
     * Begins now.
     *
     * @param resumed cells that an earlier process had done
     * @param workers cells that are measured at a time
     */
    GridTiming(int resumed, int workers, GridIdentity sweep) {
        this.resumed = resumed;
        this.workers = workers;
        this.sweep = sweep;
    }

    int workers() {
        return workers;
    }

    /** Until now, as a file of that name. */
    Artefact artefact(String name, int cells, int exitStatus) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("cells", cells);
        node.put("resumedCells", resumed);
        node.put("workers", workers);
        node.put("wallSeconds", SweepTiming.seconds(System.nanoTime() - begun));
        node.put("peakHeapBytes", SweepTiming.peakHeap());
        new Completion(sweep, "", exitStatus).put(node);
        String text = MAPPER.writeValueAsString(node) + "\n";
        return new Artefact(name, to -> to.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
