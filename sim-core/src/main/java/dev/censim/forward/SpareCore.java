package dev.censim.forward;

/** Whoever has time for work that nothing waits for. */
public interface SpareCore {

    /** Nobody has: whoever has work does it. */
    SpareCore NONE = new SpareCore() {
        @Override
        public boolean offer(Runnable work) {
            return false;
        }

        @Override
        public void finish() {}
    };

    /** Takes a piece of work, to do it once and soon, on any thread; false when there is no time for it now. */
    boolean offer(Runnable work);

    /** Returns when all work that was taken is done. */
    void finish();
}
