package dev.censim.benchmarks.suite;

import dev.censim.benchmarks.suite.Question.Peer;
import dev.censim.reports.bench.BenchmarkReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What is measured, from {@code catalogue.txt}, whose head says what its lines mean. */
final class Catalogue {

    private final List<Question> questions = new ArrayList<>();
    private Group group = new Group("", "", "", Map.of());

    private Catalogue() {}

    /** What the rows that follow have in common. */
    private record Group(
            String path,
            String type,
            String method,
            Map<String, String> labels,
            List<String> peers,
            List<String> floor,
            List<String> preparation) {

        Group(String path, String type, String method, Map<String, String> labels) {
            this(path, type, method, labels, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    static List<Question> shipped() {
        try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream("catalogue.txt"))) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Question> read(String text) {
        Catalogue catalogue = new Catalogue();
        text.lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .forEach(catalogue::line);
        return List.copyOf(catalogue.questions);
    }

    private void line(String line) {
        List<String> words = Arrays.asList(line.split("\\s+"));
        switch (words.get(0)) {
            case "path" -> {
                String[] ours = words.get(2).split("\\.");
                if (!BenchmarkReport.PATHS.contains(words.get(1))) {
                    throw new IllegalArgumentException("no such path: " + line);
                }
                group = new Group(words.get(1), ours[0], ours[1], parameters(words.subList(3, words.size())));
            }
            case "peer", "slow" -> group.peers.add(line);
            case "prepare" -> group.preparation.addAll(words.subList(1, words.size()));
            case "floor" -> group.floor.add(words.size() > 1 ? words.get(1) : "floor");
            case "quick", "full" -> questions.add(question(words.get(0), parameters(words.subList(1, words.size()))));
            default -> throw new IllegalArgumentException("not a line of the catalogue: " + line);
        }
    }

    private Question question(String set, Map<String, String> parameters) {
        Map<String, String> told = new LinkedHashMap<>(parameters);
        told.putAll(group.labels);
        List<Peer> peers = new ArrayList<>();
        for (String line : group.peers) {
            List<String> words = Arrays.asList(line.split("\\s+"));
            peer(words.subList(1, words.size()), parameters)
                    .ifPresent(contender -> peers.add(new Peer(words.get(0).equals("peer"), contender)));
        }
        return new Question(
                group.path,
                set.equals("quick"),
                told,
                new Contender.Method("censim", group.type, group.method, parameters),
                peers,
                group.floor.stream()
                        .findFirst()
                        .map(method -> new Contender.Method("floor", group.type, method, parameters)));
    }

    /** Empty when the line is for other rows. */
    private Optional<Contender> peer(List<String> words, Map<String, String> parameters) {
        String name = words.get(0);
        List<String> rest = new ArrayList<>();
        for (String word : words.subList(1, words.size())) {
            if (word.startsWith("?")) {
                String[] condition = word.substring(1).split("=", 2);
                if (!Arrays.asList(condition[1].split(",")).contains(parameters.get(condition[0]))) {
                    return Optional.empty();
                }
            } else {
                rest.add(filled(word, parameters));
            }
        }
        if (rest.isEmpty()) {
            return Optional.of(new Contender.Method(name, group.type, name, parameters));
        }
        String target = rest.get(0);
        if (target.startsWith(".")) {
            return Optional.of(new Contender.Method(name, group.type, target.substring(1), parameters));
        }
        boolean several = target.matches("x[0-9]+");
        int times = several ? Integer.parseInt(target.substring(1)) : 1;
        List<String> command = several ? rest.subList(1, rest.size()) : rest;
        return Optional.of(new Contender.Program(
                name, command.get(0), times, command.subList(1, command.size()), group.preparation));
    }

    private static String filled(String word, Map<String, String> parameters) {
        String filled = word;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            filled = filled.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        return filled;
    }

    private static Map<String, String> parameters(List<String> words) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String word : words) {
            String[] parts = word.split("=", 2);
            parameters.put(parts[0], parts[1]);
        }
        return parameters;
    }
}
