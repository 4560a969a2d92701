package dev.censim.reports.whatif;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Failures x flows. It takes one case after the other and keeps the worst by damage (seconds without flows, of all flows together), so that
 * it grows neither in memory nor in the page with the number of cases: {@value #ROWS} rows and {@value #CELLS} cells at most, asymmetric
 * pairs counted as such.
 */
public final class Matrix {

    public static final int ROWS = 1000;

    /** Cells of flows that were hurt: some 15 MB of page when all are there. */
    public static final int CELLS = 400_000;

    /** Numbers of a cell, in this order: see {@link #cell}. */
    static final int STRIDE = 13;

    /** Numbers of an asymmetric pair, in this order: see {@link #pair}. */
    static final int PAIR = 5;

    private static final int NONE = -1;

    /** Ends differ for a moment whenever a message is under way between them. */
    private static final long MOMENT = 1_000_000_000;

    private static final long NANOS_PER_MILLI = 1_000_000;

    /**
     * A case that was kept.
     *
     * @param number of the case, in the order in which they came
     * @param cells of the flows that were hurt, {@value #STRIDE} numbers each
     * @param disagreements that lasted, the longest first
     * @param pairs that the failure made asymmetric, or of which a flow was hurt, {@value #PAIR} numbers each
     */
    record Row(
            long number,
            List<String> elements,
            String manner,
            long failedAt,
            long repairedAt,
            long endedAt,
            boolean isSettled,
            long damage,
            int[] cells,
            Few<String> alike,
            Few<Disagreement> disagreements,
            int[] pairs) {

        int hurt() {
            return cells.length / STRIDE;
        }

        int weight() {
            return hurt() + pairs.length / PAIR;
        }
    }

    private static final Comparator<Row> LEAST_FIRST = Comparator.comparingLong(Row::damage)
            .thenComparing(Comparator.comparingLong(Row::number).reversed());

    /** The longest outage that the network ended by itself. */
    public record Healed(String id, String flow, long outage) {}

    private final Numbers<String> flows = new Numbers<>();
    private final Numbers<List<String>> paths = new Numbers<>();
    private final Numbers<Loss.Discovery> discoveries = new Numbers<>();
    private final Numbers<String> elements = new Numbers<>();
    private final int[] before;
    private final PriorityQueue<Row> rows = new PriorityQueue<>(LEAST_FIRST);
    private final int mostRows;
    private final int mostCells;
    private Optional<Healed> healed = Optional.empty();
    private long cases;
    private long harmless;
    private long cells;

    /** @param flows their names, the columns */
    public Matrix(List<String> flows) {
        this(flows, ROWS, CELLS);
    }

    Matrix(List<String> flows, int mostRows, int mostCells) {
        flows.forEach(this.flows::of);
        this.mostRows = mostRows;
        this.mostCells = mostCells;
        before = new int[flows.size()];
        Arrays.fill(before, NONE);
    }

    /** @throws IllegalArgumentException when a flow is none of the columns */
    public void take(Case one) {
        long damage = 0;
        for (Loss loss : one.losses()) {
            damage += loss.damage();
            int flow = column(loss);
            before[flow] = before[flow] == NONE ? path(loss.pathBefore()) : before[flow];
            if (!loss.isCutOff() && loss.outage() > healed.map(Healed::outage).orElse(0L)) {
                healed = Optional.of(new Healed(one.id(), loss.flow(), loss.outage()));
            }
        }
        harmless += damage == 0 ? 1 : 0;
        one.elements().forEach(elements::of);
        keep(new Row(
                cases++,
                one.elements(),
                one.manner(),
                one.failedAt(),
                one.repairedAt(),
                one.endedAt(),
                one.isSettled(),
                damage,
                one.losses().stream()
                        .filter(loss -> loss.damage() > 0)
                        .flatMapToInt(loss -> Arrays.stream(cell(loss)))
                        .toArray(),
                Few.of(one.alike()),
                Few.of(lasting(one.disagreements())),
                pairs(one)));
    }

    private void keep(Row row) {
        rows.add(row);
        cells += row.weight();
        while (rows.size() > mostRows || cells > mostCells && rows.size() > 1) {
            cells -= rows.remove().weight();
        }
    }

    private int column(Loss loss) {
        return column(loss.flow());
    }

    private int column(String name) {
        int flow = flows.of(name);
        if (flow >= before.length) {
            throw new IllegalArgumentException("unknown flow: " + name);
        }
        return flow;
    }

    /** Times in milliseconds; paths and discoveries by their numbers, {@value #NONE} for none. */
    private int[] cell(Loss loss) {
        return new int[] {
            column(loss),
            millis(loss.outage()),
            loss.isCutOff() ? 1 : 0,
            millis(loss.repairOutage()),
            (int) Math.min(loss.lost(), Integer.MAX_VALUE),
            (int) Math.min(loss.duplicated(), Integer.MAX_VALUE),
            (int) Math.min(loss.reordered(), Integer.MAX_VALUE),
            loss.discovery().map(discoveries::of).orElse(NONE),
            millis(loss.detection()),
            millis(loss.rekey()),
            millis(loss.convergence()),
            millis(loss.installation()),
            path(loss.pathAfter())
        };
    }

    private static List<Disagreement> lasting(List<Disagreement> all) {
        return all.stream()
                .filter(one -> one.length() > MOMENT)
                .sorted(Comparator.comparingLong(Disagreement::length).reversed())
                .toList();
    }

    private int[] pairs(Case one) {
        List<String> hurt = one.losses().stream()
                .filter(loss -> loss.damage() > 0)
                .map(Loss::flow)
                .toList();
        return one.asymmetries().stream()
                .filter(pair -> pair.isNew() || pair.flows().stream().anyMatch(hurt::contains))
                .flatMapToInt(pair -> Arrays.stream(pair(pair)))
                .toArray();
    }

    /** The second flow of a ping is {@value #NONE}. */
    private int[] pair(Asymmetry pair) {
        List<String> names = pair.flows();
        return new int[] {
            column(names.get(0)),
            names.size() > 1 ? column(names.get(1)) : NONE,
            pair.isNew() ? 1 : 0,
            path(pair.there()),
            path(pair.back())
        };
    }

    private int path(List<String> hops) {
        return hops.isEmpty() ? NONE : paths.of(hops);
    }

    /** Rounded; what is longer than 24 days is 24 days. */
    static int millis(long nanos) {
        return (int) Math.min((nanos + NANOS_PER_MILLI / 2) / NANOS_PER_MILLI, Integer.MAX_VALUE);
    }

    /** Those that were kept, in the order in which they came. */
    List<Row> rows() {
        return rows.stream().sorted(Comparator.comparingLong(Row::number)).toList();
    }

    public long cases() {
        return cases;
    }

    /** Cases that hurt no flow. */
    public long harmless() {
        return harmless;
    }

    /** How many elements failed in some case. */
    public int elements() {
        return elements.all().size();
    }

    /** Cases that were not kept. */
    public long leftOut() {
        return cases - rows.size();
    }

    public Optional<Healed> longestHealed() {
        return healed;
    }

    List<String> flows() {
        return flows.all();
    }

    /** Flows of which nothing arrived before anything failed. */
    List<String> unreached() {
        return IntStream.range(0, before.length)
                .filter(flow -> before[flow] == NONE)
                .mapToObj(flows.all()::get)
                .toList();
    }

    List<List<String>> paths() {
        return paths.all();
    }

    List<Loss.Discovery> discoveries() {
        return discoveries.all();
    }

    /** Of each flow the number of its path when all was well. */
    int[] before() {
        return before.clone();
    }
}
