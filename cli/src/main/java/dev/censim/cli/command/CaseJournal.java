package dev.censim.cli.command;

import dev.censim.scenarios.whatif.CaseLine;
import dev.censim.scenarios.whatif.Failure;
import dev.censim.scenarios.whatif.Outcome;
import dev.censim.scenarios.whatif.Walk;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * What became of the cases of a sweep so far, on disk: a line that says which sweep it is, and a line for each case, in the order of the
 * plan. Before each line stands its checksum. A line is handed to the system as soon as its case is over, so that a killed process loses
 * none, and forced to the disk within a second's worth of cases, so that a power cut loses no more.
 */
final class CaseJournal implements AutoCloseable {

    static final String NAME = "whatif.journal";

    private static final long FORCE_AFTER_NANOS = 1_000_000_000L;
    private static final int CHECKSUM_DIGITS = 8;

    private final Path file;
    private final FileChannel channel;
    private long cases;
    private long forcedAt = System.nanoTime();

    private CaseJournal(Path file, FileChannel channel, long cases) {
        this.file = file;
        this.channel = channel;
        this.cases = cases;
    }

    /** Begins a journal without cases, in place of any that lies there. */
    static CaseJournal begin(Path file, SweepIdentity sweep) throws WrongInput {
        try {
            return begun(file, sweep);
        } catch (IOException e) {
            throw WrongInput.unwritable(file, e);
        }
    }

    /**
     * Goes on with a journal where it ends; begins one where there is none. From the first line on that is torn or damaged, it is cut off.
     *
     * @throws WrongInput when the journal is of another sweep
     */
    static CaseJournal resume(Path file, SweepIdentity sweep, Walk walk) throws WrongInput {
        try {
            if (!Files.exists(file)) {
                return begun(file, sweep);
            }
            long cases = 0;
            long end;
            try (Lines lines = new Lines(file)) {
                Optional<String> head = lines.next();
                if (lines.isOver) {
                    return begun(file, sweep);
                }
                refuseOther(file, sweep, head.flatMap(SweepIdentity::read));
                Iterator<Failure> failures = walk.iterator();
                end = lines.end;
                while (failures.hasNext() && isTaken(failures.next(), lines.next(), walk)) {
                    cases++;
                    end = lines.end;
                }
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            channel.truncate(end).position(end);
            return new CaseJournal(file, channel, cases);
        } catch (IOException e) {
            throw WrongInput.unwritable(file, e);
        }
    }

    private static CaseJournal begun(Path file, SweepIdentity sweep) throws IOException {
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        CaseJournal journal = new CaseJournal(file, channel, 0);
        journal.write(sweep.line());
        channel.force(true);
        return journal;
    }

    private static void refuseOther(Path file, SweepIdentity sweep, Optional<SweepIdentity> known) throws WrongInput {
        Optional<String> obstacle = known.isEmpty()
                ? Optional.of("cannot be read, or was written by another censim")
                : sweep.differenceFrom(known.get()).map(difference -> "is of another sweep: " + difference);
        if (obstacle.isPresent()) {
            throw new WrongInput("cannot resume: " + file + " " + obstacle.get()
                    + "; choose another --out, or leave --resume out to start over");
        }
    }

    private static boolean isTaken(Failure failure, Optional<String> line, Walk walk) {
        Optional<Outcome> outcome = line.flatMap(text -> CaseLine.read(text, failure));
        outcome.ifPresent(walk::take);
        return outcome.isPresent();
    }

    /** How many cases are in it. */
    long cases() {
        return cases;
    }

    /** Adds the next case of the plan. What the disk refuses becomes an {@link UncheckedIOException}. */
    void append(Outcome outcome) {
        try {
            write(CaseLine.write(outcome));
            cases++;
            long now = System.nanoTime();
            if (now - forcedAt >= FORCE_AFTER_NANOS) {
                channel.force(false);
                forcedAt = now;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer line = ByteBuffer.allocate(CHECKSUM_DIGITS + octets.length + 2);
        line.put(checksum(octets, octets.length).getBytes(StandardCharsets.UTF_8));
        line.put((byte) ' ').put(octets).put((byte) '\n').flip();
        while (line.hasRemaining()) {
            channel.write(line);
        }
    }

    private static String checksum(byte[] octets, int length) {
        CRC32C sum = new CRC32C();
        sum.update(octets, octets.length - length, length);
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }

    /** Reads all cases in order, one at a time. */
    void forEach(Walk walk, Consumer<Outcome> reader) throws IOException {
        try (Lines lines = new Lines(file)) {
            lines.next();
            Iterator<Failure> failures = walk.iterator();
            for (long number = 0; number < cases; number++) {
                Failure failure = failures.next();
                Outcome outcome = lines.next()
                        .flatMap(line -> CaseLine.read(line, failure))
                        .orElseThrow(() -> new IOException(file + " has changed under our hands at " + failure.id()));
                walk.take(outcome);
                reader.accept(outcome);
            }
        }
    }

    /** Ends it: all its cases stand elsewhere. */
    void remove() throws WrongInput {
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw WrongInput.unwritable(file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // What the disk did not take is computed again.
            return;
        }
    }

    /** The lines of a file without their checksums, up to the first that is not whole. */
    private static final class Lines implements AutoCloseable {

        private final InputStream in;

        /** Where the last whole line ends, in octets. */
        private long end;

        /** Whether the file ended before the last line did. */
        private boolean isOver;

        private Lines(Path file) throws IOException {
            in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        }

        Optional<String> next() throws IOException {
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            int octet = in.read();
            while (octet >= 0 && octet != '\n') {
                read.write(octet);
                octet = in.read();
            }
            byte[] line = read.toByteArray();
            int length = line.length - CHECKSUM_DIGITS - 1;
            isOver = octet < 0;
            if (isOver || length < 0) {
                return Optional.empty();
            }
            String text = new String(line, StandardCharsets.UTF_8);
            if (!text.startsWith(checksum(line, length) + " ")) {
                return Optional.empty();
            }
            end += line.length + 1L;
            return Optional.of(text.substring(CHECKSUM_DIGITS + 1));
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
