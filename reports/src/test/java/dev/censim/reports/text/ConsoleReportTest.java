package dev.censim.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.censim.reports.Failover;
import dev.censim.reports.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsoleReportTest {

    @Test
    void aSmallRunReadsAsAStory() {
        String text = new Failover(2, 1, 4)
                .report(List.of(
                        new Verdict("app-to-site.0: maxOutage 31s", true, "longest outage 30.000 s from 60.000 s"),
                        new Verdict("app-to-site.0: received >= 99%", false, "2398 of 2700 (88.814%)")))
                .console(false, 100);

        assertThat(text).isEqualTo("""
                Timeline
                    0.245 s  vpn-1.tunnel1, vpn-1.tunnel2 up
                    1.245 s  BGP vpn-1.tunnel1, vpn-1.tunnel2 up
                    2.210 s  route 172.16.1.0/24 in tr-sg/system via vpn-1.tunnel1
                    2.260 s  route 172.16.1.0/24 in tr-sg/system via vpn-1.tunnel2
                   20.035 s  app-to-site.0, app-to-site.2 arriving via vpn-1.tunnel1
                   20.036 s  app-to-site.1, app-to-site.3 arriving via vpn-1.tunnel2
                   60.000 s  fault: silentLoss internet-1-a
                   60.000 s  app-to-site.0, app-to-site.2 no longer arriving
                   89.900 s  vpn-1.tunnel1 down: peer dead
                   89.900 s  BGP vpn-1.tunnel1 down: hold timer expired
                   89.900 s  route 172.16.1.0/24 in tr-sg/system via vpn-1.tunnel2
                   90.000 s  app-to-site.0, app-to-site.2 arriving again after 30.000 s
                   90.070 s  app-to-site.0, app-to-site.2 now via vpn-1.tunnel2
                  180.000 s  repaired: silentLoss internet-1-a
                  182.545 s  vpn-1.tunnel1 up
                  183.545 s  BGP vpn-1.tunnel1 up
                  184.510 s  route 172.16.1.0/24 in tr-sg/system via vpn-1.tunnel1

                Flows
                  flow            sent  received  lost          outages   longest  p50 ms  p99 ms  max ms
                  app-to-site.0  2,700     2,398   302  11.19%        1  30.000 s    35.9    36.8    36.8
                  app-to-site.1  2,699     2,697     2   0.07%        0         -    35.9    36.8    36.8
                  app-to-site.2  2,699     2,397   302  11.19%        1  30.000 s    35.9    36.8    36.8
                  app-to-site.3  2,699     2,697     2   0.07%        0         -    35.9    36.8    36.8

                Expectations
                  held    app-to-site.0: maxOutage 31s  (longest outage 30.000 s from 60.000 s)
                  FAILED  app-to-site.0: received >= 99%
                          2398 of 2700 (88.814%)
                1 of 2 expectations held
                """);
    }

    @Test
    void manyFlowsBecomeTheTenWorst() {
        String text = new Failover(3, 4, 40).report(List.of()).console(false, 100);

        assertThat(text)
                .contains("Flows, the worst 10 of 40\n")
                .contains("30 more flows; all together sent")
                .contains("20 flows no longer arriving");
        assertThat(text.lines().filter(line -> line.startsWith("  app-to-site.")))
                .hasSize(10);
    }

    @Test
    void likeVerdictsShareALineAndFailuresDoNot() {
        List<Verdict> verdicts = new ArrayList<>();
        IntStream.range(0, 30).forEach(i -> verdicts.add(new Verdict("f" + i + ": maxOutage 1s", true, "no outage")));
        IntStream.range(0, 25).forEach(i -> verdicts.add(new Verdict("g" + i + ": maxOutage 1s", false, "bad")));

        String text = new Failover(1, 1, 1).report(verdicts).console(false, 100);

        assertThat(text)
                .contains("  held    30 times maxOutage 1s\n")
                .contains("  5 more failed; every verdict is in summary.json and report.html\n")
                .contains("30 of 55 expectations held\n");
        assertThat(text.lines().filter(line -> line.contains("FAILED"))).hasSize(20);
    }

    @Test
    void colourIsOnlyThereWhenAskedFor() {
        assertThat(new Failover(1, 1, 2).report(List.of()).console(false, 100)).doesNotContain("\u001b");
        assertThat(new Failover(1, 1, 2).report(List.of()).console(true, 100)).contains("\u001b[31m");
    }

    @Test
    void theTimelineKeepsToTheWidth() {
        String text = new Failover(1, 3, 6).report(List.of()).console(false, 60);

        assertThat(text.substring(0, text.indexOf("Flows")).lines())
                .allMatch(line -> line.length() <= 60)
                .anyMatch(line -> line.endsWith("..."));
    }
}
