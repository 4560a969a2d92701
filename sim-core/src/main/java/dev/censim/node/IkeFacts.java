package dev.censim.node;

import dev.censim.facts.CaptureFact;
import dev.censim.facts.CloseCause;
import dev.censim.facts.DropCause;
import dev.censim.facts.IkeExchange;
import dev.censim.facts.IkeFailure;
import dev.censim.facts.NetworkFact;
import dev.censim.facts.Side;
import dev.censim.kernel.Fact;
import dev.censim.proto.ike.ChildSa;
import dev.censim.proto.ike.IkeCloseCause;
import dev.censim.proto.ike.IkeDiscard;
import dev.censim.proto.ike.IkeKeys;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.proto.ike.IkeRefusal;
import dev.censim.proto.ike.UdpPath;

/** What IKE tells of itself, as facts about a tunnel. */
final class IkeFacts {

    private IkeFacts() {}

    /** Whether an output that is a mere observation is noted at this end; keys only where the run captures. */
    static boolean isFact(IkeOutput output, EndpointConfig at) {
        if (output instanceof IkeOutput.Alive) {
            return false; // the capture shows it; that nothing happened is no fact
        } else if (output instanceof IkeOutput.IkeKeysDerived) {
            return at.captures() && at.side() == Side.CLOUD; // the other end has the same
        }
        return !(output instanceof IkeOutput.Ikev1KeysDerived) || at.captures();
    }

    /** The fact about such an output. */
    static Fact of(IkeOutput output, long now, EndpointConfig at) {
        int actor = at.gateway();
        int tunnel = at.tunnel();
        if (output instanceof IkeOutput.IkeSaEstablished sa) {
            return new NetworkFact.IkeSaEstablished(
                    now, actor, tunnel, at.side(), sa.spiInitiator(), sa.spiResponder(), sa.initiator());
        } else if (output instanceof IkeOutput.IkeSaClosed sa) {
            return new NetworkFact.IkeSaClosed(
                    now, actor, tunnel, at.side(), sa.spiInitiator(), sa.spiResponder(), cause(sa.cause()));
        } else if (output instanceof IkeOutput.Retransmitted again) {
            return new NetworkFact.IkeRetransmitted(now, actor, tunnel, at.side(), again.messageId(), again.attempt());
        } else if (output instanceof IkeOutput.EspPath changed) {
            int port = changed.path().map(UdpPath::remotePort).orElse(0);
            return new NetworkFact.EspPathMoved(
                    now, actor, tunnel, at.side(), at.remoteAddress().bits(), port);
        } else if (output instanceof IkeOutput.PeerDead) {
            return new NetworkFact.PeerDead(now, actor, tunnel, at.side());
        } else if (output instanceof IkeOutput.Failed failed) {
            return new NetworkFact.IkeFailed(
                    now,
                    actor,
                    tunnel,
                    at.side(),
                    failure(failed.cause()),
                    exchange(failed.exchange()),
                    failed.toldByPeer());
        } else if (output instanceof IkeOutput.IkeKeysDerived derived) {
            IkeKeys keys = derived.keys();
            return new CaptureFact.IkeKeysSeen(
                    now,
                    actor,
                    tunnel,
                    derived.spiInitiator(),
                    derived.spiResponder(),
                    keys.encryption(),
                    keys.integrity(),
                    keys.skEi(),
                    keys.skEr(),
                    keys.skAi(),
                    keys.skAr());
        } else if (output instanceof IkeOutput.Ikev1KeysDerived derived) {
            return new CaptureFact.Ikev1KeysSeen(
                    now,
                    actor,
                    tunnel,
                    derived.cookieInitiator(),
                    derived.cookieResponder(),
                    derived.keys().encryption(),
                    derived.keys().hash(),
                    derived.keys().cipherKey());
        }
        throw new AssertionError(output);
    }

    static NetworkFact installed(ChildSa child, long now, EndpointConfig at) {
        return new NetworkFact.ChildSaInstalled(
                now, at.gateway(), at.tunnel(), at.side(), child.spiIn(), child.spiOut());
    }

    static NetworkFact closed(ChildSa child, CloseCause cause, long now, EndpointConfig at) {
        return new NetworkFact.ChildSaClosed(
                now, at.gateway(), at.tunnel(), at.side(), child.spiIn(), child.spiOut(), cause);
    }

