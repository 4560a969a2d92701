package dev.censim.scenarios.read;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A scenario with places whose values vary: each combination of values is a cell. The last axis varies fastest. Cells are read when they
 * are asked for, by the reader that reads scenario files.
 */
public final class Grid {

    /** What one value of an axis puts where; without a value it takes out what stands there. */
    record Setting(TreePath path, Optional<Node> value) {}

    /** An axis with the settings of each of its values. */
    record Dimension(Axis axis, List<List<Setting>> settings) {
        Dimension {
            settings = List.copyOf(settings);
        }
    }

    /**
     * What is done in each cell.
     *
     * @param failures how many elements fail together at most, from 1
     * @param elements kinds that fail; none for all
     * @param quiet how long the healthy network is watched
     * @param seeds of the runs of each cell; none for the scenario's own
     */
    public record Task(int failures, List<String> elements, Duration quiet, List<Long> seeds) {
        public Task {
            elements = List.copyOf(elements);
            seeds = List.copyOf(seeds);
        }
    }

    /** What happens to a network, how often, and what is expected of it. */
    private static final List<String> STORY = List.of("faults", "changes", "expectations", "reliability");

    private final String name;
    private final String file;
    private final String scenarioFile;
    private final Node.Mapping scenario;
    private final Task task;
    private final List<Dimension> dimensions;

    Grid(String name, String file, String scenarioFile, Node.Mapping scenario, Task task, List<Dimension> dimensions) {
        this.name = name;
        this.file = file;
        this.scenarioFile = scenarioFile;
        this.scenario = scenario;
        this.task = task;
        this.dimensions = List.copyOf(dimensions);
    }

    public String name() {
        return name;
    }

    /** The scenario that it varies, as a path that can be opened. */
    public String scenarioFile() {
        return scenarioFile;
    }

    public Task task() {
        return task;
    }

    public List<Axis> axes() {
        return dimensions.stream().map(Dimension::axis).toList();
    }

    /** How many cells it has, at least 1. */
    public int size() {
        return dimensions.stream()
                .mapToInt(dimension -> dimension.settings.size())
                .reduce(1, Math::multiplyExact);
    }

    /**
     * A cell that has been found to be sound.
     *
     * @param number from 0
     */
    public GridCell cell(int number) {
        if (read(number) instanceof ReadResult.Accepted accepted) {
            return new GridCell(number, values(number), accepted.scenario());
        }
        throw new IllegalArgumentException("cell " + number + " is not sound");
    }

    /** The scenario of a cell, or what is wrong with it, each problem in the file in which it stands. */
    ReadResult read(int number) {
        Diagnostics diagnostics = new Diagnostics(scenarioFile);
        Node.Mapping templates = set(scenario, settings(number, true), diagnostics);
        ReadResult result = Templates.unfold(templates, diagnostics)
                .map(tree -> withoutStory(set(tree, settings(number, false), diagnostics)))
                .map(tree -> ScenarioReader.accept(scenarioFile, tree, diagnostics))
                .orElseGet(() -> ScenarioReader.refused(diagnostics));
        return result instanceof ReadResult.Refused refused
                ? new ReadResult.Refused(refused.diagnostics().stream()
                        .map(diagnostic -> GridMarks.inItsFile(diagnostic, file))
                        .toList())
                : result;
    }

    /** Without what plays no part, but might name what a cell has not got. */
    private static Node.Mapping withoutStory(Node.Mapping tree) {
        return new Node.Mapping(
                tree.mark(),
                tree.entries().stream()
                        .filter(entry -> !STORY.contains(entry.key().text()))
                        .toList());
    }

    /** A place that does not exist is reported, and the others are set all the same, so that what is wrong with them is told too. */
    private static Node.Mapping set(Node.Mapping tree, List<Setting> settings, Diagnostics diagnostics) {
        Node.Mapping changed = tree;
        for (Setting setting : settings) {
            try {
                changed = setting.path.put(changed, setting.value);
            } catch (TreePath.NoSuchPlace e) {
                diagnostics.error(setting.path.mark(), String.valueOf(e.getMessage()));
            }
        }
        return changed;
    }

    private List<Setting> settings(int number, boolean ofTemplates) {
        List<Setting> settings = new ArrayList<>();
        int[] choice = choice(number);
        for (int i = 0; i < choice.length; i++) {
            settings.addAll(dimensions.get(i).settings.get(choice[i]));
        }
        settings.removeIf(setting -> setting.path.isOfTemplate() != ofTemplates);
        return settings;
    }

    /** Of each axis the number of the value that a cell has. */
    private int[] choice(int number) {
        int[] choice = new int[dimensions.size()];
        int left = number;
        for (int i = choice.length - 1; i >= 0; i--) {
            int many = dimensions.get(i).settings.size();
            choice[i] = left % many;
            left /= many;
        }
        return choice;
    }

    private List<String> values(int number) {
        List<String> values = new ArrayList<>();
        int[] choice = choice(number);
        for (int i = 0; i < choice.length; i++) {
            values.add(dimensions.get(i).axis.values().get(choice[i]));
        }
        return values;
    }

    /** Such as {@code hold = 3s, loss = 1%}. */
    String words(int number) {
        List<String> values = values(number);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            words.add(dimensions.get(i).axis.name() + " = " + values.get(i));
        }
        return words.stream().collect(Collectors.joining(", "));
    }
}
