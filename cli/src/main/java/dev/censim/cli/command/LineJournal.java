package dev.censim.cli.command;

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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What became of the tasks of a sweep so far, on disk: a line that says which sweep it is, and a line for each task, in their order.
 * Before each line stands its checksum. A line is handed to the system as soon as its task is over, so that a killed process loses none,
 * and forced to the disk within a second's worth of tasks, so that a power cut loses no more.
 */
final class LineJournal implements AutoCloseable {

    private static final long FORCE_AFTER_NANOS = 1_000_000_000L;

    private final Path file;
    private final FileChannel channel;
    private long tasks;
    private long forcedAt = System.nanoTime();

    private LineJournal(Path file, FileChannel channel, long tasks) {
        this.file = file;
        this.channel = channel;
        this.tasks = tasks;
    }

    /** Begins a journal without tasks, in place of any that lies there. */
    static LineJournal begin(Path file, Identity sweep) throws WrongInput {
        try {
            return begun(file, sweep);
        } catch (IOException e) {
            throw WrongInput.unwritable(file, e);
        }
    }

    /**
     * Goes on with a journal where it ends; begins one where there is none. From the first line on that is torn, damaged or not taken, it
     * is cut off.
     *
     * @param taker gets the lines in their order, and says whether the line is of the task that belongs there
     * @throws WrongInput when the journal is of another sweep
     */
    static LineJournal resume(Path file, Identity sweep, Predicate<String> taker) throws WrongInput {
        try {
            if (!Files.exists(file)) {
                return begun(file, sweep);
            }
            long tasks = 0;
            long end;
            try (Lines lines = new Lines(file)) {
                Optional<String> line = lines.next();
                if (lines.isOver) {
                    return begun(file, sweep);
                }
                refuseOther(file, sweep, line);
                end = lines.end;
                line = lines.next();
                while (line.filter(taker).isPresent()) {
                    tasks++;
                    end = lines.end;
                    line = lines.next();
                }
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            channel.truncate(end).position(end);
            return new LineJournal(file, channel, tasks);
        } catch (IOException e) {
            throw WrongInput.unwritable(file, e);
        }
    }

    private static LineJournal begun(Path file, Identity sweep) throws IOException {
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        LineJournal journal = new LineJournal(file, channel, 0);
        journal.write(sweep.line());
        channel.force(true);
        return journal;
    }

    private static void refuseOther(Path file, Identity sweep, Optional<String> head) throws WrongInput {
        Optional<String> obstacle = sweep.obstacle(head);
        if (obstacle.isPresent()) {
            throw new WrongInput("cannot resume: " + file + " " + obstacle.get()
                    + "; choose another --out, or leave --resume out to start over");
        }
    }

    /** How many tasks are in it. */
    long tasks() {
        return tasks;
    }

    /** Adds the line of the next task. What the disk refuses becomes an {@link UncheckedIOException}. */
    void append(String line) {
        try {
            write(line);
            tasks++;
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
        ByteBuffer line = ByteBuffer.allocate(Checksum.CRC_DIGITS + octets.length + 2);
        line.put(Checksum.crc(octets, octets.length).getBytes(StandardCharsets.UTF_8));
        line.put((byte) ' ').put(octets).put((byte) '\n').flip();
        while (line.hasRemaining()) {
            channel.write(line);
        }
    }

    /** Reads the lines of all tasks in their order, one at a time. */
    void forEach(Consumer<String> reader) throws IOException {
        try (Lines lines = new Lines(file)) {
            lines.next();
            for (long number = 0; number < tasks; number++) {
                reader.accept(lines.next().orElseThrow(() -> new IOException(file + " has changed under our hands")));
            }
        }
    }

    /** Ends it: all that it holds stands elsewhere. */
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
            int length = line.length - Checksum.CRC_DIGITS - 1;
            isOver = octet < 0;
            if (isOver || length < 0) {
                return Optional.empty();
            }
            String text = new String(line, StandardCharsets.UTF_8);
            if (!text.startsWith(Checksum.crc(line, length) + " ")) {
                return Optional.empty();
            }
            end += line.length + 1L;
            return Optional.of(text.substring(Checksum.CRC_DIGITS + 1));
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
