package dev.censim.proto.tcp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text that arrived before the text in front of it: pieces in order of their sequence numbers that do not overlap. */
final class ReassemblyQueue {

    /** The bytes are never written to after construction. */
    private record Piece(int sequence, byte[] bytes) {

        int end() {
            return sequence + bytes.length;
        }
    }

    private final List<Piece> pieces;

    ReassemblyQueue() {
        this.pieces = new ArrayList<>();
    }

    private ReassemblyQueue(ReassemblyQueue other) {
        this.pieces = new ArrayList<>(other.pieces);
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /**
     * Keeps the octets that are not there yet; of an octet that comes twice the first one counts. The caller has cut the text to the
     * receive window, which bounds what the queue can hold.
     */
    void offer(int sequence, byte[] b, int at, int length) {
        int end = sequence + length;
        int next = sequence;
        int i = 0;
        while (i < pieces.size() && Sequence.isBefore(next, end)) {
            Piece piece = pieces.get(i);
            if (Sequence.isBefore(next, piece.sequence())) {
                int stop = Sequence.isBefore(piece.sequence(), end) ? piece.sequence() : end;
                pieces.add(i++, cut(sequence, b, at, next, stop));
                next = stop;
            } else {
                next = Sequence.isBefore(next, piece.end()) ? piece.end() : next;
                i++;
            }
        }
        if (Sequence.isBefore(next, end)) {
            pieces.add(cut(sequence, b, at, next, end));
        }
    }

    private static Piece cut(int sequence, byte[] b, int at, int from, int to) {
        int start = at + (from - sequence);
        return new Piece(from, Arrays.copyOfRange(b, start, start + (to - from)));
    }

    /** Removes and returns what continues the stream at {@code next} without a gap and ends at {@code limit} at the latest. */
    byte[] take(int next, int limit) {
        int end = next;
        int count = 0;
        while (count < pieces.size() && pieces.get(count).sequence() == end) {
            end = pieces.get(count++).end();
        }
        byte[] bytes = new byte[Sequence.isAfter(end, limit) ? limit - next : end - next];
        for (Piece piece : pieces.subList(0, count)) {
            int at = piece.sequence() - next;
            System.arraycopy(
                    piece.bytes(), 0, bytes, at, Math.max(0, Math.min(piece.bytes().length, bytes.length - at)));
        }
        pieces.subList(0, count).clear();
        return bytes;
    }

    ReassemblyQueue copy() {
        return new ReassemblyQueue(this);
    }
}
