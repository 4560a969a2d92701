package dev.censim.benchmarks;

import dev.censim.model.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Sites with two tunnels each, and VPCs, over four regions whose transit routers are all joined by inter-region connections. Every
 * tunnel runs BGP over a path of its own; every site hears of every VPC, and every VPC of every site.
 */
final class FourRegions {

    private FourRegions() {}

    /** Either number may be 0, at most one of them. */
    static Scenario scenario(int sites, int vpcs) {
        return Shipped.scenario("four-regions", text(sites, vpcs));
    }

    private static String text(int sites, int vpcs) {
        try (InputStream in = Objects.requireNonNull(FourRegions.class.getResourceAsStream("four-regions.yaml"))) {
            String template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return template.replace("SITES", Integer.toString(sites)).replace("VPCS", Integer.toString(vpcs));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
