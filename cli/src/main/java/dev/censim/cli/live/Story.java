package dev.censim.cli.live;

import dev.censim.model.address.Ipv4;
import dev.censim.proto.ike.ChildSa;
import dev.censim.proto.ike.IkeExchange;
import dev.censim.proto.ike.IkeOutput;
import dev.censim.wire.ike.Exchange;
import dev.censim.wire.ike.IkeHeader;
import dev.censim.wire.ikev1.ExchangeType;
import java.io.PrintStream;
import java.util.Locale;

/** Tells in lines what a live endpoint does: messages as they pass, and what they led to, each with the seconds since the start. */
public final class Story implements LiveObserver {

    private final PrintStream out;

    public Story(PrintStream out) {
        this.out = out;
    }

    @Override
    public void sent(long at, byte[] message) {
        tell(at, "sent     " + header(message));
    }

    @Override
    public void received(long at, byte[] message) {
        tell(at, "received " + header(message));
    }

    @Override
    public void noted(long at, IkeOutput output) {
        if (output instanceof IkeOutput.IkeSaEstablished sa) {
            tell(
                    at,
                    "IKE SA " + name(sa.spiInitiator(), sa.spiResponder()) + " established as "
                            + (sa.initiator() ? "initiator" : "responder"));
        } else if (output instanceof IkeOutput.IkeSaClosed sa) {
            tell(at, "IKE SA " + name(sa.spiInitiator(), sa.spiResponder()) + " closed: " + sa.cause());
        } else if (output instanceof IkeOutput.ChildInstalled installed) {
            tell(at, installed(installed.child()));
        } else if (output instanceof IkeOutput.ChildClosed closed) {
            tell(at, "child SA " + name(closed.child()) + " closed: " + closed.cause());
        } else if (output instanceof IkeOutput.OutboundSwitched switched) {
            tell(at, "sending through child SA " + name(switched.child()));
        } else if (output instanceof IkeOutput.Discarded discarded) {
            tell(at, "dropped a datagram: " + discarded.cause());
        } else if (output instanceof IkeOutput.EspPath esp) {
            tell(at, esp.path().map(path -> "ESP goes within UDP, " + path).orElse("ESP goes as IP protocol 50"));
        } else if (output instanceof IkeOutput.Retransmitted again) {
            tell(
                    at,
                    "retransmission " + again.attempt() + " of message " + Integer.toUnsignedString(again.messageId()));
        } else if (output instanceof IkeOutput.Alive alive) {
            tell(at, alive.asked() ? "DPD: the peer answered" : "DPD: answered the peer");
        } else if (output instanceof IkeOutput.PeerDead) {
            tell(at, "DPD: the peer is dead");
        } else if (output instanceof IkeOutput.Failed failed) {
            String who = failed.toldByPeer() ? ", says the peer" : "";
            tell(at, "negotiation failed in " + words(failed.exchange()) + ": " + failed.cause() + who);
        }
    }

    @Override
    public void answeredPing(long at, Ipv4 from, int sequence) {
        tell(at, "ping " + sequence + " from " + from + " answered");
    }

    @Override
    public void pingAnswered(long at, Ipv4 from, int sequence, long nanos) {
        tell(at, "ping " + sequence + String.format(Locale.ROOT, ": %s answered in %.1f ms", from, nanos / 1e6));
    }

    @Override
    public void pinged(long at, int sent, int answered) {
        tell(at, sent + " pings sent, " + answered + " answered");
    }

    @Override
    public void dropped(long at, String reason) {
        tell(at, "dropped ESP: " + reason);
    }

    private static String installed(ChildSa child) {
        String verb = child.replacesSpiIn().isPresent()
                ? String.format(
                        Locale.ROOT, " rekeys %08x: ", child.replacesSpiIn().getAsInt())
                : " established: ";
        return "child SA " + name(child) + verb + child.encryption() + " " + child.integrity() + ", "
                + child.localSelectors() + " === " + child.remoteSelectors();
    }

    private static String name(long spiInitiator, long spiResponder) {
        return String.format(Locale.ROOT, "%016x_i %016x_r", spiInitiator, spiResponder);
    }

    private static String name(ChildSa child) {
        return String.format(Locale.ROOT, "%08x_i %08x_o", child.spiIn(), child.spiOut());
    }

    private static String header(byte[] message) {
        if (message.length < IkeHeader.LENGTH) {
            return message.length + " octets that are no IKE";
        }
        boolean isVersionOne = IkeHeader.majorVersion(message, 0) == 1;
        return (isVersionOne ? versionOne(message) : versionTwo(message)) + " (" + message.length + " octets)";
    }

    /** {@code IKE_AUTH request 1}. */
    private static String versionTwo(byte[] message) {
        int type = IkeHeader.exchangeType(message, 0);
        return Exchange.of(type).map(Exchange::name).orElse("exchange " + type)
                + (IkeHeader.isResponse(message, 0) ? " response " : " request ")
                + IkeHeader.messageId(message, 0);
    }

    /** {@code quick mode 0badcafe, encrypted}: nothing tells an answer from what it answers, and phase 1 has no message ids. */
    private static String versionOne(byte[] message) {
        int type = IkeHeader.exchangeType(message, 0);
        int id = IkeHeader.messageId(message, 0);
        return ExchangeType.of(type).map(Story::words).orElse("IKEv1 exchange " + type)
                + (id == 0 ? "" : String.format(Locale.ROOT, " %08x", id))
                + (IkeHeader.isEncrypted(message, 0) ? ", encrypted" : "");
    }

    private static String words(ExchangeType exchange) {
        return switch (exchange) {
            case IDENTITY_PROTECTION -> "main mode";
            case AGGRESSIVE -> "aggressive mode";
            case INFORMATIONAL -> "informational";
            case QUICK_MODE -> "quick mode";
        };
    }

    private static String words(IkeExchange exchange) {
        return switch (exchange) {
            case MAIN_MODE -> "main mode";
            case AGGRESSIVE_MODE -> "aggressive mode";
            case QUICK_MODE -> "quick mode";
            case IKE_SA_INIT, IKE_AUTH, CREATE_CHILD_SA, REKEY_CHILD_SA, REKEY_IKE_SA, INFORMATIONAL -> exchange.name();
        };
    }

    private void tell(long at, String line) {
        out.println(String.format(Locale.ROOT, "%10.3f s  ", at / 1e9) + line);
    }
}
