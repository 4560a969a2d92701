/**
 * The frames of a run as a pcapng file, and the keys that open them as Wireshark's preference tables.
 *
 * <p>Follows the pcapng file format (draft-ietf-opsawg-pcapng) with raw IPv4 packets, and the names of Wireshark's own tables.
 * Keys leave this package only in those tables.
 */
@NullMarked
package dev.censim.reports.capture;

import org.jspecify.annotations.NullMarked;
