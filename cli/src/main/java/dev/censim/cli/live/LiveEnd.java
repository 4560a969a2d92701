package dev.censim.cli.live;

import java.io.IOException;
import java.time.Duration;

/** One end of a protocol on real sockets. Not for several threads, but for {@link #stop}. */
public interface LiveEnd extends AutoCloseable {

    /**
     * Speaks for the given time or until {@link #stop}, then takes its leave of the peer.
     *
     * @return whether that came about which it is for
     */
    boolean run(Duration duration) throws IOException;

    /** Ends {@link #run} soon, from any thread; a second time without waiting for the peer. */
    void stop();

    @Override
    void close() throws IOException;
}
