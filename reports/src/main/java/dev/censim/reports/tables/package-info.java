/**
 * The route tables of all devices at an instant, as text and as JSON: what {@code censim routes} prints. Reads the answers of devices
 * ({@link dev.censim.facts.TableFact}) and nothing else.
 */
@NullMarked
package dev.censim.reports.tables;

import org.jspecify.annotations.NullMarked;
