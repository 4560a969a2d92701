package dev.censim.scenarios.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a setting of a tunnel's end was written is known after reading. */
class PositionsTest {

    private static final String YAML = """
            scenario: s
            duration: 10s
            regions: [{name: r, zones: [z]}]
            transitRouters: [{name: tr, region: r}]
            dataCenters:
              - {name: dc, cidrBlock: 172.16.0.0/16, customerGateways: [{name: cgw, ipAddress: 203.0.113.1}]}
            vpnConnections:
              - name: vpn
                attachment: {transitRouter: tr}
                routes: [172.16.0.0/16]
                ikeConfig: {ikeEncAlg: aes192, psk: one}
                psk: ""
                enableDpd: false
                tunnels:
                  - customerGateway: cgw
                    tunnelIkeConfig:
                      ikeAuthAlg: sha256
                      localId: cloud.example
                    peer:
                      tunnelIkeConfig: {ikeAuthAlg: sha512, psk: two}
                      tunnelIpsecConfig: {ipsecPfs: disabled}
            """;

    private static final String TUNNEL = "vpn.tunnel1";

    private static Positions positions() {
        ReadResult result = ScenarioReader.read("s.yaml", YAML);
        assertThat(result).isInstanceOf(ReadResult.Accepted.class);
        return ((ReadResult.Accepted) result).positions();
    }

    private static Optional<String> cloud(String key) {
        return positions().ofCloud(TUNNEL, key).map(Position::toString);
    }

    private static Optional<String> customer(String key) {
        return positions().ofCustomer(TUNNEL, key).map(Position::toString);
    }

    @Test
    void whatStandsAtTheConnectionHoldsForBothEnds() {
        assertThat(cloud("ikeEncAlg")).contains("s.yaml:11:28");
        assertThat(customer("ikeEncAlg")).contains("s.yaml:11:28");
        assertThat(customer("enableDpd")).contains("s.yaml:13:16");
    }

    @Test
    void anInnerLevelHidesAnOuterOne() {
        assertThat(cloud("ikeAuthAlg")).contains("s.yaml:17:23");
        assertThat(customer("ikeAuthAlg")).contains("s.yaml:20:41");
        assertThat(customer("ipsecPfs")).contains("s.yaml:21:41");
    }

    @Test
    void aBlankKeyIsNotWritten() {
        assertThat(cloud("psk")).contains("s.yaml:11:41");
        assertThat(customer("psk")).contains("s.yaml:20:54");
    }

    @Test
    void theRemoteNameOfOneEndStandsWhereTheLocalOneOfTheOtherDoes() {
        assertThat(customer("remoteId")).contains("s.yaml:18:20");
        assertThat(customer("localId")).isEmpty();
    }

    @Test
    void aDefaultStandsNowhere() {
        assertThat(cloud("ipsecPfs")).isEmpty();
        assertThat(positions().ofCloud("vpn.tunnel2", "psk")).isEmpty();
    }
}
