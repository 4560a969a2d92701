package dev.censim.reports.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.censim.reports.table.Column.Type;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both files as DuckDB reads them, which wrote neither. */
class TableFilesTest {

    private static final long SEED = 20_261_130;
    private static final List<String> TEXTS =
            List.of("3s", "a, b", "say \"no\"", "two\r\nlines", "ünï — 国", " spaced ", "'", "0%", "null");

    @TempDir
    private Path folder;

    private static Table random() {
        Random random = new Random(SEED);
        List<Column> columns = new ArrayList<>();
        for (Type type : Type.values()) {
            columns.add(new Column(type.name().toLowerCase(Locale.ROOT) + "A", type));
            columns.add(new Column(type.name().toLowerCase(Locale.ROOT) + "B", type));
        }
        List<List<Value>> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            rows.add(columns.stream()
                    .map(column -> random(column.type(), random))
                    .toList());
        }
        return new Table("row", columns, rows);
    }

    private static Value random(Type type, Random random) {
        if (random.nextInt(5) == 0) {
            return Value.Nothing.NOTHING;
        }
        return switch (type) {
            case TEXT -> new Value.Text(TEXTS.get(random.nextInt(TEXTS.size())));
            case WHOLE -> new Value.Whole(random.nextLong());
            case REAL -> new Value.Real(BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), 9));
            case FLAG -> new Value.Flag(random.nextBoolean());
        };
    }

    private List<List<Object>> read(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<List<Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private Path csv(Table table) throws IOException {
        Path file = folder.resolve("table.csv");
        try (OutputStream out = Files.newOutputStream(file)) {
            CsvTable.write(table, out);
        }
        return file;
    }

    private Path parquet(Table table) throws IOException {
        Path file = folder.resolve("table.parquet");
        try (OutputStream out = Files.newOutputStream(file)) {
            ParquetTable.write(table, out);
        }
        return file;
    }

    @Test
    void bothFilesHoldTheSameCellByCell() throws IOException, SQLException {
        Table table = random();
        List<List<Object>> typed = read("SELECT * FROM read_parquet('" + parquet(table) + "')");
        List<List<Object>> texts = read("SELECT * FROM read_csv('" + csv(table)
                + "', header = true, all_varchar = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"',"
                + " new_line = '\\r\\n', columns = {" + columns(table) + "})");

        assertThat(typed).as("seed %d", SEED).hasSameSizeAs(table.rows());
        assertThat(texts).as("seed %d", SEED).hasSameSizeAs(table.rows());
        for (int row = 0; row < typed.size(); row++) {
            for (int column = 0; column < table.columns().size(); column++) {
                Object fromParquet = typed.get(row).get(column);
                Object fromCsv = texts.get(row).get(column);
                assertThat(fromParquet)
                        .as("seed %d, row %d, column %d", SEED, row, column)
                        .isEqualTo(asTyped(table.columns().get(column).type(), fromCsv))
                        .isEqualTo(asTyped(table.rows().get(row).get(column)));
            }
        }
    }

    private static String columns(Table table) {
        List<String> columns = new ArrayList<>();
        table.columns().forEach(column -> columns.add("'" + column.name() + "': 'VARCHAR'"));
        return String.join(", ", columns);
    }

    private static @Nullable Object asTyped(Type type, @Nullable Object text) {
        if (text == null) {
            return null;
        }
        return switch (type) {
            case TEXT -> text;
            case WHOLE -> Long.valueOf((String) text);
            case REAL -> Double.valueOf((String) text);
            case FLAG -> Boolean.valueOf((String) text);
        };
    }

    private static @Nullable Object asTyped(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        } else if (value instanceof Value.Whole whole) {
            return whole.number();
        } else if (value instanceof Value.Real real) {
            return real.number().doubleValue();
        }
        return value instanceof Value.Flag flag ? flag.is() : null;
    }

    @Test
    void columnsOfParquetAreTyped() throws IOException, SQLException {
        assertThat(read("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet('"
                        + parquet(random()) + "'))"))
                .containsExactly(
                        List.of("textA", "VARCHAR"),
                        List.of("textB", "VARCHAR"),
                        List.of("wholeA", "BIGINT"),
                        List.of("wholeB", "BIGINT"),
                        List.of("realA", "DOUBLE"),
                        List.of("realB", "DOUBLE"),
                        List.of("flagA", "BOOLEAN"),
                        List.of("flagB", "BOOLEAN"));
    }

    @Test
    void equalTablesAreEqualFiles() throws IOException {
        assertThat(Files.readAllBytes(parquet(random()))).isEqualTo(Files.readAllBytes(parquet(random())));
    }

    @Test
    void csvIsAsTheRfcHasIt() throws IOException {
        Table table = new Table(
                "row",
                List.of(
                        new Column("timers", Type.TEXT),
                        new Column("outage", Type.REAL),
                        new Column("pareto", Type.FLAG)),
                List.of(
                        List.of(
                                new Value.Text("3s, \"fast\""),
                                new Value.Real(new BigDecimal("1E+2")),
                                new Value.Flag(true)),
                        List.of(new Value.Text("9s"), Value.Nothing.NOTHING, new Value.Flag(false))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvTable.write(table, out);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("timers,outage,pareto\r\n\"3s, \"\"fast\"\"\",100,true\r\n9s,,false\r\n");
    }

    @Test
    void rowsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> new Table("row", List.of(new Column("a", Type.TEXT)), List.of(List.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
