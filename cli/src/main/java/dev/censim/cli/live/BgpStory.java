package dev.censim.cli.live;

import dev.censim.proto.bgp.BgpSession;
import dev.censim.proto.bgp.Negotiated;
import dev.censim.proto.bgp.SpeakerOutput;
import dev.censim.wire.bgp.BgpCodec;
import dev.censim.wire.bgp.BgpMessage;
import dev.censim.wire.bgp.PathAttributes;
import java.io.PrintStream;
import java.util.Locale;

/** Tells in lines what a live BGP router does, each with the seconds since the start. Of many routes the first are told one by one. */
public final class BgpStory implements BgpObserver {

    private static final int TOLD_ONE_BY_ONE = 20;
    private static final long NANOS = 1_000_000_000L;

    private final PrintStream out;
    private int received;
    private int withdrawn;
    private int advertised;
    private int told;

    public BgpStory(PrintStream out) {
        this.out = out;
    }

    @Override
    public void sent(long at, byte[] message) {
        switch (message[BgpCodec.TYPE]) {
            case BgpMessage.OPEN -> tell(at, "sent OPEN");
            case BgpMessage.NOTIFICATION -> tell(at, "sent NOTIFICATION " + message[19] + "/" + message[20]);
            case BgpMessage.ROUTE_REFRESH -> tell(at, "sent ROUTE-REFRESH");
            default -> {
                // KEEPALIVEs are many, and what UPDATEs say is told by itself.
            }
        }
    }

    @Override
    public void established(long at, Negotiated agreed) {
        tell(
                at,
                "session with AS " + agreed.peerAsn() + ", identifier " + agreed.peerIdentifier() + ": "
                        + (agreed.external() ? "external" : "internal") + ", hold time "
                        + agreed.holdNanos() / NANOS + " s, "
                        + (agreed.fourOctetAs() ? "four-octet" : "two-octet") + " AS numbers"
                        + (agreed.routeRefresh() ? ", route refresh" : "")
                        + (agreed.gracefulRestart().isPresent() ? ", graceful restart" : ""));
    }

    @Override
    public void noted(long at, SpeakerOutput output) {
        if (output instanceof SpeakerOutput.Connect) {
            tell(at, "connecting");
        } else if (output instanceof SpeakerOutput.Moved moved) {
            moved(at, moved);
        } else if (output instanceof SpeakerOutput.EndOfRib) {
            tell(at, "received End-of-RIB; " + received + " routes received so far");
        } else if (output instanceof SpeakerOutput.RoutesStale stale) {
            tell(at, "the peer restarts; its " + stale.prefixes() + " routes stay for now");
        } else if (output instanceof SpeakerOutput.RoutesReceived routes) {
            received += routes.prefixes().size();
            String way = describe(routes.attributes());
            routes.prefixes().forEach(prefix -> route(at, "received  " + prefix + way));
        } else if (output instanceof SpeakerOutput.RoutesWithdrawn routes) {
            withdrawn += routes.prefixes().size();
            routes.prefixes().forEach(prefix -> route(at, "withdrawn " + prefix));
        } else if (output instanceof SpeakerOutput.RouteRejected route) {
            route(at, "rejected  " + route.prefix() + ": " + route.reason());
        } else if (output instanceof SpeakerOutput.RouteAdvertised route) {
            advertised++;
            route(at, "announced " + route.prefix() + describe(route.attributes()));
        } else if (output instanceof SpeakerOutput.RouteRetracted route) {
            route(at, "retracted " + route.prefix());
        }
    }

    /** What the run came to. */
    public void sum() {
        out.println(received + " routes received, " + withdrawn + " withdrawn, " + advertised + " announced");
    }

    private void moved(long at, SpeakerOutput.Moved moved) {
        String why = moved.notification()
                .map(last -> ", NOTIFICATION " + last.code() + "/" + last.subcode())
                .orElse("");
        tell(at, name(moved.from()) + " -> " + name(moved.to()) + ": " + moved.reason() + why);
    }

    private void route(long at, String sentence) {
        if (told < TOLD_ONE_BY_ONE) {
            tell(at, sentence);
        } else if (told == TOLD_ONE_BY_ONE) {
            tell(at, "further routes are only counted");
        }
        told++;
    }

    private static String describe(PathAttributes route) {
        return " via " + route.nextHop() + ", path " + (route.asPath().isEmpty() ? "empty" : route.asPath())
                + (route.med().isPresent() ? ", MED " + route.med().getAsLong() : "")
                + (route.communities().isEmpty() ? "" : ", communities " + route.communities());
    }

    /** As RFC 4271 writes it. */
    private static String name(BgpSession.State state) {
        return switch (state) {
            case IDLE -> "Idle";
            case CONNECT -> "Connect";
            case ACTIVE -> "Active";
            case OPEN_SENT -> "OpenSent";
            case OPEN_CONFIRM -> "OpenConfirm";
            case ESTABLISHED -> "Established";
        };
    }

    private void tell(long at, String sentence) {
        out.println(String.format(Locale.ROOT, "%10.3f s  %s", at / 1e9, sentence));
    }
}
