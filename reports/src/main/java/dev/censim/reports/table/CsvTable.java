package dev.censim.reports.table;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;
import tools.jackson.dataformat.csv.CsvWriteFeature;

/** A table as CSV: RFC 4180 with a header line, in UTF-8; nothing is an empty field, numbers are written out without an exponent. */
public final class CsvTable {

    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvWriteFeature.STRICT_CHECK_FOR_QUOTING)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private CsvTable() {}

    /** Writes the whole file; the stream stays open. */
    public static void write(Table table, OutputStream out) throws IOException {
        CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true).setLineSeparator("\r\n");
        table.columns().forEach(column -> schema.addColumn(column.name()));
        List<List<String>> rows = table.rows().stream()
                .map(row -> row.stream().map(CsvTable::text).toList())
                .toList();
        try {
            MAPPER.writer(schema.build()).writeValue(out, rows);
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    private static String text(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        } else if (value instanceof Value.Whole whole) {
            return Long.toString(whole.number());
        } else if (value instanceof Value.Real real) {
            return real.number().toPlainString();
        } else if (value instanceof Value.Flag flag) {
            return Boolean.toString(flag.is());
        }
        return "";
    }
}
