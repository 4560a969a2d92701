package dev.censim.scenarios.diff;

/**
 * What has entries.
 *
 * @param table such as {@code tr-sg/system} or {@code vpc-app}
 */
public record RouteKey(String table, String prefix) {}
