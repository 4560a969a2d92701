package dev.censim.cli.command;

import dev.censim.model.Scenario;
import dev.censim.scenarios.whatif.Element;
import dev.censim.scenarios.whatif.ElementKind;
import dev.censim.scenarios.whatif.Elements;
import dev.censim.scenarios.whatif.Equivalence;
import dev.censim.scenarios.whatif.Failure;
import dev.censim.scenarios.whatif.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** What fails, and how the cases are worked off: the options of all commands that try failures. */
final class WhatIfOptions {

    @Option(
            names = "--failures",
            paramLabel = "K",
            defaultValue = "1",
            description = "How many elements fail together at most; ${DEFAULT-VALUE} unless given.")
    private int failures;

    @Option(
            names = "--elements",
            paramLabel = "KINDS",
            split = ",",
            description =
                    "What fails: path, circuit, peerLink, tunnelEndpoint, customerGateway, attachment, session, zone, region;"
                            + " all unless given.")
    private List<String> kinds = new ArrayList<>();

    @Option(
            names = "--workers",
            paramLabel = "N",
            description =
                    "Cases that run at a time; as many as the machine has cores unless given. It changes no result.")
    private Optional<Integer> workers = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of every random draw; the scenario's unless given.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing but errors.")
    private boolean quiet;

    int failures() {
        return failures;
    }

    Optional<Long> seed() {
        return seed;
    }

    boolean quiet() {
        return quiet;
    }

    /** Everything that is to fail; at least one case. Of equivalent failures one. */
    Plan plan(Path file, Scenario scenario, Equivalence equivalence) throws WrongInput {
        if (failures < 1) {
            throw new WrongInput("--failures " + failures + ": at least one element fails");
        }
        try {
            Plan plan = Plan.of(Elements.of(scenario.topology(), elementKinds()), failures, equivalence);
            if (plan.size() > 0) {
                return plan;
            }
        } catch (ArithmeticException e) {
            throw new WrongInput("--failures " + failures + ": more sets than can be counted; choose fewer, or fewer"
                    + " --elements");
        }
        throw new WrongInput(file + " has nothing of the kinds asked for that can fail");
    }

    /** The one case of that id, whatever the other options say. */
    static Failure failure(Path file, Scenario scenario, String id) throws WrongInput {
        List<Element> all = Elements.of(scenario.topology(), EnumSet.allOf(ElementKind.class));
        return Failure.of(id, all)
                .orElseThrow(
                        () -> new WrongInput(
                                "--case " + id + ": " + file + " has no such case; write what fails, and"
                                        + " how, as whatif.json does: path:internet-1/silent, or path:internet-1+zone:a/clean"));
    }

    Set<ElementKind> elementKinds() throws WrongInput {
        Set<ElementKind> chosen = EnumSet.noneOf(ElementKind.class);
        for (String text : kinds) {
            chosen.add(ElementKind.named(text.strip())
                    .orElseThrow(() -> new WrongInput("--elements " + text + ": write one or more of "
                            + Arrays.stream(ElementKind.values())
                                    .map(ElementKind::text)
                                    .collect(Collectors.joining(", ")))));
        }
        return chosen.isEmpty() ? EnumSet.allOf(ElementKind.class) : chosen;
    }

    int workers() throws WrongInput {
        int wanted = workers.orElse(Runtime.getRuntime().availableProcessors());
        if (wanted < 1) {
            throw new WrongInput("--workers " + wanted + ": at least one is needed");
        }
        return wanted;
    }

    /** The options as they were written, for a command that repeats this. */
    String words() {
        return "--failures " + failures
                + (kinds.isEmpty() ? "" : " --elements " + String.join(",", kinds))
                + seed.map(number -> " --seed " + number).orElse("");
    }
}
