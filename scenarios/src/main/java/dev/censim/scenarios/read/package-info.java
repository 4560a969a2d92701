/**
 * The scenario language: reads YAML 1.2 into a checked {@link dev.censim.model.Scenario}, or says what is wrong and where.
 *
 * <p>Text becomes a tree with positions ({@code YamlText}), templates unfold ({@code Templates}), each section of the language is
 * bound by its own reader, and rules that span objects follow. All problems are collected. Knows no simulator and no time.
 */
@NullMarked
package dev.censim.scenarios.read;

import org.jspecify.annotations.NullMarked;
