package dev.censim.cli.command;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The folder that a run writes to. A file appears whole under its final name or not at all, whenever the run is killed: each is
 * written under another name in the same folder, forced to the disk, and renamed. The last to appear is {@code summary.json}:
 * where it lies, the files beside it are of the same run. One run at a time holds the folder.
 */
final class OutputFolder implements AutoCloseable {

    static final String SUMMARY = "summary.json";
    static final String EVENTS = "events.jsonl";
    static final String REPORT = "report.html";
    static final String CAPTURE = "capture.pcapng";
    static final String WIRESHARK = "wireshark";
    static final String FAULT = "fault.txt";

    /** All that any run may leave; what this run does not write, an earlier one did. */
    private static final List<String> KNOWN = List.of(
            SUMMARY,
            EVENTS,
            REPORT,
            CAPTURE,
            WIRESHARK + "/esp_sa",
            WIRESHARK + "/ikev1_decryption_table",
            WIRESHARK + "/ikev2_decryption_table",
            FAULT);

    private static final String LOCK = ".censim.lock";
    private static final String UNFINISHED = ".censim-";

    private record Move(Path from, Path to) {}

    private final Path folder;
    private final FileChannel lock;

    private OutputFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Creates the folder where there is none, and keeps other runs out of it. */
    static OutputFolder open(Path folder) throws WrongInput {
        try {
            Files.createDirectories(folder);
            FileChannel lock =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isOurs(lock)) {
                lock.close();
                throw new WrongInput("another run is writing to " + folder + "; wait for it, or choose another --out");
            }
            OutputFolder opened = new OutputFolder(folder, lock);
            opened.removeUnfinished(folder);
            opened.removeUnfinished(folder.resolve(WIRESHARK));
            return opened;
        } catch (FileAlreadyExistsException | NotDirectoryException e) {
            throw new WrongInput("cannot write to " + folder + ": " + e.getFile() + " is a file, not a folder");
        } catch (IOException e) {
            throw WrongInput.unwritable(folder, e);
        }
    }

    private static boolean isOurs(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            // A file system without locks: nobody can be kept out.
            return true;
        }
    }

    /** Removes what a killed run had begun. */
    private void removeUnfinished(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(place, UNFINISHED + "*")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    Path folder() {
        return folder;
    }

    /** Replaces what an earlier run left by these files. */
    void publish(List<Artefact> artefacts) throws WrongInput {
        List<Move> moves = new ArrayList<>();
        try {
            for (Artefact artefact : artefacts) {
                moves.add(write(artefact));
            }
            Files.deleteIfExists(folder.resolve(SUMMARY));
            for (String name : KNOWN) {
                if (artefacts.stream().noneMatch(artefact -> artefact.name().equals(name))) {
                    Files.deleteIfExists(folder.resolve(name));
                }
            }
            removeWhenEmpty(folder.resolve(WIRESHARK));
            moves.sort(Comparator.comparing(move -> move.to.endsWith(SUMMARY)));
            move(moves);
        } catch (IOException e) {
            throw WrongInput.unwritable(folder, e);
        } finally {
            moves.forEach(move -> move.from.toFile().delete());
        }
    }

    /** Adds files to the folder, or replaces those of their names, in this order; whatever else lies there stays. */
    void add(List<Artefact> artefacts) throws WrongInput {
        List<Move> moves = new ArrayList<>();
        try {
            for (Artefact artefact : artefacts) {
                moves.add(write(artefact));
            }
            move(moves);
        } catch (IOException e) {
            throw WrongInput.unwritable(folder, e);
        } finally {
            moves.forEach(move -> move.from.toFile().delete());
        }
    }

    /** Whether all of these are there. */
    boolean has(String... names) {
        return Arrays.stream(names).allMatch(name -> Files.exists(folder.resolve(name)));
    }

    /** Takes away what an earlier run left under that name, if it did. */
    void remove(String name) throws WrongInput {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw WrongInput.unwritable(folder, e);
        }
    }

    /** Under their final names, in this order. */
    private void move(List<Move> moves) throws IOException {
        for (Move move : moves) {
            Files.move(move.from, move.to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        force(folder);
    }

    private Move write(Artefact artefact) throws IOException {
        Path file = folder.resolve(artefact.name());
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Path unfinished = file.resolveSibling(UNFINISHED + file.getFileName());
        unfinished.toFile().deleteOnExit();
        try (FileChannel channel = FileChannel.open(
                        unfinished,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            fill(artefact.body(), out);
            out.flush();
            channel.force(true);
        }
        return new Move(unfinished, file);
    }

    /** A full disk is no fault of ours, even where the writer of a format wraps what the stream threw. */
    private static void fill(Artefact.Body body, OutputStream out) throws IOException {
        try {
            body.writeTo(out);
        } catch (RuntimeException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static void removeWhenEmpty(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(place)) {
            if (files.iterator().hasNext()) {
                return;
            }
        }
        Files.delete(place);
    }

    /** Makes the renames last; not every system lets a folder be opened, and none needs to for the files to be whole. */
    private static void force(Path place) {
        try (FileChannel channel = FileChannel.open(place, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder.resolve(LOCK));
            lock.close();
        } catch (IOException e) {
            // The lock ends with the process at the latest.
            return;
        }
    }
}
