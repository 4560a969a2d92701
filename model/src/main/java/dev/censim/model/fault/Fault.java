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

    /** The cloud's end of a BGP session is reset by an operator (Cease, Administrative Reset); it has no repair. */
    record BgpSessionReset(String session) implements Fault {}

    /** The NAT in front of a customer gateway is restarted and forgets its mappings; it has no repair. */
    record NatRestart(String customerGateway) implements Fault {}

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
