package dev.censim.route;

import dev.censim.model.policy.RouteRule;
import dev.censim.model.policy.RouteStatus;
import java.util.Optional;

/**
 * An entry and its state.
 *
 * @param lostBy of a {@link RouteStatus#BACKUP}: the rule by which the best one won
 */
public record Standing(Candidate candidate, RouteStatus status, Optional<RouteRule> lostBy) {}
