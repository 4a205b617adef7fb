package dev.sweepbook.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The catalogue's own data files. */
final class Table {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private Table() {}

    static List<Row> read(String file) {
        String text = new String(bytes(file), StandardCharsets.UTF_8);
        try (CSVParser rows = CSVParser.parse(new StringReader(text), FORMAT)) {
            return rows.stream().map(CSVRecord::toMap).map(Row::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String file) {
        try (InputStream in = Table.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("the catalogue has no file " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line of a table; a cell it does not have is empty. */
    record Row(Map<String, String> cells) {
        String cell(String column) {
            return cells.getOrDefault(column, "");
        }

        long whole(String column) {
            return cell(column).isEmpty() ? 0 : Long.parseLong(cell(column));
        }
    }
}
