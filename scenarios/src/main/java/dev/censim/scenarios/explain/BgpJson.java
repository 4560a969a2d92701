package dev.censim.scenarios.explain;

import dev.censim.reports.metrics.Decimals;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A BGP session as a part of a JSON document. */
final class BgpJson {

    private BgpJson() {}

    static void put(BgpAccount account, ObjectNode node) {
        node.put("established", account.isUp());
        ArrayNode ends = node.putArray("ends");
        account.ends().forEach(end -> end(end, ends.addObject()));
        lines(account.overTime(), node.putArray("overTime"));
        ArrayNode opens = node.putArray("opens");
        account.opens().forEach(offer -> open(offer, opens.addObject()));
        account.agreed().ifPresent(agreed -> {
            ObjectNode both = node.putObject("negotiated");
            both.put("holdTime", agreed.holdSeconds());
            ArrayNode capabilities = both.putArray("capabilities");
            agreed.capabilities().forEach(capabilities::add);
        });
        lines(account.attempt(), node.putArray("attempt"));
    }

    private static void end(BgpAccount.End end, ObjectNode node) {
        node.put("side", end.side().text());
        node.put("device", end.device());
        node.put("localBgpIp", end.localBgpIp().toString());
        node.put("asn", end.asn().number());
        node.put("peerBgpIp", end.peerBgpIp().toString());
        node.put("peerAsn", end.peerAsn().number());
        ExplanationJson.aspect(end.state(), node);
    }

    private static void open(BgpAccount.Offer offer, ObjectNode node) {
        node.put("sender", offer.side().text());
        node.put("t", Decimals.seconds(offer.at()));
        node.put("frame", offer.frame());
        node.put("asn", offer.open().asn());
        node.put("holdTime", offer.open().holdSeconds());
        node.put("identifier", offer.open().identifier().toString());
        ArrayNode capabilities = node.putArray("capabilities");
        offer.open().capabilities().forEach(capabilities::add);
    }

    private static void lines(List<StoryLine> lines, ArrayNode array) {
        lines.forEach(line -> ExplanationJson.line(line, array.addObject()));
    }
}
