package dev.censim.model.fault;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What may break. Names refer to objects of the topology. */
public sealed interface Fault {

    /** A path drops every packet and nobody is told. */
    record SilentLoss(String path, Direction direction) implements Fault {}

    /** A path loses its carrier: packets in flight are lost, and a data centre's device sees its own interface go down. */
    record LinkDown(String path) implements Fault {}

    /** A path's quality changes; what is empty stays as it is. */
    record Impairment(
            String path,
            Optional<Duration> latency,
            Optional<Duration> jitter,
            OptionalInt lossPerMillion,
            OptionalLong bitsPerSecond)
            implements Fault {}

    /** A gateway device loses power: SAs, sessions and routes are gone. Repair is a restart from its configuration. */
    record CustomerGatewayCrash(String customerGateway) implements Fault {}

    /** A zone fails: tunnel ends and hosts in it are gone. Repair starts the tunnel ends from their configuration. */
    record ZoneOutage(String zone) implements Fault {}

    /** One end of one tunnel fails: its SAs are gone. Repair starts it from its configuration. */
    record TunnelEndpointDown(String tunnel, End end) implements Fault {}

    /**
     * What is attached to a transit router fails there, or its attachment is deleted: no table has its routes, learned or static, and
     * nothing passes.
     *
     * @param transitRouter empty for all that it is attached to; always for an inter-region connection, which is one thing with two
     *     ends
     */
    record AttachmentDown(String attachment, Optional<String> transitRouter) implements Fault {}

    /** A BGP session goes down at the cloud's end and stays down until the repair. */
    record BgpSessionDown(String session, Cause cause) implements Fault {}

    /** Everything of the cloud in a region is gone. Repair starts it from its configuration. */
    record RegionOutage(String region) implements Fault {}

    /** The cloud's end of a BGP session is reset by an operator (Cease, Administrative Reset); it has no repair. */
    record BgpSessionReset(String session) implements Fault {}

    /** The NAT in front of a customer gateway is restarted and forgets its mappings; it has no repair. */
    record NatRestart(String customerGateway) implements Fault {}

    /** Which end of a tunnel fails. */
    enum End {
        CLOUD("cloud"),
        CUSTOMER("customer");

        private final String text;

        End(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** Why a BGP session is down. */
    enum Cause {
        /** An operator shuts it down, and the peer is told: Cease, Administrative Shutdown (RFC 4486). */
        SHUTDOWN("shutdown"),
        /** TCP port 179 is dropped in both directions, and nobody is told: the hold timers find out. */
        FILTERED("filtered");

        private final String text;

        Cause(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** Which way packets are lost. */
    enum Direction {
        BOTH("both"),
        TO_CUSTOMER("toCustomer"),
        TO_CLOUD("toCloud");

        private final String text;

        Direction(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
