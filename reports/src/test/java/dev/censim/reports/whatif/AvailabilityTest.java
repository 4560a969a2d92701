package dev.censim.reports.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AvailabilityTest {

    @Test
    void everyFigureOfTheDocumentIsRead() {
        Availability availability = Analysis.availability().orElseThrow();

        assertThat(availability.flows().get(0))
                .isEqualTo(new Availability.Flow(
                        "up-1",
                        0.9999,
                        52.6,
                        48.1,
                        57.2,
                        Optional.of(new Availability.Percentiles(40, 120, 260)),
                        3.2));
        assertThat(availability.elements()).contains(new Availability.Element("path:internet-1-a", 0.19));
    }

    @Test
    void whereNoYearsWereTriedThereAreNoPercentiles() {
        Availability exact = Availability.read(
                        "{\"flows\": [{\"name\": \"a\", \"percentiles\": {\"p50\": null, \"p90\": null, \"p99\": null}}]}")
                .orElseThrow();

        assertThat(exact.flows().get(0).percentiles()).isEmpty();
        assertThat(AvailabilityPage.lines(exact).get(0).p99()).isEqualTo("\u2013");
    }

    @Test
    void whatIsNoSuchDocumentIsNone() {
        assertThat(Availability.read("{\"flows\": [")).isEmpty();
        assertThat(Availability.read("{}")).isEmpty();
    }

    @Test
    void itHasAPageOfItsOwnWithTheLeastAvailableFirst() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WhatIfHtml.write("two-sites", Analysis.availability().orElseThrow(), out);
        String page = out.toString(StandardCharsets.UTF_8);

        assertThat(page).contains("99.98000 %", "98.0 \u2013 112.5");
        assertThat(page.indexOf(">down-1<")).isLessThan(page.indexOf(">up-1<"));
    }
}
