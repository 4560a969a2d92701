package dev.censim.proto.ikev1;

import dev.censim.proto.Machine;
import dev.censim.proto.ike.IkeDiscard;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.wire.ikev1.IsakmpMessage;
import dev.censim.wire.ikev1.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The quick modes under one ISAKMP SA, those under way and the last ones that are over: their last message may be asked for again. */
final class QuickModes {

    private static final int REMEMBERED = 8;

    private final List<QuickMode> all = new ArrayList<>();

    QuickModes copy() {
        QuickModes copy = new QuickModes();
        all.forEach(quickMode -> copy.all.add(quickMode.copy()));
        return copy;
    }

    /** @param replaces inbound SPI of the SA that is rekeyed */
    void begin(IsakmpSa sa, OptionalInt replaces, Turn turn) {
        add(QuickMode.begin(sa, replaces, turn));
    }

    void received(IsakmpSa sa, IsakmpMessage message, byte[] raw, Turn turn) {
        Optional<QuickMode> known = all.stream()
                .filter(quickMode -> quickMode.messageId() == message.messageId())
                .findFirst();
        if (!message.isEncrypted() || message.messageId() == 0) {
            turn.discard(IkeDiscard.UNEXPECTED);
        } else if (known.isPresent()) {
            known.get().received(sa, message, raw, turn);
        } else if (sa.messageIds().contains(message.messageId())) {
            turn.discard(IkeDiscard.OUT_OF_WINDOW);
        } else {
            QuickMode.answer(sa, message, raw, turn).ifPresent(this::add);
        }
    }

    /** The peer refuses one, named by the SPI of this end, or without a name the only one. */
    boolean refused(IsakmpSa sa, Notification notification, IkeOutput.Failed failure, Turn turn) {
        List<QuickMode> pending = all.stream().filter(QuickMode::isPending).toList();
        Optional<QuickMode> named = pending.stream()
                .filter(quickMode -> notification.spi().length() == 4
                        && quickMode.spiIn() == (int) notification.spi().toLong())
                .findFirst();
        Optional<QuickMode> meant = named.or(
                () -> pending.stream().filter(quickMode -> pending.size() == 1).findFirst());
        meant.ifPresent(quickMode -> quickMode.fail(sa, failure, turn));
        return meant.isPresent();
    }

    /** Whether one is under way, whoever began it. */
    boolean isAnyPending() {
        return all.stream().anyMatch(QuickMode::isPending);
    }

    /** Whether this end is rekeying this SA. */
    boolean isReplacing(int spiIn) {
        return all.stream()
                .anyMatch(quickMode ->
                        quickMode.isPending() && quickMode.replaces().equals(OptionalInt.of(spiIn)));
    }

    /** The ISAKMP SA is over. */
    void abandon(Turn turn) {
        all.stream()
                .filter(QuickMode::isPending)
                .forEach(quickMode -> turn.phaseTwoSas().abandon(quickMode.spiIn(), turn));
        all.clear();
    }

    long deadline() {
        long next = Machine.NEVER;
        for (int i = 0; i < all.size(); i++) {
            next = Math.min(next, all.get(i).deadline());
        }
        return next;
    }

    void expire(IsakmpSa sa, Turn turn) {
        for (QuickMode quickMode : List.copyOf(all)) {
            if (sa.isOpen()) {
                quickMode.expire(sa, turn);
            }
        }
    }

    private void add(QuickMode quickMode) {
        all.add(quickMode);
        if (all.size() > REMEMBERED) {
            all.stream().filter(over -> !over.isPending()).findFirst().ifPresent(all::remove);
        }
    }
}
