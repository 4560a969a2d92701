package dev.censim.scenarios.whatif;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * All sets of one to K elements that can fail together, the smallest first, silent before clean, each kind in the order of the
 * elements. A set is computed from its number, so that a plan of millions takes no memory and can be cut into ranges.
 */
public final class Plan implements Iterable<Failure> {

    /** Sets of one size that fail in one manner. */
    private record Block(Manner manner, List<Element> able, int size, long first, long count) {

        /** The set of that rank in lexicographic order (Knuth, TAOCP 7.2.1.3). */
        Failure at(long rank) {
            List<Element> chosen = new ArrayList<>();
            long left = rank;
            int next = 0;
            for (int missing = size; missing > 0; missing--) {
                long with = choose(able.size() - next - 1, missing - 1);
                while (left >= with) {
                    left -= with;
                    next++;
                    with = choose(able.size() - next - 1, missing - 1);
                }
                chosen.add(able.get(next++));
            }
            return new Failure(chosen, manner);
        }
    }

    private final List<Block> blocks;
    private final long size;

    private Plan(List<Block> blocks, long size) {
        this.blocks = blocks;
        this.size = size;
    }

    /**
     * @param most elements that fail together, at least 1
     * @throws ArithmeticException when there are more sets than a long counts
     */
    public static Plan of(List<Element> elements, int most) {
        List<Block> blocks = new ArrayList<>();
        long size = 0;
        for (int together = 1; together <= Math.min(most, elements.size()); together++) {
            for (Manner manner : Manner.values()) {
                List<Element> able = elements.stream()
                        .filter(element -> element.fault(manner).isPresent())
                        .toList();
                long count = choose(able.size(), together);
                blocks.add(new Block(manner, able, together, size, count));
                size = Math.addExact(size, count);
            }
        }
        return new Plan(List.copyOf(blocks), size);
    }

    private static long choose(int from, int many) {
        if (many > from) {
            return 0;
        }
        long ways = 1;
        for (int i = 1; i <= many; i++) {
            ways = Math.multiplyExact(ways, from - many + i) / i;
        }
        return ways;
    }

    public long size() {
        return size;
    }

    /** How many sets of so many elements there are. */
    public long count(int together) {
        return blocks.stream()
                .filter(block -> block.size == together)
                .mapToLong(Block::count)
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
            if (number >= 0 && number < block.first + block.count) {
                return block.at(number - block.first);
            }
        }
        throw new IndexOutOfBoundsException("failure " + number + " of " + size);
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
