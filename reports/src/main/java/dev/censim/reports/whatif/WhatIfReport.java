package dev.censim.reports.whatif;

import dev.censim.model.topology.Topology;
import java.util.Optional;

/**
 * What a page shows.
 *
 * @param digest of the converged network
 * @param convergedAt in nanoseconds since the start
 * @param failures how many elements failed together at most
 * @param command that tries a case of this analysis, but for {@code --case} and the case
 * @param required of a flow, a sentence: what a minimal failure set breaks
 * @param availability empty where nothing has estimated it
 */
public record WhatIfReport(
        String scenario,
        String description,
        long seed,
        String digest,
        long convergedAt,
        int failures,
        String command,
        String required,
        Topology topology,
        Matrix matrix,
        Rankings rankings,
        Optional<Availability> availability) {}
