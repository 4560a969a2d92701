package dev.censim.scenarios.explain.message;

import dev.censim.scenarios.explain.message.Item.Kind;
import dev.censim.wire.Malformed;
import dev.censim.wire.ike.Octets;
import dev.censim.wire.ikev1.Deletion;
import dev.censim.wire.ikev1.IsakmpPayload;
import dev.censim.wire.ikev1.IsakmpProposal;
import dev.censim.wire.ikev1.IsakmpTransform;
import dev.censim.wire.ikev1.Notification;
import dev.censim.wire.ikev1.NotifyMessage;
import dev.censim.wire.ikev1.SecurityAssociation;
import dev.censim.wire.ikev1.VendorId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the payloads of IKEv1 tell: RFC 2407, 2408, 3706, 3947. */
final class IsakmpItems {

    /** RFC 2409 appendix A. */
    private static final int PHASE_1_LIFE_DURATION = 12;

    /** RFC 2407 section 4.5. */
    private static final int PHASE_2_LIFE_DURATION = 2;

    private IsakmpItems() {}

    static List<Item> of(List<IsakmpPayload> payloads) throws Malformed {
        List<Item> items = new ArrayList<>();
        for (IsakmpPayload payload : payloads) {
            switch (payload.type()) {
                case IsakmpPayload.SA -> lifetime(payload.body()).ifPresent(items::add);
                case IsakmpPayload.NOTIFY -> items.add(notify(Notification.read(payload.body())));
                case IsakmpPayload.DELETE -> items.addAll(deletions(Deletion.read(payload.body())));
                case IsakmpPayload.VENDOR_ID -> announcement(payload.body()).ifPresent(items::add);
                default -> {}
            }
        }
        return items;
    }

    /** Of the first transform: all offer the same. */
    private static Optional<Item> lifetime(Octets body) throws Malformed {
        for (IsakmpProposal proposal : SecurityAssociation.read(body).proposals()) {
            int type = proposal.protocol() == IsakmpProposal.ISAKMP ? PHASE_1_LIFE_DURATION : PHASE_2_LIFE_DURATION;
            for (IsakmpTransform transform : proposal.transforms()) {
                if (transform.value(type).isPresent()) {
                    long seconds = transform.value(type).getAsLong();
                    return Optional.of(new Item(Kind.LIFETIME, "life duration " + seconds + " s"));
                }
            }
        }
        return Optional.empty();
    }

    private static Item notify(Notification notification) {
        String name = NotifyMessage.name(notification.type());
        return switch (notification.type()) {
            case NotifyMessage.R_U_THERE, NotifyMessage.R_U_THERE_ACK -> new Item(Kind.PROBE, name);
            default -> new Item(notification.isError() ? Kind.REFUSAL : Kind.STATUS, "notify " + name);
        };
    }

    private static List<Item> deletions(Deletion deletion) {
        if (deletion.protocol() == IsakmpProposal.ISAKMP) {
            return List.of(new Item(Kind.DELETION, "DELETE of the ISAKMP SA"));
        }
        return deletion.spis().stream()
                .map(spi -> new Item(Kind.DELETION, "DELETE of ESP SA " + spi))
                .toList();
    }

    private static Optional<Item> announcement(Octets vendorId) {
        return vendorId.equals(VendorId.NAT_TRAVERSAL)
                ? Optional.of(new Item(Kind.NAT_TRAVERSAL_ANNOUNCED, "the vendor ID of NAT traversal"))
                : Optional.empty();
    }
}
