package dev.censim.proto.ike;

import java.util.Objects;

/** What an end of IKEv2 would do by itself in time, done now. */
public final class Provoked {

    private Provoked() {}

    /** An end finds that it is time to rekey the child that it sends through. */
    public static void childRekey(Wire wire, Wire.End end) {
        int spiIn = Objects.requireNonNull(end.outbound).spiIn();
        established(end).enqueue(new ChildRekey(spiIn), turn(wire, end));
    }

    /** An end finds that it is time to rekey its IKE SA. */
    public static void ikeRekey(Wire wire, Wire.End end) {
        established(end).enqueue(new IkeRekey(), turn(wire, end));
    }

    /** An end deletes the child that it sends through. */
    public static void childDelete(Wire wire, Wire.End end) {
        int spiIn = Objects.requireNonNull(end.outbound).spiIn();
        Objects.requireNonNull(endpoint(end).children().find(spiIn)).retire();
        established(end).enqueue(new ChildDelete(spiIn, false), turn(wire, end));
    }

    /** An end forgets the peer's half of its only child without a word. */
    public static void childLoss(Wire wire, Wire.End end) {
        int spiIn = Objects.requireNonNull(end.outbound).spiIn();
        Child lost = Objects.requireNonNull(endpoint(end).children().find(spiIn));
        endpoint(end).children().close(lost, IkeCloseCause.EXPIRED, turn(wire, end));
    }

    private static IkeEndpoint endpoint(Wire.End end) {
        return (IkeEndpoint) end.ike;
    }

    private static Turn turn(Wire wire, Wire.End end) {
        return new Turn(endpoint(end), wire.now, end.out);
    }

    private static IkeSa established(Wire.End end) {
        return end.all(IkeOutput.IkeSaEstablished.class).stream()
                .map(up -> endpoint(end).find(up.initiator() ? up.spiInitiator() : up.spiResponder()))
                .filter(sa -> sa != null && sa.isEstablished())
                .findFirst()
                .orElseThrow();
    }
}
