package dev.censim.scenarios.read;

import dev.censim.scenarios.read.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects what is wrong. A fault in a template is reported once, for the first repetition that shows it, with the number of
 * others: fifty sites with the same slip are one slip.
 */
final class Diagnostics {

    /** More than anybody reads; what lies beyond is counted. */
    static final int LIMIT = 200;

    private record Slot(Mark mark, Severity severity, String kind) {}

    private static final class Problem {
        private final Mark mark;
        private final Severity severity;
        private final String message;
        private final Optional<String> remedy;
        private final Set<String> repetitions = new HashSet<>();

        private Problem(Mark mark, Severity severity, String message, Optional<String> remedy) {
            this.mark = mark;
            this.severity = severity;
            this.message = message;
            this.remedy = remedy;
        }
    }

    private final String file;
    private final Map<Slot, Problem> problems = new LinkedHashMap<>();
    private int errors;
    private int beyondLimit;

    Diagnostics(String file) {
        this.file = file;
    }

    void error(Mark mark, String message) {
        add(mark, Severity.ERROR, message, Optional.empty());
    }

    void error(Mark mark, String message, String remedy) {
        add(mark, Severity.ERROR, message, Optional.of(remedy));
    }

    void error(Mark mark, String message, Optional<String> remedy) {
        add(mark, Severity.ERROR, message, remedy);
    }

    void warning(Mark mark, String message, String remedy) {
        add(mark, Severity.WARNING, message, Optional.of(remedy));
    }

    private void add(Mark mark, Severity severity, String message, Optional<String> remedy) {
        if (severity == Severity.ERROR) {
            errors++;
        }
        // Messages of one template differ only in the values that were put in, so the position alone tells them apart.
        String kind = mark.repetition().isEmpty() ? message : "";
        Slot slot = new Slot(new Mark(mark.line(), mark.column()), severity, kind);
        Problem known = problems.get(slot);
        if (known != null) {
            known.repetitions.add(mark.repetition());
        } else if (problems.size() < LIMIT) {
            Problem problem = new Problem(mark, severity, message, remedy);
            problem.repetitions.add(mark.repetition());
            problems.put(slot, problem);
        } else if (severity == Severity.ERROR) {
            beyondLimit++;
        }
    }

    boolean hasErrors() {
        return errors > 0;
    }

    /** Whether there is still room, so that costly suggestions are worth making. */
    boolean isOpen() {
        return problems.size() < LIMIT;
    }

    List<Diagnostic> sorted() {
        List<Diagnostic> list = new ArrayList<>();
        for (Problem problem : problems.values()) {
            list.add(new Diagnostic(
                    file,
                    problem.mark.line(),
                    problem.mark.column(),
                    problem.severity,
                    problem.message + repetitions(problem),
                    problem.remedy));
        }
        list.sort(Diagnostic.BY_POSITION);
        if (beyondLimit > 0) {
            Diagnostic last = list.get(list.size() - 1);
            list.add(new Diagnostic(
                    file,
                    last.line(),
                    last.column(),
                    Severity.ERROR,
                    "and " + beyondLimit + " more errors",
                    Optional.empty()));
        }
        return list;
    }

    private static String repetitions(Problem problem) {
        if (problem.mark.repetition().isEmpty()) {
            return "";
        }
        String others = problem.repetitions.size() > 1 ? ", and in " + (problem.repetitions.size() - 1) + " more" : "";
        return " (in repetition " + problem.mark.repetition() + others + ")";
    }
}
