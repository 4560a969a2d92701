package dev.censim.scenarios.read;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the settings that hold at one end of a tunnel stand. As their values ({@link TunnelEndReader}), each level starts from the
 * one above: what it writes hides what was written there.
 */
final class Settings {

    static final Settings NONE = new Settings(new HashMap<>());

    private static final Map<String, String> MIRROR_IMAGES = Map.of(
            "localId", "remoteId",
            "remoteId", "localId",
            "localSubnet", "remoteSubnet",
            "remoteSubnet", "localSubnet",
            "localAsn", "peerAsn",
            "peerAsn", "localAsn",
            "localBgpIp", "peerBgpIp",
            "peerBgpIp", "localBgpIp");

    /** A device's BGP without a key, where the cloud has one. */
    private static final String BLANK_IS_NONE = "authKey";

    private final Map<String, Mark> marks;

    private Settings(Map<String, Mark> marks) {
        this.marks = marks;
    }

    Optional<Mark> mark(String key) {
        return Optional.ofNullable(marks.get(key));
    }

    /** With what a level writes: the keys of the given groups and, after them, those of the level itself. */
    Settings with(Cursor level, String... groups) {
        Map<String, Mark> all = new HashMap<>(marks);
        for (String group : groups) {
            level.mappings(group).forEach(mapping -> add(mapping.entries(), all));
        }
        add(level.entries(), all);
        return new Settings(all);
    }

    /** With settings that stand elsewhere. */
    Settings with(Map<String, Mark> others) {
        Map<String, Mark> all = new HashMap<>(marks);
        all.putAll(others);
        return new Settings(all);
    }

    private static void add(List<Node.Entry> entries, Map<String, Mark> all) {
        for (Node.Entry entry : entries) {
            boolean isBlank = entry.value() instanceof Node.Scalar scalar
                    && (scalar.isNull() || scalar.text().isEmpty());
            if (!isBlank || entry.key().text().equals(BLANK_IS_NONE)) {
                all.put(entry.key().text(), entry.value().mark());
            }
        }
    }

    /** As the other end has them: what is local there is remote here. */
    Settings mirrored() {
        Map<String, Mark> all = new HashMap<>();
        marks.forEach((key, mark) -> all.put(MIRROR_IMAGES.getOrDefault(key, key), mark));
        return new Settings(all);
    }
}
