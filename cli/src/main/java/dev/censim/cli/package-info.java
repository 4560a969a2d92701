/**
 * The entry point: hands arguments and terminal to {@code cli.command} and its exit status to the operating system. It must not
 * know what any command does.
 */
@NullMarked
package dev.censim.cli;

import org.jspecify.annotations.NullMarked;
