package dev.censim.cli.live;

/** Who begins: the initiator sends the first message and begins again after a loss, the responder waits. */
public enum Role {
    INITIATOR,
    RESPONDER
}
