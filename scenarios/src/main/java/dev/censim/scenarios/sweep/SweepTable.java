package dev.censim.scenarios.sweep;

import dev.censim.kernel.Time;
import dev.censim.reports.metrics.Decimals;
import dev.censim.reports.table.Column;
import dev.censim.reports.table.Column.Type;
import dev.censim.reports.table.Table;
import dev.censim.reports.table.Value;
import dev.censim.scenarios.read.Axis;
import dev.censim.scenarios.sweep.CellFigures.Measured;
import dev.censim.scenarios.whatif.Detector;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A sweep as a table: a row for each cell, in the order of the grid. */
public final class SweepTable {

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
    private static final int RATE_DIGITS = 6;
    private static final int OCTET = 8;

    /** A column of what is measured. */
    private record Figure(Column column, Function<Measured, Value> value) {}

    private static final List<Figure> FIGURES = figures();

    private SweepTable() {}

    /** Names of columns, which no axis can have. */
    public static List<String> reserved() {
        List<String> names = new ArrayList<>(List.of("converged", "pareto"));
        FIGURES.forEach(figure -> names.add(figure.column.name()));
        return names;
    }

    public static Table of(SweepResult result) {
        List<Column> columns = new ArrayList<>();
        result.axes().forEach(axis -> columns.add(new Column(axis.name(), type(axis))));
        columns.add(new Column("converged", Type.FLAG));
        FIGURES.forEach(figure -> columns.add(figure.column));
        columns.add(new Column("pareto", Type.FLAG));
        List<List<Value>> rows = new ArrayList<>();
        for (int cell = 0; cell < result.cells().size(); cell++) {
            rows.add(row(result, cell));
        }
        return new Table("cell", columns, rows);
    }

    private static List<Value> row(SweepResult result, int number) {
        CellFigures cell = result.cells().get(number);
        List<Value> row = new ArrayList<>();
        for (int i = 0; i < result.axes().size(); i++) {
            String text = cell.values().get(i);
            row.add(type(result.axes().get(i)) == Type.WHOLE ? whole(Long.parseLong(text)) : new Value.Text(text));
        }
        row.add(new Value.Flag(cell.isConverged()));
        FIGURES.forEach(figure -> row.add(cell.measured().map(figure.value).orElse(Value.Nothing.NOTHING)));
        row.add(new Value.Flag(result.isOnFront(number)));
        return row;
    }

    /** Values that all are whole numbers make a column of numbers. */
    private static Type type(Axis axis) {
        return axis.values().stream().allMatch(text -> WHOLE.matcher(text).matches()) ? Type.WHOLE : Type.TEXT;
    }

    private static List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        addDamage(figures, "silent", Measured::silent);
        addDamage(figures, "clean", Measured::clean);
        figures.add(new Figure(new Column("detectedBy", Type.TEXT), SweepTable::detectors));
        figures.add(rate("probesPerSecond", Watch::probes));
        figures.add(rate("dpdPerSecond", Probe.DPD));
        figures.add(rate("ikePerSecond", Probe.IKE));
        figures.add(rate("bgpPerSecond", Probe.BGP));
        figures.add(rate("bfdPerSecond", Probe.BFD));
        figures.add(rate("healthChecksPerSecond", Probe.HEALTH_CHECK));
        figures.add(rate("otherPerSecond", Probe.OTHER));
        figures.add(rate("probeBitsPerSecond", watch -> watch.octets() * OCTET));
        figures.add(seconds("watchedSeconds", measured -> measured.watch().length()));
        figures.add(count("falseAlarms", measured -> measured.watch().falseAlarms()));
        figures.add(alarms("falseDpd", Alarm.DPD));
        figures.add(alarms("falseHoldTimer", Alarm.HOLD_TIMER));
        figures.add(alarms("falseBfd", Alarm.BFD));
        figures.add(alarms("falseHealthCheck", Alarm.HEALTH_CHECK));
        figures.add(count("tunnelsDown", measured -> measured.watch().tunnelsDown()));
        figures.add(count("sessionsDown", measured -> measured.watch().sessionsDown()));
        return List.copyOf(figures);
    }

    private static void addDamage(List<Figure> to, String manner, Function<Measured, Damage> of) {
        to.add(count(manner + "Cases", measured -> of.apply(measured).cases()));
        to.add(count(manner + "Unsettled", measured -> of.apply(measured).unsettled()));
        to.add(count(manner + "CutOff", measured -> of.apply(measured).cutOff()));
        to.add(count(manner + "Hurt", measured -> of.apply(measured).hurt()));
        to.add(seconds(
                manner + "WorstOutageSeconds", measured -> of.apply(measured).worst()));
        to.add(mean(manner + "MeanOutageSeconds", of, Damage::total, Damage::hurt));
        to.add(new Figure(
                new Column(manner + "WorstDetectionSeconds", Type.REAL),
                measured -> of.apply(measured).detected() == 0
                        ? Value.Nothing.NOTHING
                        : seconds(of.apply(measured).worstDetection())));
        to.add(mean(manner + "MeanDetectionSeconds", of, Damage::totalDetection, Damage::detected));
        to.add(count(manner + "Lost", measured -> of.apply(measured).lost()));
        to.add(seconds(
                manner + "WorstRepairOutageSeconds",
                measured -> of.apply(measured).worstRepair()));
    }

    private static Figure count(String name, ToLongFunction<Measured> many) {
        return new Figure(new Column(name, Type.WHOLE), measured -> whole(many.applyAsLong(measured)));
    }

    private static Figure seconds(String name, ToLongFunction<Measured> nanos) {
        return new Figure(new Column(name, Type.REAL), measured -> seconds(nanos.applyAsLong(measured)));
    }

    /** Nothing when there was nothing to take the mean of. */
    private static Figure mean(
            String name, Function<Measured, Damage> of, ToLongFunction<Damage> total, ToLongFunction<Damage> many) {
        return new Figure(new Column(name, Type.REAL), measured -> {
            Damage damage = of.apply(measured);
            return many.applyAsLong(damage) == 0
                    ? Value.Nothing.NOTHING
                    : seconds(total.applyAsLong(damage) / many.applyAsLong(damage));
        });
    }

    private static Figure rate(String name, Probe probe) {
        return rate(name, watch -> watch.packets().getOrDefault(probe, 0L));
    }

    private static Figure rate(String name, ToLongFunction<Watch> many) {
        return new Figure(
                new Column(name, Type.REAL),
                measured -> new Value.Real(rate(many.applyAsLong(measured.watch()), measured.watch())));
    }

    private static Figure alarms(String name, Alarm alarm) {
        return count(name, measured -> measured.watch().alarms().getOrDefault(alarm, 0L));
    }

    private static Value detectors(Measured measured) {
        Set<Detector> all = new TreeSet<>(measured.silent().detectors());
        all.addAll(measured.clean().detectors());
        return all.isEmpty()
                ? Value.Nothing.NOTHING
                : new Value.Text(all.stream().map(Detector::text).collect(Collectors.joining(" ")));
    }

    private static Value whole(long number) {
        return new Value.Whole(number);
    }

    private static Value seconds(long nanos) {
        return new Value.Real(Decimals.seconds(nanos));
    }

    /** Of so many in a watch, how many a second. */
    static BigDecimal rate(long many, Watch watch) {
        return Decimals.plain(BigDecimal.valueOf(many)
                .multiply(BigDecimal.valueOf(Time.SECOND))
                .divide(BigDecimal.valueOf(watch.length()), RATE_DIGITS, RoundingMode.HALF_EVEN));
    }
}
