/**
 * The commands of {@code censim}: what the arguments mean, where results are written, what is said on the terminal, which exit
 * status says what. Files, the terminal and the wall clock are known here and nowhere beneath. It must not know devices or
 * protocols ({@code node}, {@code proto}): it reads a scenario, lets it be compiled, drives it, and shows what the reports make of
 * its journal.
 */
@NullMarked
package dev.censim.cli.command;

import org.jspecify.annotations.NullMarked;
