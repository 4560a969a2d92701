/** The route tables of all devices at an instant, as text and as JSON. */
@NullMarked
package dev.censim.reports.tables;

import org.jspecify.annotations.NullMarked;
