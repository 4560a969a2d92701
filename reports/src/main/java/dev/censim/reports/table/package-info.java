/**
 * Tables with typed columns as files: CSV (RFC 4180) for people and spreadsheets, Parquet for tools that know types.
 * A table is values and nothing else. Must not know what it is a table of, nor any journal; equal tables make equal bytes.
 */
@NullMarked
package dev.censim.reports.table;

import org.jspecify.annotations.NullMarked;
