package dev.censim.spark;

import dev.censim.model.Scenario;
import dev.censim.scenarios.whatif.CaseLine;
import dev.censim.scenarios.whatif.Failure;
import dev.censim.scenarios.whatif.Findings;
import dev.censim.scenarios.whatif.NotConverged;
import dev.censim.scenarios.whatif.Outcome;
import dev.censim.scenarios.whatif.Plan;
import dev.censim.scenarios.whatif.WhatIf;
import dev.censim.scenarios.whatif.WhatIfDocument;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * One sweep on the cluster: executors try ranges of the plan and write a text file of lines for each, and then the driver strings the
 * lines together. Neither holds more than one case at a time.
 *
 * @param ranges at least 1
 */
record ClusterRun(JavaSparkContext context, Task task, Plan plan, int ranges) {

    static final String FINDINGS = "whatif.json";

    /**
     * Writes {@code whatif.json}, which appears whole or not at all.
     *
     * @return the number of cases
     * @throws Diverged when an executor came to another network than the driver
     */
    long write(Path out) throws IOException, WrongInput, NotConverged {
        FileSystem files = open(out);
        Scenario scenario = task.scenario();
        WhatIf network = WhatIf.converge(scenario);
        String run = context.sc().applicationId();
        Path unfinished = new Path(out, ".whatif-" + run + ".json");
        try (Parts parts = new Parts(files, new Path(out, "_parts-" + run))) {
            int written = tryAll(new Sweep(task, network.digest()), parts.folder());
            Findings findings = new Findings();
            try (Writer to = new OutputStreamWriter(files.create(unfinished, true), StandardCharsets.UTF_8)) {
                WhatIfDocument document = new WhatIfDocument(to, scenario, network, task.failures(), findings);
                Iterator<Failure> failures = plan.iterator();
                CaseLine lines = CaseLine.of(network);
                parts.forEachLine(written, line -> document.add(outcome(line, failures.next(), lines)));
                document.end();
            }
            if (findings.cases() != plan.size()) {
                throw new IllegalStateException(findings.cases() + " of " + plan.size() + " cases came in");
            }
            FileContext.getFileContext(files.getUri(), context.hadoopConfiguration())
                    .rename(
                            files.makeQualified(unfinished),
                            files.makeQualified(new Path(out, FINDINGS)),
                            Rename.OVERWRITE);
            return findings.cases();
        } finally {
            files.delete(unfinished, false);
        }
    }

    private FileSystem open(Path out) throws WrongInput {
        try {
            FileSystem files = out.getFileSystem(context.hadoopConfiguration());
            // On a local disk each file would get one with its checksum beside it.
            files.setWriteChecksum(false);
            files.mkdirs(out);
            return files;
        } catch (IOException e) {
            throw new WrongInput("cannot write to --out " + out + ": " + e.getMessage());
        }
    }

    /** Returns the number of parts. */
    private int tryAll(Sweep sweep, Path to) {
        List<Range> cut = Range.cut(plan.size(), ranges);
        // Whatever the cluster's habits are, the driver is going to read plain text.
        context.hadoopConfiguration().setBoolean("mapreduce.output.fileoutputformat.compress", false);
        Broadcast<Sweep> sent = context.broadcast(sweep);
        try {
            context.parallelize(cut, cut.size())
                    .flatMap(range -> sent.value().lines(range))
                    .saveAsTextFile(to.toString());
        } catch (Exception e) {
            Diverged.in(e).ifPresent(diverged -> {
                throw diverged;
            });
            throw e;
        }
        return cut.size();
    }

    private static Outcome outcome(String line, Failure failure, CaseLine lines) {
        return lines.read(line, failure)
                .orElseThrow(() -> new IllegalStateException("instead of case " + failure.id() + " came: " + line));
    }
}
