package dev.censim.kernel;

import java.util.Arrays;

/**
 * One deadline per actor, ordered by (instant, actor id). It is an index, not state: it can be rebuilt from the actors at any time.
 *
 * <p>It is a hierarchical timing wheel (Varghese and Lauck, SOSP 1987). Whoever is due at the instant {@link #base} is in a set that
 * knows its smallest actor; nobody is due earlier. Instants are numbers of eleven digits in base 64, and everybody later is in the
 * bucket of the highest digit in which the deadline differs from the base, and of that digit's value. So the first bucket that is
 * not empty holds the earliest deadline. When it is reached, that deadline becomes the base, and the bucket's other actors differ from
 * it in a lower digit now: they move down, at most ten times in all whatever the deadlines are, and mostly two or three times, because
 * the only actor of a bucket need not go down step by step.
 *
 * <p>A bucket is a list of chunks in one array: going through actors that are linked to each other would wait for the memory once
 * per actor. An actor knows its place, so that moving a deadline costs the same however many are pending. The array grows when more
 * chunks are in use than ever before; apart from that nothing is allocated.
 */
public final class Agenda {

    /**
     * Is told of actors some time before they act. With many actors each is in a slow memory by the time it acts again, and whoever
     * reads all that act soon waits for the memory once and not once per actor.
     */
    @FunctionalInterface
    interface Approach {

        void soon(int actor);
    }

    static final Approach UNHEARD = actor -> {};

    private static final int NOBODY = -1;

    private static final int DIGIT_BITS = 6;
    private static final int DIGITS = 11;
    private static final int RADIX = 1 << DIGIT_BITS;

    /** One cache line of numbers: where the bucket's previous chunk ends, and fifteen actors. */
    private static final int CHUNK = 16;

    /** Of actor a: at 2a its deadline, at 2a + 1 its place in the chunks; both in one cache line. */
    private final long[] entries;

    private int[] chunks = new int[0];

    /** The first chunk that is free; the others are linked by their first numbers. */
    private int free;

    /** For each bucket the place of its last actor in the chunks, {@link #alone(int)} of its only one, or -1 when it is empty. */
    private final int[] ends;

    /** Bit v of word d: the bucket of digit d and value v has actors. */
    private final long[] occupied;

    /** Bit d: word d of {@link #occupied} is not zero. */
    private int occupiedDigits;

    private long base;

    /** The smallest actor that is due at the base; mostly the only one. */
    private int due = NOBODY;

    private final ActorSet alsoDue;

    /** For actors 0 to {@code actors - 1}, none of which wants to act. */
    public Agenda(int actors) {
        entries = new long[2 * actors];
        ends = new int[DIGITS * RADIX];
        occupied = new long[DIGITS];
        alsoDue = new ActorSet(actors);
        Arrays.fill(entries, Time.NEVER);
        Arrays.fill(ends, NOBODY);
    }

    private Agenda(Agenda other) {
        entries = other.entries.clone();
        chunks = other.chunks.clone();
        free = other.free;
        ends = other.ends.clone();
        occupied = other.occupied.clone();
        occupiedDigits = other.occupiedDigits;
        base = other.base;
        due = other.due;
        alsoDue = other.alsoDue.copy();
    }

    /** Moves an actor's deadline, or clears it with {@link Time#NEVER}. */
    public void set(int actor, long at) {
        long before = at(actor);
        if (before == at) {
            return;
        }
        if (before == base) {
            removeFromDue(actor);
        } else if (before != Time.NEVER) {
            removeFromBucket(actor, before);
        }
        entries[2 * actor] = at;
        if (at < base) {
            goBack(at);
        }
        if (at == base) {
            addToDue(actor);
        } else if (at != Time.NEVER) {
            addToBucket(actor, at);
        }
    }

    /** The deadline of an actor. */
    public long at(int actor) {
        return entries[2 * actor];
    }

    /** The actor that acts next; -1 when nobody wants to. */
    public int first() {
        return first(Time.NEVER);
    }

    /**
     * The actor that acts next if it does so up to and including an instant; -1 when nobody does. The base does not go beyond that
     * instant: whoever asks for no later one than the present need not make it go back, which is slow.
     */
    public int first(long until) {
        return first(until, UNHEARD);
    }

    /** As {@link #first(long)}; before it hands out actors that were in a crowd it tells of most of them. */
    int first(long until, Approach approach) {
        while (due == NOBODY && occupiedDigits != 0) {
            int digit = Integer.numberOfTrailingZeros(occupiedDigits);
            int value = Long.numberOfTrailingZeros(occupied[digit]);
            int shift = digit * DIGIT_BITS;
            long start = base & -1L << shift << DIGIT_BITS | (long) value << shift;
            if (start > until) {
                return NOBODY;
            }
            int end = take(digit, value);
            base = Math.min(until, earliest(end));
            if (approach != UNHEARD) {
                announce(end, approach);
            }
            spread(end);
        }
        return base > until ? NOBODY : due;
    }

    public Agenda copy() {
        return new Agenda(this);
    }

    private long earliest(int last) {
        if (last < NOBODY) {
            return at(alone(last));
        }
        long earliest = Time.NEVER;
        for (int end = last; end != NOBODY; end = chunks[end & -CHUNK]) {
            for (int place = end; place % CHUNK != 0; place--) {
                earliest = Math.min(earliest, at(chunks[place]));
            }
        }
        return earliest;
    }

