package dev.censim.scenarios.read;

import dev.censim.model.address.Prefix;
import dev.censim.model.topology.Attachment;
import dev.censim.model.topology.CustomerGateway;
import dev.censim.model.topology.DataCenter;
import dev.censim.model.topology.VpnConnection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Product page, Quotas: of equal routes through VPN attachments 16 share traffic, and no scenario can adjust that. */
final class EcmpRules {

    private static final int ECMP_MAX = 16;

    /** Where equal routes meet: those of BGP have a longer way than those by hand. */
    private record Meeting(String router, String table, Prefix prefix, boolean isLearned) {}

    private final Draft draft;
    private final Map<String, DataCenter> homes = new HashMap<>();

    EcmpRules(Draft draft) {
        this.draft = draft;
    }

    void check() {
        for (Declared<DataCenter> dataCenter : draft.dataCenters.values()) {
            for (CustomerGateway gateway : dataCenter.value().customerGateways()) {
                homes.put(gateway.name(), dataCenter.value());
            }
        }
        Map<Meeting, Integer> routes = new LinkedHashMap<>();
        for (Declared<VpnConnection> connection : draft.vpnConnections.values()) {
            Set<Meeting> meetings = connection
                    .value()
                    .attachment()
                    .map(attachment -> meetings(connection.value(), attachment))
                    .orElseGet(LinkedHashSet::new);
            for (Meeting meeting : meetings) {
                int count = routes.merge(meeting, 1, Integer::sum);
                if (count > ECMP_MAX) {
                    warn(connection, meeting, count);
                }
            }
        }
    }

    private void warn(Declared<VpnConnection> connection, Meeting meeting, int count) {
        draft.diagnostics.warning(
                connection.at().mark(),
                "IPsec-VPN connection " + Quote.of(connection.value().name()) + " has equal route number " + count
                        + " to " + meeting.prefix + " at transit router " + Quote.of(meeting.router) + "; " + ECMP_MAX
                        + " share traffic, and it waits until one of them is gone (product page, Quotas)",
                "the quota is not adjustable: give some connections other destinations, or another transit router");
    }

    private Set<Meeting> meetings(VpnConnection connection, Attachment attachment) {
        Set<Meeting> meetings = new LinkedHashSet<>();
        String router = attachment.transitRouter();
        for (String table : attachment.propagatedRouteTables()) {
            connection.routes().forEach(prefix -> meetings.add(new Meeting(router, table, prefix, false)));
            connection.remoteSubnets().stream()
                    .filter(prefix -> !prefix.equals(Prefix.DEFAULT))
                    .forEach(prefix -> meetings.add(new Meeting(router, table, prefix, false)));
            if (connection.enableTunnelsBgp()) {
                announced(connection).forEach(prefix -> meetings.add(new Meeting(router, table, prefix, true)));
            }
        }
        return meetings;
    }

    /** What the gateways of a connection announce: the blocks of their data centres. */
    private Set<Prefix> announced(VpnConnection connection) {
        Set<Prefix> prefixes = new LinkedHashSet<>();
        connection.tunnels().forEach(tunnel -> {
            DataCenter home = homes.get(tunnel.customerGateway());
            if (home != null) {
                prefixes.addAll(home.cidrBlocks());
            }
        });
        return prefixes;
    }
}
