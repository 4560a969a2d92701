package dev.censim.proto.ikev1;

/** The message ids of phase 2 that an ISAKMP SA has seen: an exchange that comes again is a repetition or a replay. */
final class MessageIds {

    private static final int REMEMBERED = 1024;

    private final int[] recent;
    private int count;

    MessageIds() {
        recent = new int[REMEMBERED];
    }

    private MessageIds(MessageIds other) {
        recent = other.recent.clone();
        count = other.count;
    }

    MessageIds copy() {
        return new MessageIds(this);
    }

    boolean contains(int id) {
        for (int i = 0; i < Math.min(count, REMEMBERED); i++) {
            if (recent[i] == id) {
                return true;
            }
        }
        return false;
    }

    /** The oldest one is forgotten when there are too many. */
    void add(int id) {
        recent[Math.floorMod(count, REMEMBERED)] = id;
        count++;
    }
}
