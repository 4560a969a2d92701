package dev.censim.benchmarks.suite;

import dev.censim.benchmarks.suite.Question.Peer;
import dev.censim.benchmarks.suite.Stopwatch.Turn;
import dev.censim.reports.bench.Figure;
import dev.censim.reports.bench.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * Who is measured when: row by row, in each row round by round, in each round ours, then every peer, then the floor. So whatever else the
 * machine does, it does to all of a row alike. Each row has its share of the time that is left, by how many contenders it has; a peer
 * whose first turn shows that its rounds do not fit is left out and says so.
 */
final class Turns {

    private final Stopwatch stopwatch;
    private final Pace pace;
    private final LongSupplier nanoTime;
    private final Progress progress;
    private final long end;

    /** Is told what is about to be measured. */
    @FunctionalInterface
    interface Progress {
        void at(int done, int turns, String what);
    }

    /** @param nanoTime the clock */
    Turns(Stopwatch stopwatch, Pace pace, LongSupplier nanoTime, Progress progress) {
        this.stopwatch = stopwatch;
        this.pace = pace;
        this.nanoTime = nanoTime;
        this.progress = progress;
        this.end = nanoTime.getAsLong() + pace.budget().toNanos();
    }

    /** The rounds of one contender so far. */
    private static final class Standing {

        private final Contender contender;
        private final List<Double> rounds = new ArrayList<>();
        private OptionalDouble bytes = OptionalDouble.empty();
        private Optional<String> failed = Optional.empty();
        private long longest;

        Standing(Contender contender) {
            this.contender = contender;
        }

        Figure figure() {
            if (failed.isPresent()) {
                return new Figure.Missing(contender.name(), failed.get());
            }
            return rounds.isEmpty()
                    ? new Figure.Missing(contender.name(), "no time was left for it; --full takes the time")
                    : Figure.Measured.of(contender.name(), rounds, bytes);
        }
    }

    List<Row> measure(List<Question> questions) {
        int turns = questions.stream()
                .mapToInt(question -> contenders(question) * pace.rounds())
                .sum();
        int total = turns;
        int done = 0;
        int contendersLeft = questions.stream().mapToInt(Turns::contenders).sum();
        List<Row> rows = new ArrayList<>();
        for (Question question : questions) {
            int contenders = contenders(question);
            long left = Math.max(0, end - nanoTime.getAsLong());
            long share = nanoTime.getAsLong() + left / Math.max(1, contendersLeft) * contenders;
            rows.add(row(question, share, done, total));
            done += contenders * pace.rounds();
            contendersLeft -= contenders;
        }
        progress.at(total, total, "");
        return rows;
    }

    private static int contenders(Question question) {
        return 1 + question.peers().size() + (question.floor().isPresent() ? 1 : 0);
    }

    private Row row(Question question, long share, int done, int total) {
        Standing ours = new Standing(question.ours());
        List<Standing> others = new ArrayList<>();
        question.peers().stream().map(Peer::contender).map(Standing::new).forEach(others::add);
        Optional<Standing> floor = question.floor().map(Standing::new);
        floor.ifPresent(others::add);
        List<Standing> all = new ArrayList<>();
        all.add(ours);
        all.addAll(others);
        int turn = done;
        for (int round = 0; round < pace.rounds(); round++) {
            for (Standing standing : all) {
                progress.at(turn++, total, question.path() + " " + standing.contender.name());
                turn(standing, round, all, share);
            }
        }
        Map<String, String> parameters = new LinkedHashMap<>(question.parameters());
        int peers = question.peers().size();
        return new Row(
                question.path(),
                parameters,
                ours.figure(),
                others.subList(0, peers).stream().map(Standing::figure).toList(),
                floor.map(Standing::figure));
    }

    private void turn(Standing standing, int round, List<Standing> all, long share) {
        long now = nanoTime.getAsLong();
        boolean isOurs = standing == all.get(0);
        if (standing.failed.isPresent()) {
            return;
        }
        if (round > 0 && now > share && !standing.rounds.isEmpty()) {
            // The rows that follow need their share, too; a machine that is this busy gets fewer rounds of each.
            return;
        }
        if (now + standing.longest > end) {
            if (standing.rounds.size() < 2) {
                giveUp(standing, isOurs);
            }
            return;
        }
        if (!isOurs && round == 1 && !fits(standing, all, share)) {
            giveUp(standing, false);
            return;
        }
        long left = Math.max(1, end - now);
        Turn result = stopwatch.measure(
                standing.contender,
                Duration.ofNanos(Math.min(left, pace.patience().toNanos())));
        standing.longest = Math.max(standing.longest, nanoTime.getAsLong() - now);
        if (result instanceof Turn.Took took) {
            standing.rounds.add(took.nanosPerOp());
            standing.bytes = took.bytesPerOp();
        } else if (result instanceof Turn.Failed failed && standing.rounds.isEmpty()) {
            standing.failed = Optional.of(failed.why());
        }
    }

    private void giveUp(Standing standing, boolean isOurs) {
        if (!isOurs || standing.rounds.isEmpty()) {
            standing.rounds.clear();
            standing.failed = Optional.of("takes too long for this set; --full takes the time");
        }
    }

    /** Whether a peer's other rounds fit into the row's share: those of the slowest go first. */
    private boolean fits(Standing standing, List<Standing> all, long share) {
        long needed = all.stream()
                        .filter(other -> other.failed.isEmpty() && other.longest <= standing.longest)
                        .mapToLong(other -> other.longest)
                        .sum()
                * (pace.rounds() - 1);
        return nanoTime.getAsLong() + needed <= Math.max(share, 0);
    }
}
