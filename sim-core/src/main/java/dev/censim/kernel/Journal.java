package dev.censim.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Everything that happened, in order, with its digest. A fork shares the past and writes its own future. */
public final class Journal {

    /** What was written before the last fork; immutable, shared, linked backwards. */
    private record Past(@Nullable Past before, List<Fact> facts) {}

    private @Nullable Past past;
    private List<Fact> tail = new ArrayList<>();
    private final Digest digest;

    Journal() {
        this(null, new Digest());
    }

    /** A journal of facts that are known, for whoever reads journals. */
    public static Journal of(Iterable<? extends Fact> facts) {
        Journal journal = new Journal();
        facts.forEach(journal::note);
        return journal;
    }

    public static Journal of(Fact... facts) {
        return of(List.of(facts));
    }

    private Journal(@Nullable Past past, Digest digest) {
        this.past = past;
        this.digest = digest;
    }

    void note(Fact fact) {
        tail.add(fact);
        fact.digest(digest);
    }

    /** Reads the facts from the first to the last. */
    public void forEach(Consumer<? super Fact> reader) {
        Deque<List<Fact>> segments = new ArrayDeque<>();
        for (Past segment = past; segment != null; segment = segment.before) {
            segments.push(segment.facts);
        }
        segments.forEach(facts -> facts.forEach(reader));
        tail.forEach(reader);
    }

    /** How many facts were written since the last fork. */
    public int written() {
        return tail.size();
    }

    /** Reads the facts written since the last fork, from one on, counted from 0. */
    public void forEachWritten(int from, Consumer<? super Fact> reader) {
        tail.subList(from, tail.size()).forEach(reader);
    }

    /** The rolling digest of all facts so far. */
    public long digest() {
        return digest.value();
    }

    /** Freezes what is written so far, which both journals share from now on; costs the same however long it is. */
    Journal fork() {
        if (!tail.isEmpty()) {
            past = new Past(past, tail);
            tail = new ArrayList<>();
        }
        return new Journal(past, digest.copy());
    }
}
