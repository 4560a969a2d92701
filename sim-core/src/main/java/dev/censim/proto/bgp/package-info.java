/**
 * BGP-4 without sockets and without a clock: {@link dev.censim.proto.bgp.BgpSession} is one connection's state machine,
 * {@link dev.censim.proto.bgp.BgpSpeaker} a router with several peers.
 *
 * <p><b>How bytes come in.</b> The driver owns TCP. It hands the octets of a connection to the speaker in whatever pieces they
 * arrive; the session's framer cuts them into messages and the finite state machine of RFC 4271 section 8.2.2 acts on each. What is
 * malformed ends the session with the NOTIFICATION of section 6, unless RFC 7606 says that withdrawing the routes of that UPDATE
 * is enough. An UPDATE passes the import rules (AS loop, first AS, next hop, preference), the session's policy and its limit of
 * prefixes into the Adj-RIB-In of its session, and the decision process of section 9.1.2 chooses again for each prefix that it named.
 * Prefixes of an UPDATE of which the same is to be said share an output.
 * Messages are acted on one by one, so the chopping of the stream never shows in the outputs.
 *
 * <p><b>How routes go out.</b> The Loc-RIB holds the best path and its equals (multipath) per prefix. A changed best path goes
 * through the export rules and the policy of each session into its Adj-RIB-Out, which knows what the peer has been told, and from
 * there, at once or when the minimum route advertisement interval has passed, into UPDATEs of at most 4096 octets, one group of
 * prefixes for each set of attributes. A new session gets the whole Loc-RIB and the End-of-RIB marker.
 *
 * <p><b>Connections.</b> Both ends of a peering may connect. {@code Peering} then has two state machines, and section 6.8 decides when
 * an OPEN arrives which one stays. A driver tells connections apart by number; one that carries a single connection per session asks
 * {@link dev.censim.proto.bgp.BgpSpeaker#acceptsConnection} before it lets the peer's in.
 *
 * <p><b>Restarts.</b> Where both ends offer graceful restart, the routes of a peer whose connection broke without a NOTIFICATION stay in
 * use, stale, until it has announced them again or its time is over; a new connection of the peer replaces the one that seemed up.
 * {@link dev.censim.proto.bgp.BgpSpeaker#restarted} is the router that has restarted itself: it selects nothing before it has heard its
 * peers.
 *
 * <p><b>RFCs.</b> 4271; 6793 (four-octet AS), 5492 and 9072 (capabilities), 7606 (error handling), 2918 (route refresh), 1997
 * (communities), 4486 (Cease), 4724 (graceful restart), 6286 (identifier), 6608 (FSM error subcodes), 7607 (AS 0); of 4456 only what
 * a client of a reflector reads.
 *
 * <p><b>Choices.</b> MRAI is per destination and peer, 0 (off) by default as many stacks ship it; when on it also holds withdrawals
 * back, as section 9.2.1.1 says. A failed session restarts by itself after an idle-hold time that doubles up to a maximum and falls
 * back to the first value after the session has been established for that maximum; while only an attempt to connect has failed, the
 * peer's connection ends the wait. A route is not sent back to the session that it was learned from. Routes that the router
 * originates itself always win over learned ones. ECMP lists external paths that are equal through step (e).
 *
 * <p><b>Left out.</b> ADD-PATH, route reflection, confederations, other address families, DelayOpen, the N bit of RFC 8538, TCP-MD5 and
 * TCP-AO (those belong to the carrier). Each next hop counts as resolvable at cost 0: a peer is always on the link.
 *
 * <p>Knows no kernel, no socket and no clock.
 */
@NullMarked
package dev.censim.proto.bgp;

import org.jspecify.annotations.NullMarked;
