package dev.censim.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExplainPathTest {

    private static final String FAILOVER = "../scenarios/dual-tunnel-failover.yaml";

    private static Session explain(String from, String to, String... more) {
        String[] args = new String[6 + more.length];
        System.arraycopy(new String[] {"explain", FAILOVER, "--from", from, "--to", to}, 0, args, 0, 6);
        System.arraycopy(more, 0, args, 6, more.length);
        return Session.real(args);
    }

    @Test
    void bothDirectionsAreToldHopByHop() {
        Session session = explain("app-1", "idc-1", "--at", "50s", "--proto", "udp", "--port", "53");

        assertThat(session.status()).isEqualTo(ExitStatus.HELD);
        assertThat(session.out())
                .contains(
                        "app-1 to idc-1 at 50.000 s: packets arrive, and answers too",
                        "The way there: udp 10.0.1.10:49152 to 172.16.0.10:53",
                        "table tr-sg/system     172.16.0.0/16 (vpn) -> vpn-shanghai",
                        "one of 2 by the flow's hash",
                        "The way back: udp 172.16.0.10:53 to 10.0.1.10:49152",
                        "arrives at app-1");
        assertThat(session.err()).isEmpty();
    }

    @Test
    void jsonSaysTheSame() {
        Session session = explain("app-1", "idc-1", "--at", "50s", "--json");

        JsonNode document = JsonMapper.shared().readTree(session.out());
        assertThat(document.get("sound").asBoolean()).isTrue();
        assertThat(document.get("forward").get("steps").size()).isGreaterThan(5);
        assertThat(document.get("back").get("end").asString()).isEqualTo("arrives at app-1");
    }

    @Test
    void whatDoesNotArriveEndsWithOne() {
        Session session = explain("app-1", "idc-1", "--at", "1ms");

        assertThat(session.status()).isEqualTo(ExitStatus.NOT_HELD);
        assertThat(session.out()).contains("packets do not arrive", "remedy");
    }

    @Test
    void hostThatIsNotThereIsRefusedWithTheNearest() {
        Session session = explain("app1", "idc-1");

        assertThat(session.status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(session.err()).contains("has no host 'app1'; did you mean 'app-1'?");
    }

    @Test
    void portOutOfRangeIsRefused() {
        Session session = explain("app-1", "idc-1", "--port", "70000");

        assertThat(session.status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(session.err()).contains("write a port from 1 to 65535");
    }

    @Test
    void aPacketNeedsBothItsEnds() {
        Session session = Session.real("explain", FAILOVER, "--from", "app-1");

        assertThat(session.status()).isEqualTo(ExitStatus.WRONG_INPUT);
        assertThat(session.err()).contains("--to");
    }
}
