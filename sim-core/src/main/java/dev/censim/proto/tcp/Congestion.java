package dev.censim.proto.tcp;

/** Slow start, congestion avoidance, fast retransmit and fast recovery: RFC 5681, with RFC 6582 for several losses in one window. */
final class Congestion {

    private static final int DUPLICATES_OF_A_LOSS = 3;

    private int mss;
    private int window;
    private int threshold = Integer.MAX_VALUE;
    private int avoided;
    private int duplicates;
    private boolean recovering;
    private int recover;

    Congestion(int initialSequence) {
        this.recover = initialSequence;
    }

    private Congestion(Congestion other) {
        this.mss = other.mss;
        this.window = other.window;
        this.threshold = other.threshold;
        this.avoided = other.avoided;
        this.duplicates = other.duplicates;
        this.recovering = other.recovering;
        this.recover = other.recover;
    }

    /** cwnd, in octets. */
    int window() {
        return window;
    }

    /** ssthresh, in octets. */
    int threshold() {
        return threshold;
    }

    /** The initial window of RFC 5681 section 3.1: two to four segments, one after a lost SYN. */
    void start(int mss, boolean synWasLost) {
        this.mss = mss;
        int segments = mss > 2190 ? 2 : mss > 1095 ? 3 : 4;
        window = synWasLost ? mss : segments * mss;
    }

    /** Segments become smaller because a link on the path takes no larger ones. */
    void shrinkSegments(int mss) {
        this.mss = mss;
    }

    /**
     * Something new is acknowledged.
     *
     * @param octets how much
     * @return whether a part of the window that was being recovered is still missing and goes out again (RFC 6582 section 3.2)
     */
    boolean acknowledged(int acknowledgment, int octets) {
        duplicates = 0;
        if (recovering && Sequence.isBefore(acknowledgment, recover)) {
            window = Math.max(mss, window - octets + (octets >= mss ? mss : 0));
            return true;
        }
        recover = Sequence.isAfter(acknowledgment, recover) ? acknowledgment : recover;
        if (recovering) {
            recovering = false;
            window = threshold;
        } else if (window < threshold) {
            window = Math.min(Receiver.WINDOW, window + Math.min(octets, mss));
        } else {
            avoid(octets);
        }
        return false;
    }

    /** One segment more for each window that was acknowledged, counted in octets (RFC 5681 section 3.1). */
    private void avoid(int octets) {
        avoided += octets;
        if (avoided >= window) {
            avoided -= window;
            window = Math.min(Receiver.WINDOW, window + mss);
        }
    }

    /**
     * A duplicate acknowledgment has come.
     *
     * @param flight octets sent and not acknowledged
     * @param sentUpTo the sequence number after the last octet that was ever sent
     * @return whether it is the third in a row, so that the missing segment goes out again at once (RFC 5681 section 3.2)
     */
    boolean duplicate(int acknowledgment, int flight, int sentUpTo) {
        duplicates++;
        if (recovering) {
            window += mss;
            return false;
        }
        if (duplicates != DUPLICATES_OF_A_LOSS || Sequence.isBefore(acknowledgment, recover)) {
            return false;
        }
        threshold = Math.max(flight / 2, 2 * mss);
        window = threshold + DUPLICATES_OF_A_LOSS * mss;
        recovering = true;
        recover = sentUpTo;
        return true;
    }

    /**
     * The retransmission timer has expired: one segment at a time, and no fast retransmit for what was under way (RFC 6582 section 4).
     *
     * @param first whether it is the first time for this segment; only then the threshold falls (RFC 5681 equation 4)
     */
    void timedOut(int flight, int sentUpTo, boolean first) {
        if (first) {
            threshold = Math.max(flight / 2, 2 * mss);
        }
        window = mss;
        avoided = 0;
        duplicates = 0;
        recovering = false;
        recover = sentUpTo;
    }

    Congestion copy() {
        return new Congestion(this);
    }
}
