package dev.censim.model.topology;

import dev.censim.model.address.Prefix;

/** A subnet of a VPC in one zone. */
public record VSwitch(String name, String zone, Prefix cidrBlock) {}
