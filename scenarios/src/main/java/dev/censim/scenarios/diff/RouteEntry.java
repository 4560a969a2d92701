package dev.censim.scenarios.diff;

import tools.jackson.databind.node.ObjectNode;

/**
 * One entry of a route table.
 *
 * @param fields as {@code censim routes --json} has them, without the prefix
 */
public record RouteEntry(ObjectNode fields) {

    /** For people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        if (fields.has("status")) {
            text.append(fields.path("status").stringValue())
                    .append(" via ")
                    .append(fields.path("nextHop").stringValue());
        } else {
            text.append(fields.path("source").stringValue()).append(" via ");
            String between = "";
            for (var hop : fields.path("nextHops")) {
                text.append(between).append(hop.stringValue());
                between = ", ";
            }
        }
        String before = ", AS path ";
        for (var asn : fields.path("asPath")) {
            text.append(before).append(asn.longValue());
            before = " ";
        }
        return text.toString();
    }
}