    /** The keys of the inbound SA. */
    static CaptureFact keysIn(ChildSa child, long now, EndpointConfig at) {
        return new CaptureFact.EspKeysSeen(
                now,
                at.gateway(),
                at.tunnel(),
                at.remoteAddress().bits(),
                at.outsideAddress().bits(),
                child.spiIn(),
                child.encryption(),
                child.integrity(),
                child.encryptionKeyIn(),
                child.integrityKeyIn());
    }

    /** The keys of the outbound SA, whose packets may be on their way before the peer has it, or although it never will. */
    static CaptureFact keysOut(ChildSa child, long now, EndpointConfig at) {
        return new CaptureFact.EspKeysSeen(
                now,
                at.gateway(),
                at.tunnel(),
                at.outsideAddress().bits(),
                at.remoteAddress().bits(),
                child.spiOut(),
                child.encryption(),
                child.integrity(),
                child.encryptionKeyOut(),
                child.integrityKeyOut());
    }

    static DropCause cause(IkeDiscard cause) {
        return switch (cause) {
            case MALFORMED -> DropCause.IKE_MALFORMED;
            case VERSION -> DropCause.IKE_VERSION;
            case UNKNOWN_SA -> DropCause.IKE_UNKNOWN_SA;
            case NOT_AUTHENTIC -> DropCause.IKE_NOT_AUTHENTIC;
            case OUT_OF_WINDOW -> DropCause.IKE_OUT_OF_WINDOW;
            case UNEXPECTED -> DropCause.IKE_UNEXPECTED;
        };
    }

    static CloseCause cause(IkeCloseCause cause) {
        return switch (cause) {
            case PEER_DEAD -> CloseCause.PEER_DEAD;
            case PEER_DELETED -> CloseCause.PEER_DELETED;
            case CLOSED -> CloseCause.CLOSED;
            case REPLACED -> CloseCause.REPLACED;
            case EXPIRED -> CloseCause.EXPIRED;
            case FAILED -> CloseCause.FAILED;
        };
    }

    private static IkeFailure failure(IkeRefusal cause) {
        return switch (cause) {
            case NO_RESPONSE -> IkeFailure.NO_RESPONSE;
            case AUTHENTICATION_FAILED -> IkeFailure.AUTHENTICATION_FAILED;
            case INVALID_ID -> IkeFailure.INVALID_ID;
            case NO_PROPOSAL_CHOSEN -> IkeFailure.NO_PROPOSAL_CHOSEN;
            case TS_UNACCEPTABLE -> IkeFailure.TS_UNACCEPTABLE;
            case INVALID_KE_PAYLOAD -> IkeFailure.INVALID_KE_PAYLOAD;
            case INVALID_SYNTAX -> IkeFailure.INVALID_SYNTAX;
            case UNSUPPORTED_CRITICAL_PAYLOAD -> IkeFailure.UNSUPPORTED_CRITICAL_PAYLOAD;
            case INVALID_MAJOR_VERSION -> IkeFailure.INVALID_MAJOR_VERSION;
            case INVALID_EXCHANGE_TYPE -> IkeFailure.INVALID_EXCHANGE_TYPE;
            case UNDECRYPTABLE -> IkeFailure.UNDECRYPTABLE;
            case INVALID_HASH -> IkeFailure.INVALID_HASH;
            case MISSING_PAYLOAD -> IkeFailure.MISSING_PAYLOAD;
            case UNEXPECTED_PAYLOAD -> IkeFailure.UNEXPECTED_PAYLOAD;
            case OTHER -> IkeFailure.OTHER;
        };
    }

    private static IkeExchange exchange(dev.censim.proto.ike.IkeExchange exchange) {
        return switch (exchange) {
            case IKE_SA_INIT -> IkeExchange.IKE_SA_INIT;
            case IKE_AUTH -> IkeExchange.IKE_AUTH;
            case CREATE_CHILD_SA -> IkeExchange.CREATE_CHILD_SA;
            case REKEY_CHILD_SA -> IkeExchange.REKEY_CHILD_SA;
            case REKEY_IKE_SA -> IkeExchange.REKEY_IKE_SA;
            case INFORMATIONAL -> IkeExchange.INFORMATIONAL;
            case MAIN_MODE -> IkeExchange.MAIN_MODE;
            case AGGRESSIVE_MODE -> IkeExchange.AGGRESSIVE_MODE;
            case QUICK_MODE -> IkeExchange.QUICK_MODE;
        };
    }
}
