package dev.censim.scenarios.whatif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * All sets of one to K elements that can fail together, the smallest first, silent before clean, each kind in the order of the
 * elements; of sets that come to the same thing only the one that represents them. A set is computed from its number, so that a plan of
 * millions takes next to no memory and can be cut into ranges.
 */
public final class Plan implements Iterable<Failure> {

    /** The elements that can fail in a manner. */
    private record Able(Manner manner, List<Element> elements, Classes classes) {

        static Able to(Manner manner, List<Element> elements, Equivalence equivalence) {
            List<Element> able = elements.stream()
                    .filter(element -> element.fault(manner).isPresent())
                    .toList();
            return new Able(manner, able, new Classes(equivalence.effects(able, manner)));
        }
    }

    /** Sets of one size that fail in one manner, by the number of the first of those that follow the sets with an element. */
    private static final class Block {

        private final Able able;
        private final Classes classes;
        private final int size;
        private final int most;
        private final long first;
        private final int[] leaders;
        private final long[] ends;

        Block(Able able, int size, int most, long first) {
            this.able = able;
            classes = able.classes;
            this.size = size;
            this.most = most;
            this.first = first;
            BitSet firsts = classes.firsts();
            leaders = firsts.stream().toArray();
            ends = new long[leaders.length];
            long end = 0;
            for (int i = 0; i < leaders.length; i++) {
                end = Math.addExact(end, size == 1 ? 1 : classes.count(classes.after(firsts, leaders[i]), size - 1));
                ends[i] = end;
            }
        }

        long end() {
            return Math.addExact(first, ends.length == 0 ? 0 : ends[ends.length - 1]);
        }

        /** The set of that rank in lexicographic order (Knuth, TAOCP 7.2.1.3). */
        Failure at(long rank) {
            int found = Arrays.binarySearch(ends, rank + 1);
            int leader = found >= 0 ? firstWith(found) : -found - 1;
            List<Integer> chosen = new ArrayList<>(List.of(leaders[leader]));
            long left = rank - (leader == 0 ? 0 : ends[leader - 1]);
            BitSet candidates = classes.after(classes.firsts(), leaders[leader]);
            for (int missing = size - 1; missing > 0; missing--) {
                int next = candidates.nextSetBit(0);
                long with = with(candidates, next, missing);
                while (left >= with) {
                    left -= with;
                    next = candidates.nextSetBit(next + 1);
                    with = with(candidates, next, missing);
                }
                chosen.add(next);
                candidates = classes.after(candidates, next);
            }
            return failure(chosen);
        }

        /** Of leaders without a set of their own, which end where the one before ends, the one before. */
        private int firstWith(int found) {
            int leader = found;
            while (leader > 0 && ends[leader - 1] == ends[found]) {
                leader--;
            }
            return leader;
        }

        private long with(BitSet candidates, int next, int missing) {
            return missing == 1 ? 1 : classes.count(classes.after(candidates, next), missing - 1);
        }

        private Failure failure(List<Integer> chosen) {
            List<Failure> others = new ArrayList<>();
            for (int together = size; together <= most; together++) {
                classes.others(chosen, together)
                        .forEach(other -> others.add(new Failure(elements(other), able.manner)));
            }
            return new Failure(elements(chosen), able.manner, others);
        }

        private List<Element> elements(List<Integer> numbers) {
            return numbers.stream().map(able.elements::get).toList();
        }
    }

    private final List<Block> blocks;
    private final long size;

    private Plan(List<Block> blocks, long size) {
        this.blocks = blocks;
        this.size = size;
    }

    /**
     * Each set for itself.
     *
     * @param most elements that fail together, at least 1
     * @throws ArithmeticException when there are more sets than a long counts
     */
    public static Plan of(List<Element> elements, int most) {
        return of(elements, most, Equivalence.none());
    }

    /** The same, but of the sets that come to the same thing the smallest, and of these the first. */
    public static Plan of(List<Element> elements, int most, Equivalence equivalence) {
        List<Able> all = Arrays.stream(Manner.values())
                .map(manner -> Able.to(manner, elements, equivalence))
                .toList();
        List<Block> blocks = new ArrayList<>();
        long size = 0;
        for (int together = 1; together <= Math.min(most, elements.size()); together++) {
            for (Able able : all) {
                Block block = new Block(able, together, most, size);
                blocks.add(block);
                size = block.end();
            }
        }
        return new Plan(List.copyOf(blocks), size);
    }

    /** How many are to be tried. */
    public long size() {
        return size;
    }

    /** How many sets of so many elements there are. */
    public long count(int together) {
        return blocks.stream()
                .filter(block -> block.size == together)
                .mapToLong(block -> block.end() - block.first)
                .sum();
    }

    /**
     * The failure of that number.
     *
     * @param number from 0
     * @throws IndexOutOfBoundsException when there are not so many
     */
    public Failure at(long number) {
        for (Block block : blocks) {
            if (number >= 0 && number < block.end()) {
                return block.at(number - block.first);
            }
        }
        throw new IndexOutOfBoundsException("failure " + number + " of " + size);
    }

    /** The plan in parts that follow each other: all sets of one element, then of two, and so on. */
    public List<LongStream> levels() {
        List<LongStream> levels = new ArrayList<>();
        Manner[] manners = Manner.values();
        for (int block = 0; block < blocks.size(); block += manners.length) {
            levels.add(LongStream.range(
                    blocks.get(block).first,
                    blocks.get(block + manners.length - 1).end()));
        }
        return levels;
    }

    public Stream<Failure> stream() {
        return LongStream.range(0, size).mapToObj(this::at);
    }

    @Override
    public Iterator<Failure> iterator() {
        return from(0);
    }

    /** The failures from that number on. */
    public Iterator<Failure> from(long number) {
        return new Iterator<>() {
            private long next = number;

            @Override
            public boolean hasNext() {
                return next < size;
            }

            @Override
            public Failure next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return at(next++);
            }
        };
    }
}
