package dev.censim.proto.bgp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values by the numbers of prefixes. They lie in pages: to grow copies nothing, and prefixes that are new write to a page that is new, of
 * which the collector keeps no account yet, where one large array would be old and each write to it be noted. The first page is
 * no larger than it needs to be, since most routers know few prefixes.
 */
final class ByNumber<T> {

    private static final int PAGE_BITS = 10;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int SMALLEST = 8;

    private @Nullable Object[][] pages;

    ByNumber() {
        pages = new Object[1][0];
    }

    ByNumber(ByNumber<T> other) {
        pages = other.pages.clone();
        for (int i = 0; i < pages.length; i++) {
            pages[i] = pages[i].clone();
        }
    }

    /** The value of a number, which need not be one. */
    @SuppressWarnings("unchecked") // only put() writes
    @Nullable
    T at(int number) {
        int page = number >> PAGE_BITS;
        if (page < 0 || page >= pages.length) {
            return null;
        }
        int within = number & PAGE - 1;
        return within < pages[page].length ? (T) pages[page][within] : null;
    }

    void put(int number, @Nullable T value) {
        int page = number >> PAGE_BITS;
        int within = number & PAGE - 1;
        if (page >= pages.length || within >= pages[page].length) {
            makeRoom(page, within);
        }
        pages[page][within] = value;
    }

    /** No number from here on has a value. */
    int end() {
        return (pages.length - 1 << PAGE_BITS) + (pages.length == 1 ? pages[0].length : PAGE);
    }

    private void makeRoom(int page, int within) {
        if (page >= pages.length) {
            int before = pages.length;
            pages = Arrays.copyOf(pages, Math.max(page + 1, 2 * before));
            Arrays.fill(pages, before, pages.length, new Object[0]);
        }
        int length = page > 0 ? PAGE : Math.min(PAGE, Math.max(within + 1, Math.max(SMALLEST, 2 * pages[0].length)));
        pages[page] = Arrays.copyOf(pages[page], length);
    }
}
