package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The reference and the schema name exactly the keys that the reader knows; the reader is asked by its own messages. */
final class ReferenceTest {

    /** Every kind of object once, each with a key that nobody knows. */
    private static final String EVERYTHING = """
            zz: 1
            quotas: {zz: 1}
            prices: {zz: 1, public: {zz: 1}, vbr: {zz: 1}, ecr: {zz: 1}, vpc: {zz: 1}}
            regions: {zz: 1}
            transitRouters: {zz: 1, name: tr, routes: {zz: 1}, routingPolicies: {zz: 1}, routeAggregations: {zz: 1}}
            vpcs: {zz: 1, grantAttachment: {zz: 1}, vSwitches: {zz: 1}, hosts: {zz: 1}, routes: {zz: 1}, attachment: {zz: 1}}
            vpnGateways: {zz: 1}
            ccns: {zz: 1, hosts: {zz: 1}}
            dataCenters: {zz: 1, hosts: {zz: 1}, customerGateways: {zz: 1, nat: {zz: 1}}, routes: {zz: 1}}
            paths: {zz: 1}
            interRegionConnections: {zz: 1}
            ecrs:
              zz: 1
              regions: {zz: 1}
              interRegionLatencies: {zz: 1}
              transitRouterAssociations: {zz: 1}
              vpcAssociations: {zz: 1}
            vpnConnections:
              zz: 1
              enableTunnelsBgp: true
              healthCheckConfig: {zz: 1}
              tunnels:
                zz: 1
                tunnelIkeConfig: {zz: 1}
                tunnelIpsecConfig: {zz: 1}
                dpd: {zz: 1}
                retransmission: {zz: 1}
                bgpTimers: {zz: 1}
                tunnelBgpConfig: {zz: 1}
                peer:
                  zz: 1
                  tunnelBgpConfig: {zz: 1, importPolicy: {zz: 1, match: {zz: 1}, set: {zz: 1}}}
            vbrs: {zz: 1, bgp: {zz: 1, peer: {zz: 1}, bfd: {zz: 1, peer: {zz: 1}}}, healthCheck: {zz: 1}}
            vbrFailoverGroups: {zz: 1}
            traffic: {zz: 1}
            faults:
              - {zz: 1, fault: silentLoss}
              - {zz: 1, fault: linkDown}
              - {zz: 1, fault: impairment}
              - {zz: 1, fault: customerGatewayCrash}
              - {zz: 1, fault: zoneOutage}
              - {zz: 1, fault: bgpSessionReset}
              - {zz: 1, fault: tunnelEndpointDown}
              - {zz: 1, fault: attachmentDown}
              - {zz: 1, fault: bgpSessionDown}
              - {zz: 1, fault: regionOutage}
            changes:
              - {zz: 1, change: associateRouteTable}
              - {zz: 1, change: enablePropagation}
              - {zz: 1, change: disableSynchronization}
              - {zz: 1, change: addRoute, transitRouter: t}
              - {zz: 1, change: addRoute, vpc: v}
              - {zz: 1, change: addRoute, customerGateway: c}
              - {zz: 1, change: removeRoute, vpnConnection: v}
              - {zz: 1, change: removeRoute, vbr: v}
              - {zz: 1, change: addRoutingPolicy}
              - {zz: 1, change: addRouteAggregation, transitRouter: tr}
            expectations:
              - {zz: 1, tunnel: t}
              - {zz: 1, flow: f, reachable: {zz: 1}, pathThrough: x}
            repeat: {zz: 1, count: 0}
            """;

    /** In a file of its own, as no more than 200 problems are told of one. */
    private static final String AND_RELIABILITY = """
            zz: 1
            reliability:
              - {zz: 1, commonCause: {zz: 1}}
              - {zz: 1, kind: path, timeToFailure: {zz: 1, distribution: exponential}}
              - {zz: 1, element: a, timeToFailure: {zz: 1, distribution: weibull}}
              - {zz: 1, element: b, timeToFailure: {zz: 1, distribution: lognormal}}
            """;

    private static final Pattern UNKNOWN = Pattern.compile("unknown key 'zz' in (.*); allowed: (.*)");

    /** Keys by kind of object, from what the reader says is allowed. */
    private static Map<String, Set<String>> known() {
        Map<String, Set<String>> known = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>(Refusals.diagnostics(EVERYTHING));
        lines.addAll(Refusals.diagnostics(AND_RELIABILITY));
        for (String line : lines) {
            Matcher matcher = UNKNOWN.matcher(line);
            if (matcher.find()) {
                known.computeIfAbsent(matcher.group(1), kind -> new TreeSet<>())
                        .addAll(List.of(
                                matcher.group(2).lines().findFirst().orElse("").split(", ")));
            }
        }
        return known;
    }

    @Test
    void theSchemaHasTheKeysThatTheReaderKnows() throws IOException {
        JsonNode definitions = JsonMapper.shared()
                .readTree(Files.readString(Path.of("schema.json")))
                .get("$defs");
        Map<String, Set<String>> schema = new LinkedHashMap<>();
        for (JsonNode definition : definitions) {
            if (definition.has("properties")) {
                schema.put(
                        definition.get("title").asString(),
                        new TreeSet<>(definition.get("properties").propertyNames()));
            }
        }

        assertThat(schema).containsExactlyInAnyOrderEntriesOf(known());
    }

    @Test
    void theReferenceDescribesEveryKey() throws IOException {
        String reference = Files.readString(Path.of("..", "docs", "scenario-language.md"));
        List<String> missing = new ArrayList<>();
        known().forEach((kind, keys) -> keys.stream()
                .filter(key -> !reference.contains("| `" + key + "` |"))
                .forEach(key -> missing.add(kind + ": " + key)));

        assertThat(missing).isEmpty();
    }
}
