package dev.censim.reports.whatif;

import dev.censim.reports.html.Asset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is put into the pages, beside what all reports share. */
final class Assets {

    private static final String FOLDER = "/dev/censim/reports/whatif/";

    private Assets() {}

    static String style() {
        return Asset.read("report.css").content()
                + Asset.read(FOLDER + "whatif.css").content();
    }

    /** Several files as one script. */
    static Asset script(String... names) {
        return new Asset(Stream.of(names)
                .map(name -> Asset.read(FOLDER + name).content())
                .collect(Collectors.joining()));
    }

    /** Only these scripts run, and nothing is loaded. */
    static String policy(List<Asset> scripts) {
        return "default-src 'none'; script-src "
                + scripts.stream().map(Asset::policySource).collect(Collectors.joining(" "))
                + "; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
    }
}
