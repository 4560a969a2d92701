package dev.censim.scenarios.read;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the settings of tunnels were written, for whoever must point at one long after reading. The model does not know: two
 * scenarios that say the same are equal.
 */
public final class Positions {

    private final String file;
    private final Map<String, Settings> cloud;
    private final Map<String, Settings> customer;

    Positions(String file, Map<String, Settings> cloud, Map<String, Settings> customer) {
        this.file = file;
        this.cloud = new LinkedHashMap<>(cloud);
        this.customer = new LinkedHashMap<>(customer);
    }

    /**
     * Where the value of a key, by which the cloud's end of a tunnel goes, was written: at the tunnel or at its connection. Empty
     * when it is a default.
     */
    public Optional<Position> ofCloud(String tunnel, String key) {
        return of(cloud.get(tunnel), key);
    }

    /** The same of the customer's end, which is the cloud's mirror image except for what stands under {@code peer}. */
    public Optional<Position> ofCustomer(String tunnel, String key) {
        return of(customer.get(tunnel), key);
    }

    private Optional<Position> of(@Nullable Settings settings, String key) {
        return Optional.ofNullable(settings)
                .flatMap(known -> known.mark(key))
                .map(mark -> new Position(file, mark.line(), mark.column()));
    }
}
