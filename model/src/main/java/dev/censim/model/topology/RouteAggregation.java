package dev.censim.model.topology;

import dev.censim.model.address.Prefix;

/** An aggregate of a transit router's table ({@code cen_transit_router_route_table_aggregation}). */
public record RouteAggregation(String routeTable, Prefix cidr) {}
