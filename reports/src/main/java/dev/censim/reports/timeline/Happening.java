package dev.censim.reports.timeline;

/**
 * One thing that happened, before like things are put together.
 *
 * @param subject to whom
 * @param place where, when that is not the subject itself: the table of a route; of a path whether it is the first
 * @param detail what things of one kind must share to be told in one line where there is room; may be empty
 * @param length how long something lasted, in nanoseconds; 0 when it has no length
 */
record Happening(long at, Kind kind, String subject, String place, String detail, long length) {

    static Happening of(long at, Kind kind, String subject, String detail) {
        return new Happening(at, kind, subject, "", detail, 0);
    }
}
