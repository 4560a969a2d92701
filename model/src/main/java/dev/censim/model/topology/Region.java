package dev.censim.model.topology;

import java.util.List;

/**
 * A cloud region.
 *
 * @param zones names of its zones, at least one; names are unique over all regions
 */
public record Region(String name, List<String> zones) {

    public Region {
        zones = List.copyOf(zones);
    }
}
