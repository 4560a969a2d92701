package dev.censim.reports.capture;

import dev.censim.facts.CaptureFact.FrameSeen;
import dev.censim.facts.Names;
import dev.censim.kernel.Journal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every frame that was put on an underlay path, as a pcapng file with one interface for each path that carried one. */
public final class Capture {

    private static final int BUFFER = 1 << 16;

    private Capture() {}

    /** @param version of censim */
    public static void write(Names names, Journal journal, String version, OutputStream out) throws IOException {
        BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER);
        PcapngWriter writer = new PcapngWriter(buffered);
        writer.sectionHeader("censim " + version);
        List<Integer> paths = new ArrayList<>(paths(journal));
        int[] interfaces = new int[names.actors().size()];
        for (int i = 0; i < paths.size(); i++) {
            interfaces[paths.get(i)] = i;
            writer.interfaceDescription(names.actors().get(paths.get(i)));
        }
        try {
            journal.forEach(fact -> {
                if (fact instanceof FrameSeen frame) {
                    write(writer, interfaces[frame.actor()], frame);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        buffered.flush();
    }

    private static SortedSet<Integer> paths(Journal journal) {
        SortedSet<Integer> paths = new TreeSet<>();
        journal.forEach(fact -> {
            if (fact instanceof FrameSeen frame) {
                paths.add(frame.actor());
            }
        });
        return paths;
    }

    private static void write(PcapngWriter writer, int interfaceId, FrameSeen frame) {
        try {
            writer.enhancedPacket(interfaceId, frame.at(), frame.packet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
