package dev.censim.scenarios.whatif;

import dev.censim.model.fault.Fault;
import dev.censim.scenarios.read.ScenarioText;

/** Faults in the words of the scenario language, as far as elements fail by them. */
final class FaultWords {

    private FaultWords() {}

    /** What follows {@code fault:} in an entry of {@code faults}. */
    static String of(Fault fault) {
        if (fault instanceof Fault.SilentLoss loss) {
            return words("silentLoss, path: ", loss.path()) + ", direction: "
                    + loss.direction().text();
        } else if (fault instanceof Fault.LinkDown down) {
            return words("linkDown, path: ", down.path());
        } else if (fault instanceof Fault.TunnelEndpointDown down) {
            return words("tunnelEndpointDown, tunnel: ", down.tunnel()) + ", side: "
                    + down.end().text();
        } else if (fault instanceof Fault.CustomerGatewayCrash crash) {
            return words("customerGatewayCrash, customerGateway: ", crash.customerGateway());
        } else if (fault instanceof Fault.AttachmentDown down) {
            return words("attachmentDown, attachment: ", down.attachment())
                    + down.transitRouter()
                            .map(router -> words(", transitRouter: ", router))
                            .orElse("");
        } else if (fault instanceof Fault.BgpSessionDown down) {
            return words("bgpSessionDown, session: ", down.session()) + ", how: "
                    + down.cause().text();
        } else if (fault instanceof Fault.ZoneOutage outage) {
            return words("zoneOutage, zone: ", outage.zone());
        } else if (fault instanceof Fault.RegionOutage outage) {
            return words("regionOutage, region: ", outage.region());
        }
        throw new AssertionError("no element fails by " + fault);
    }

    private static String words(String words, String name) {
        return words + ScenarioText.word(name);
    }
}
