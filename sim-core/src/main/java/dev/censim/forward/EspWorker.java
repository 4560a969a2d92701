package dev.censim.forward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one thread needs to work off the packets of any SAs in batches: the engines of the SAs it had to do with lately, and one set of
 * buffers for all of them.
 */
final class EspWorker {

    private static final int BATCH = 32;
    private static final int USUAL_OCTETS = 1_500;

    /** The engines of an SA take some kilobytes, and rekeying makes new SAs all the time; making them takes as long as a hundred packets. */
    private static final int SAS_MAX = 8_192;

    private final Map<EspKeys, Engines> engines = new LinkedHashMap<>(16, 0.75f, true);
    private final List<Engines> busy = new ArrayList<>();
    private EspBatch.Buffers buffers = new EspBatch.Buffers(BATCH, USUAL_OCTETS);

    /**
     * Seals, verifies and opens all packets of a chunk, those of one SA together.
     *
     * @throws IllegalStateException when one does not open to what was sealed; this worker is of no use any more then
     */
    void work(PendingPackets packets) {
        makeRoom(packets.longest());
        for (int packet = 0; packet < packets.size(); packet++) {
            Engines of = engines.computeIfAbsent(
                    packets.seal(packet).keys(), keys -> new Engines(new EspBatch(keys, buffers)));
            if (of.count == 0) {
                busy.add(of);
            }
            of.add(packet);
        }
        for (Engines of : busy) {
            of.work(packets);
        }
        busy.clear();
        forgetOldest();
    }

    private void makeRoom(int octets) {
        if (octets > buffers.octetsMax()) {
            buffers = new EspBatch.Buffers(BATCH, 2 * octets);
            engines.clear();
        }
    }

    private void forgetOldest() {
        while (engines.size() > SAS_MAX) {
            engines.remove(engines.keySet().iterator().next());
        }
    }

    /** One SA's, and which packets wait for it. */
    private static final class Engines {

        private final EspBatch batch;
        private int[] waiting = new int[BATCH];
        private int count;

        private Engines(EspBatch batch) {
            this.batch = batch;
        }

        private void add(int packet) {
            if (count == waiting.length) {
                waiting = Arrays.copyOf(waiting, 2 * count);
            }
            waiting[count++] = packet;
        }

        private void work(PendingPackets packets) {
            for (int i = 0; i < count; i++) {
                int packet = waiting[i];
                PendingSeal seal = packets.seal(packet);
                batch.add(seal.sequence(), packets.octets(), packets.start(packet), seal.innerLength());
                boolean isLast = i + 1 == count || packets.receiver(waiting[i + 1]) != packets.receiver(packet);
                if (isLast || batch.isFull()) {
                    roundTrip(packets.receiver(packet));
                }
            }
            count = 0;
        }

        private void roundTrip(EspKeys receiver) {
            batch.seal();
            int bad = batch.firstBad(receiver);
            if (bad >= 0) {
                throw new IllegalStateException("ESP packet " + bad + " of a batch of " + batch.size() + " of SPI "
                        + Integer.toHexString(receiver.spi()) + " does not open to what was sealed");
            }
            batch.clear();
        }
    }
}