    /**
     * Tells of a bucket's actors, if they are more than fit a chunk and not more than {@link #RADIX} chunks: however dense deadlines
     * are, on their way down most actors are in one such bucket.
     */
    private void announce(int last, Approach approach) {
        int crowd = 0;
        for (int end = last; end > NOBODY && crowd <= RADIX; end = chunks[end & -CHUNK]) {
            crowd++;
        }
        if (crowd < 2 || crowd > RADIX) {
            return;
        }
        for (int end = last; end != NOBODY; end = chunks[end & -CHUNK]) {
            for (int place = end; place % CHUNK != 0; place--) {
                approach.soon(chunks[place]);
            }
        }
    }

    /** Puts the actors of a bucket that was taken out to where they belong now. */
    private void spread(int last) {
        if (last < NOBODY) {
            put(alone(last));
            return;
        }
        for (int end = last; end != NOBODY; ) {
            int chunk = end & -CHUNK;
            for (int place = end; place > chunk; place--) {
                put(chunks[place]);
            }
            end = chunks[chunk];
            release(chunk);
        }
    }

    private void put(int actor) {
        long at = at(actor);
        if (at == base) {
            addToDue(actor);
        } else {
            addToBucket(actor, at);
        }
    }

    /**
     * Makes an earlier instant the base. It differs from the old one in some digit: who agrees with the old one in that digit differs
     * from the new one in it, and who does not stays where it is.
     */
    private void goBack(long to) {
        int highest = digit(to);
        long before = base;
        base = to;
        while (due != NOBODY) {
            int actor = due;
            removeFromDue(actor);
            addToBucket(actor, before);
        }
        int lower = (1 << highest) - 1;
        while ((occupiedDigits & lower) != 0) {
            int digit = Integer.numberOfTrailingZeros(occupiedDigits);
            spread(take(digit, Long.numberOfTrailingZeros(occupied[digit])));
        }
    }

    private void addToDue(int actor) {
        if (due == NOBODY) {
            due = actor;
        } else {
            alsoDue.add(Math.max(due, actor));
            due = Math.min(due, actor);
        }
    }

    private void removeFromDue(int actor) {
        if (actor != due) {
            alsoDue.remove(actor);
        } else if (alsoDue.isEmpty()) {
            due = NOBODY;
        } else {
            due = alsoDue.first();
            alsoDue.remove(due);
        }
    }

    private int digit(long at) {
        return (Long.SIZE - 1 - Long.numberOfLeadingZeros(at ^ base)) / DIGIT_BITS;
    }

    private static int value(long at, int digit) {
        return (int) (at >>> digit * DIGIT_BITS) & RADIX - 1;
    }

    private void addToBucket(int actor, long at) {
        int digit = digit(at);
        int value = value(at, digit);
        int end = ends[digit * RADIX + value];
        if (end == NOBODY) {
            ends[digit * RADIX + value] = alone(actor);
            occupied[digit] |= 1L << value;
            occupiedDigits |= 1 << digit;
        } else {
            ends[digit * RADIX + value] = append(actor, end < NOBODY ? append(alone(end), NOBODY) : end);
        }
    }

    private int append(int actor, int end) {
        int place = end % CHUNK == CHUNK - 1 || end == NOBODY ? chunkAfter(end) + 1 : end + 1;
        chunks[place] = actor;
        entries[2 * actor + 1] = place;
        return place;
    }

    /** The bucket's last actor takes the place that becomes vacant. */
    private void removeFromBucket(int actor, long at) {
        int digit = digit(at);
        int value = value(at, digit);
        int end = ends[digit * RADIX + value];
        if (end < NOBODY) {
            take(digit, value);
            return;
        }
        int place = (int) entries[2 * actor + 1];
        int last = chunks[end];
        chunks[place] = last;
        entries[2 * last + 1] = place;
        end--;
        if (end % CHUNK == 0) {
            int chunk = end;
            end = chunks[chunk];
            release(chunk);
        }
        if (end == NOBODY) {
            take(digit, value);
        } else {
            ends[digit * RADIX + value] = end;
        }
    }

    /** Empties a bucket; what it held is the answer's. */
    private int take(int digit, int value) {
        int end = ends[digit * RADIX + value];
        ends[digit * RADIX + value] = NOBODY;
        occupied[digit] &= ~(1L << value);
        if (occupied[digit] == 0) {
            occupiedDigits &= ~(1 << digit);
        }
        return end;
    }

    /** How a bucket names its only actor, and what is meant by that name. */
    private static int alone(int actorOrName) {
        return -2 - actorOrName;
    }

    private int chunkAfter(int end) {
        if (free == chunks.length) {
            growChunks();
        }
        int chunk = free;
        free = chunks[chunk];
        chunks[chunk] = end;
        return chunk;
    }

    private void release(int chunk) {
        chunks[chunk] = free;
        free = chunk;
    }

    private void growChunks() {
        chunks = Arrays.copyOf(chunks, Math.max(CHUNK * CHUNK, 2 * chunks.length));
        for (int chunk = free; chunk < chunks.length; chunk += CHUNK) {
            chunks[chunk] = chunk + CHUNK;
        }
    }
}
