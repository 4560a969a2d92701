package dev.censim.scenarios.availability;

import dev.censim.scenarios.whatif.Manner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Components that are down together, the smallest index first. */
final class DownSet {

    static final DownSet NONE = new DownSet(new int[0]);

    /** Twice the component, and one more when it failed cleanly. */
    private final int[] codes;

    private final int hash;

    /** A bit for each code; several codes share one. */
    private final long sketch;

    private DownSet(int[] codes) {
        this.codes = codes;
        hash = Arrays.hashCode(codes);
        long bits = 0;
        for (int code : codes) {
            bits |= 1L << code;
        }
        sketch = bits;
    }

    int size() {
        return codes.length;
    }

    int component(int place) {
        return codes[place] >> 1;
    }

    List<Down> list() {
        List<Down> list = new ArrayList<>(codes.length);
        for (int code : codes) {
            list.add(new Down(code >> 1, (code & 1) == 0 ? Manner.SILENT : Manner.CLEAN));
        }
        return list;
    }

    boolean contains(int component) {
        for (int code : codes) {
            if (code >> 1 == component) {
                return true;
            }
        }
        return false;
    }

    /** @param component that is up */
    DownSet with(int component, Manner manner) {
        int code = 2 * component + (manner == Manner.SILENT ? 0 : 1);
        int place = -Arrays.binarySearch(codes, code) - 1;
        int[] more = Arrays.copyOf(codes, codes.length + 1);
        System.arraycopy(codes, place, more, place + 1, codes.length - place);
        more[place] = code;
        return new DownSet(more);
    }

    DownSet without(int component) {
        return new DownSet(
                IntStream.of(codes).filter(code -> code >> 1 != component).toArray());
    }

    /** Only that component of the set, as it failed. */
    DownSet only(int component) {
        return new DownSet(
                IntStream.of(codes).filter(code -> code >> 1 == component).toArray());
    }

    /** Hands over all sets of one to that many of these components, the smallest first. */
    void forEachPart(int most, Consumer<DownSet> taker) {
        for (int size = 1; size <= Math.min(most, codes.length); size++) {
            parts(new int[size], 0, 0, taker);
        }
    }

    private void parts(int[] chosen, int filled, int from, Consumer<DownSet> taker) {
        if (filled == chosen.length) {
            taker.accept(new DownSet(chosen.clone()));
            return;
        }
        for (int place = from; place <= codes.length - (chosen.length - filled); place++) {
            chosen[filled] = codes[place];
            parts(chosen, filled + 1, place + 1, taker);
        }
    }

    /** Whether all of these are down there too, in the same manner. */
    boolean isIn(DownSet other) {
        if ((sketch & ~other.sketch) != 0) {
            return false;
        }
        for (int code : codes) {
            if (Arrays.binarySearch(other.codes, code) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DownSet set && Arrays.equals(codes, set.codes);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
