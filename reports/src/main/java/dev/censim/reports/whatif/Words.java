package dev.censim.reports.whatif;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What ids and keys of {@code whatif.json} are called in the page; what is not known here keeps its key. */
final class Words {

    static final Map<String, String> KINDS = words(
            "path", "path",
            "circuit", "circuit",
            "peerLink", "peer link",
            "tunnelEndpoint", "tunnel end",
            "customerGateway", "customer gateway",
            "attachment", "attachment",
            "session", "BGP session",
            "zone", "zone",
            "region", "region");

    static final Map<String, String> DETECTORS = words(
            "dpd", "dead peer detection",
            "holdTimer", "BGP\u2019s hold timer",
            "bfd", "BFD",
            "healthCheck", "the health check",
            "link", "the state of the link",
            "sessionClosed", "the end of the BGP session");

    private Words() {}

    private static Map<String, String> words(String... keysAndWords) {
        Map<String, String> words = new LinkedHashMap<>();
        for (int i = 0; i < keysAndWords.length; i += 2) {
            words.put(keysAndWords[i], keysAndWords[i + 1]);
        }
        return Collections.unmodifiableMap(words);
    }

    /** Of a failure such as {@code path:a+zone:b/silent}: {@code a + b}. */
    static String names(String id) {
        return elements(id)
                .map(element -> element.substring(element.indexOf(':') + 1))
                .collect(Collectors.joining(" + "));
    }

    /** Of the same: {@code path + zone, silent}; of an element its kind alone. */
    static String kind(String id) {
        String kinds = elements(id)
                .map(element -> element.substring(0, Math.max(0, element.indexOf(':'))))
                .map(kind -> KINDS.getOrDefault(kind, kind))
                .distinct()
                .collect(Collectors.joining(" + "));
        int manner = id.lastIndexOf('/');
        return manner < 0 ? kinds : kinds + ", " + id.substring(manner + 1);
    }

    private static Stream<String> elements(String id) {
        int manner = id.lastIndexOf('/');
        return Arrays.stream((manner < 0 ? id : id.substring(0, manner)).split("\\+"));
    }
}
