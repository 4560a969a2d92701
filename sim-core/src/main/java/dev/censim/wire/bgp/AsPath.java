package dev.censim.wire.bgp;

import dev.censim.model.address.Asn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The AS numbers that a route has passed through, nearest first, RFC 4271 sections 4.3 and 5.1.2. Always with true AS numbers. */
public record AsPath(List<Segment> segments) {

    public static final AsPath EMPTY = new AsPath(List.of());

    public AsPath {
        segments = List.copyOf(segments);
    }

    /** A path of one AS_SEQUENCE, or the empty path. */
    public static AsPath sequence(Asn... asns) {
        return asns.length == 0 ? EMPTY : new AsPath(List.of(new Segment(Segment.Type.AS_SEQUENCE, List.of(asns))));
    }

    /** What RFC 4271 section 9.1.2.2 (a) compares: an AS_SET counts as one, whatever its size. */
    public int length() {
        int length = 0;
        for (Segment segment : segments) {
            length += segment.hops();
        }
        return length;
    }

    public boolean isEmpty() {
        return segments.isEmpty();
    }

    public boolean contains(Asn asn) {
        for (Segment segment : segments) {
            if (segment.asns().contains(asn)) {
                return true;
            }
        }
        return false;
    }

    /** The AS that the route was received from; empty when the path is empty or begins with a set. */
    public Optional<Asn> neighbour() {
        return segments.isEmpty() || segments.get(0).type() == Segment.Type.AS_SET
                ? Optional.empty()
                : Optional.of(segments.get(0).asns().get(0));
    }

    /** With one more AS in front, in a new segment if the first is a set or full, RFC 4271 section 5.1.2 (b). */
    public AsPath prepend(Asn asn) {
        return new AsPath(List.of(new Segment(Segment.Type.AS_SEQUENCE, List.of(asn)))).append(this);
    }

    /** This path followed by another; two sequences that meet become one when they fit, RFC 6793 section 4.2.3. */
    AsPath append(AsPath tail) {
        if (segments.isEmpty() || tail.isEmpty()) {
            return isEmpty() ? tail : this;
        }
        List<Segment> joined = new ArrayList<>(segments);
        int last = joined.size() - 1;
        Segment meeting = tail.segments.get(0);
        if (joined.get(last).joins(meeting)) {
            List<Asn> asns = new ArrayList<>(joined.get(last).asns());
            asns.addAll(meeting.asns());
            joined.set(last, new Segment(Segment.Type.AS_SEQUENCE, asns));
        } else {
            joined.add(meeting);
        }
        joined.addAll(tail.segments.subList(1, tail.segments.size()));
        return new AsPath(joined);
    }

    /** The first part of the path that counts as {@code hops}. */
    AsPath leading(int hops) {
        List<Segment> head = new ArrayList<>();
        int left = hops;
        for (Segment segment : segments) {
            if (left == 0) {
                break;
            }
            if (segment.hops() <= left) {
                head.add(segment);
                left -= segment.hops();
            } else {
                head.add(new Segment(segment.type(), segment.asns().subList(0, left)));
                left = 0;
            }
        }
        return new AsPath(head);
    }

    /** AS numbers separated by blanks, sets in braces. */
    @Override
    public String toString() {
        return segments.stream().map(Segment::toString).collect(Collectors.joining(" "));
    }

    /**
     * One path segment.
     *
     * @param asns 1 to 255
     */
    public record Segment(Type type, List<Asn> asns) {

        public static final int MAX = 255;

        /** The two types outside confederations; the ordinal plus one is the code. */
        public enum Type {
            AS_SET,
            AS_SEQUENCE
        }

        public Segment {
            asns = List.copyOf(asns);
            if (asns.isEmpty() || asns.size() > MAX) {
                throw new IllegalArgumentException("a path segment holds 1 to 255 AS numbers, not " + asns.size());
            }
        }

        int hops() {
            return type == Type.AS_SET ? 1 : asns.size();
        }

        boolean joins(Segment next) {
            return type == Type.AS_SEQUENCE && next.type == Type.AS_SEQUENCE && asns.size() + next.asns.size() <= MAX;
        }

        @Override
        public String toString() {
            String list = asns.stream().map(Asn::toString).collect(Collectors.joining(" "));
            return type == Type.AS_SET ? "{" + list + "}" : list;
        }
    }
}
