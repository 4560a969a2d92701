package dev.censim.wire.ike;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An IKEv2 message. With SK as its only payload it is as on the wire; opened, its payloads are those that were inside.
 *
 * @param spiInitiator SPI chosen by the original initiator of the IKE SA
 * @param spiResponder SPI chosen by the original responder, 0 in requests of IKE_SA_INIT
 * @param fromInitiator the sender is the original initiator of the IKE SA
 */
public record IkeMessage(
        long spiInitiator,
        long spiResponder,
        Exchange exchange,
        boolean fromInitiator,
        boolean response,
        int messageId,
        List<Payload> payloads) {

    public IkeMessage {
        payloads = List.copyOf(payloads);
    }

    public IkeMessage with(List<Payload> others) {
        return new IkeMessage(spiInitiator, spiResponder, exchange, fromInitiator, response, messageId, others);
    }

    /** The first payload of a kind. */
    public <P extends Payload> Optional<P> first(Class<P> kind) {
        for (Payload payload : payloads) {
            if (kind.isInstance(payload)) {
                return Optional.of(kind.cast(payload));
            }
        }
        return Optional.empty();
    }

    /** All payloads of a kind, in order. */
    public <P extends Payload> List<P> all(Class<P> kind) {
        List<P> all = new ArrayList<>();
        for (Payload payload : payloads) {
            if (kind.isInstance(payload)) {
                all.add(kind.cast(payload));
            }
        }
        return all;
    }

    /** The first notify of a type. */
    public Optional<Payload.Notify> notify(int notifyType) {
        return all(Payload.Notify.class).stream()
                .filter(notify -> notify.notifyType() == notifyType)
                .findFirst();
    }

    /** The first notify that reports an error. */
    public Optional<Payload.Notify> error() {
        return all(Payload.Notify.class).stream()
                .filter(Payload.Notify::isError)
                .findFirst();
    }

    public Optional<Payload.Identification> identification(boolean initiator) {
        return all(Payload.Identification.class).stream()
                .filter(id -> id.initiator() == initiator)
                .findFirst();
    }

    public Optional<Payload.TrafficSelectors> selectors(boolean initiator) {
        return all(Payload.TrafficSelectors.class).stream()
                .filter(selectors -> selectors.initiator() == initiator)
                .findFirst();
    }
}
