package dev.censim.facts;

import java.util.List;

/**
 * Names of everything that facts number. Numbers are dense and follow the order of declaration.
 *
 * @param actors by actor id
 * @param tunnels by tunnel number, full names such as {@code vpn-shanghai.tunnel1}
 * @param sessions BGP sessions by session number: the name of their tunnel or VBR
 * @param flows by flow number
 * @param tables forwarding tables by table number, such as {@code tr-sg/system}, {@code vpc-app} or {@code cgw-1}
 */
public record Names(
        List<String> actors, List<String> tunnels, List<String> sessions, List<String> flows, List<String> tables) {

    public Names {
        actors = List.copyOf(actors);
        tunnels = List.copyOf(tunnels);
        sessions = List.copyOf(sessions);
        flows = List.copyOf(flows);
        tables = List.copyOf(tables);
    }

    /** How the way of a packet shows that it went into a tunnel: {@code -1 - tunnel}, which is no actor's id. */
    public static int hopInto(int tunnel) {
        return -1 - tunnel;
    }

    /** The name of one hop of a packet: an actor's when not negative, else that of the tunnel of {@link #hopInto}. */
    public String hop(int hop) {
        return hop >= 0 ? actors.get(hop) : tunnels.get(-1 - hop);
    }
}
