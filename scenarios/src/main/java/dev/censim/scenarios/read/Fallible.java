package dev.censim.scenarios.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The elements of a scenario that can fail by themselves, by the ids under which the analyses of failures tell of them. */
final class Fallible {

    /** What can fail, and how. */
    enum Type {
        PATH("path", true, true),
        CIRCUIT("circuit", true, true),
        PEER_LINK("peerLink", true, true),
        TUNNEL_ENDPOINT("tunnelEndpoint", true, false),
        CUSTOMER_GATEWAY("customerGateway", true, false),
        ATTACHMENT("attachment", false, true),
        SESSION("session", true, true),
        ZONE("zone", true, false),
        REGION("region", true, false);

        private final String text;
        private final boolean isSilentPossible;
        private final boolean isCleanPossible;

        Type(String text, boolean isSilentPossible, boolean isCleanPossible) {
            this.text = text;
            this.isSilentPossible = isSilentPossible;
            this.isCleanPossible = isCleanPossible;
        }

        String text() {
            return text;
        }

        /** How many of a million failures are silent where the scenario does not say: the worst. */
        int silentPerMillion() {
            return isSilentPossible ? 1_000_000 : 0;
        }

        boolean allows(int silentPerMillion) {
            return (isSilentPossible || silentPerMillion == 0) && (isCleanPossible || silentPerMillion == 1_000_000);
        }
    }

    static final Form<Type> TYPE = Form.oneOf(Arrays.asList(Type.values()), Type::text);

    private final Map<String, Type> byId = new LinkedHashMap<>();

    /** When everything else has been read. */
    Fallible(Draft draft) {
        Set<String> circuits = new LinkedHashSet<>();
        draft.vbrs.values().forEach(vbr -> circuits.add(vbr.value().path()));
        for (String path : draft.paths.keySet()) {
            boolean isCircuit = circuits.contains(path);
            boolean isPeerLink = draft.interRegionConnections.containsKey(path);
            add(isCircuit ? Type.CIRCUIT : isPeerLink ? Type.PEER_LINK : Type.PATH, path);
        }
        draft.tunnels.keySet().forEach(tunnel -> add(Type.TUNNEL_ENDPOINT, tunnel));
        draft.customerGateways.keySet().forEach(gateway -> add(Type.CUSTOMER_GATEWAY, gateway));
        attachments(draft);
        draft.tunnels.forEach((name, tunnel) -> addIf(tunnel.value().bgp().isPresent(), Type.SESSION, name));
        draft.vbrs.forEach((name, vbr) -> addIf(vbr.value().bgp().isPresent(), Type.SESSION, name));
        draft.regions.values().forEach(region -> region.value().zones().forEach(zone -> add(Type.ZONE, zone)));
        draft.regions.keySet().forEach(region -> add(Type.REGION, region));
    }

    private void attachments(Draft draft) {
        draft.vpcs.forEach((name, vpc) -> addIf(vpc.value().attachment().isPresent(), Type.ATTACHMENT, name));
        draft.vpnConnections.forEach(
                (name, vpn) -> addIf(vpn.value().attachment().isPresent(), Type.ATTACHMENT, name));
        draft.vbrs.forEach((name, vbr) -> addIf(vbr.value().attachment().isPresent(), Type.ATTACHMENT, name));
        draft.ecrs.forEach((name, ecr) -> addIf(!ecr.value().transitRouters().isEmpty(), Type.ATTACHMENT, name));
        draft.ccns.keySet().forEach(name -> add(Type.ATTACHMENT, name));
    }

    private void addIf(boolean isFallible, Type type, String name) {
        if (isFallible) {
            add(type, name);
        }
    }

    private void add(Type type, String name) {
        byId.put(type.text() + ":" + name, type);
    }

    /** In the order of kinds, and of the file. */
    Map<String, Type> byId() {
        return byId;
    }

    /** The ids that fit an id or a pattern. */
    List<String> matching(String pattern) {
        List<String> found = new ArrayList<>(byId.keySet());
        found.removeIf(id -> !Names.fits(pattern, id));
        return found;
    }
}
