package dev.censim.reports.json;

import dev.censim.kernel.Digest;
import dev.censim.model.billing.BillableItem;
import dev.censim.reports.metrics.BgpHistory;
import dev.censim.reports.metrics.Bill;
import dev.censim.reports.metrics.Decimals;
import dev.censim.reports.metrics.Drops;
import dev.censim.reports.metrics.FlowRecord;
import dev.censim.reports.metrics.Judgement;
import dev.censim.reports.metrics.Outage;
import dev.censim.reports.metrics.RunFigures;
import dev.censim.reports.metrics.TunnelHistory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The figures of a run as one JSON document, {@code summary.json}. */
public final class Summary {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .defaultPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")))
            .build();

    private Summary() {}

    public static void write(RunFigures run, OutputStream out) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("scenario", run.scenario().name());
        root.put("seed", run.scenario().seed());
        root.put("simulatedSeconds", Decimals.seconds(run.end()));
        root.put("events", run.events());
        root.put("digest", Digest.format(run.journal().digest()));
        root.put("esp", run.scenario().esp().text());
        root.put("version", run.version());
        ArrayNode flows = root.putArray("flows");
        run.flows().forEach(flow -> flow(flow, flows.addObject()));
        ArrayNode tunnels = root.putArray("tunnels");
        run.tunnels().forEach(tunnel -> tunnel(tunnel, tunnels.addObject()));
        ArrayNode sessions = root.putArray("bgpSessions");
        run.sessions().forEach(session -> session(session, sessions.addObject()));
        drops(run.drops(), root.putObject("drops"));
        bill(run.bill(), root.putObject("billing"));
        ArrayNode expectations = root.putArray("expectations");
        run.judgements().forEach(judgement -> expectation(judgement, expectations.addObject()));
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void flow(FlowRecord flow, ObjectNode into) {
        into.put("name", flow.name());
        into.put("sent", flow.sent());
        into.put("received", flow.received());
        into.put("lost", flow.lost());
        into.put("inFlight", flow.inFlight());
        into.put("duplicated", flow.duplicated());
        into.put("reordered", flow.reordered());
        ObjectNode lost = into.putObject("lostByReason");
        flow.lostByReason().forEach(lost::put);
        ArrayNode outages = into.putArray("outages");
        flow.outages().forEach(outage -> outage(outage, outages.addObject()));
        into.put("longestOutageSeconds", Decimals.seconds(flow.longestOutage()));
        ObjectNode latency = into.putObject("latencyMillis");
        latency.put("p50", Decimals.milliseconds(flow.latency().p50()));
        latency.put("p99", Decimals.milliseconds(flow.latency().p99()));
        latency.put("max", Decimals.milliseconds(flow.latency().max()));
    }

    private static void outage(Outage outage, ObjectNode into) {
        into.put("fromSeconds", Decimals.seconds(outage.from()));
        into.put("toSeconds", Decimals.seconds(outage.to()));
        into.put("seconds", Decimals.seconds(outage.length()));
        into.put("open", outage.open());
    }

    private static void tunnel(TunnelHistory tunnel, ObjectNode into) {
        into.put("name", tunnel.name());
        into.put("state", tunnel.state().text());
        into.put("ikeSetups", tunnel.ikeSetups());
        into.put("dpdTimeouts", tunnel.dpdTimeouts());
    }

    private static void session(BgpHistory session, ObjectNode into) {
        into.put("name", session.name());
        into.put("state", session.state().text());
        into.put("prefixesReceived", session.received().size());
    }

    private static void drops(Drops drops, ObjectNode into) {
        into.put("packets", drops.packets());
        ObjectNode byReason = into.putObject("byReason");
        drops.byReason().forEach(byReason::put);
    }

    private static void bill(Bill bill, ObjectNode into) {
        bill.currency().ifPresent(currency -> into.put("currency", currency));
        ArrayNode items = into.putArray("items");
        bill.lines().forEach(line -> item(line, items.addObject()));
        bill.total().ifPresent(total -> into.put("total", Decimals.plain(total)));
    }

    private static void item(Bill.Line line, ObjectNode into) {
        into.put("network", line.network().text());
        into.put("item", line.item().text());
        into.put("instances", line.instances());
        into.put(line.item().unit() == BillableItem.Unit.HOUR ? "hours" : "octets", line.quantity());
        line.price().ifPresent(price -> into.put("price", Decimals.plain(price)));
        line.cost().ifPresent(cost -> into.put("cost", Decimals.plain(cost)));
    }

    private static void expectation(Judgement judgement, ObjectNode into) {
        into.put("text", judgement.text());
        into.put("held", judgement.held());
        into.put("actual", judgement.actual());
    }
}
