/**
 * The actors: underlay links, hosts, VPCs, data centres, transit routers, gateways, traffic sources and the fault script, with the
 * signals that they hand each other. Each drives the protocol machines and forwards real packets; a receiver decides from the
 * bytes alone (RFC 1812 for forwarding, RFC 4301 for tunnels). Knows no file, no thread, no YAML and no wall clock.
 */
@NullMarked
package dev.censim.node;

import org.jspecify.annotations.NullMarked;
