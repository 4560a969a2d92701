package dev.censim.cli.command;

/**
 * Which cells a sweep measures, and how.
 *
 * @param censim its version
 * @param sweep the name of the grid
 * @param seeds of the runs of each cell
 * @param failures elements that fail together at most
 * @param elements kinds of elements that fail
 * @param quiet how long the healthy network is watched
 * @param cells how many there are
 * @param grid SHA-256 of the grid's file
 * @param scenario SHA-256 of the scenario's file
 */
record GridIdentity(
        String censim,
        String sweep,
        String seeds,
        int failures,
        String elements,
        String quiet,
        int cells,
        String grid,
        String scenario)
        implements Identity {}
