package dev.sweepbook.load;

import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.Slo;
import dev.sweepbook.sweep.Sweep;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a CSV scenario file, one scenario a row, as a sweep of one axis whose steps are the rows. */
final class CsvScenarios {
    private static final int REMEMBERED_TEXTS = 1 << 16;

    private final Problems problems;
    private final Definitions definitions;
    private final AxisValues values;
    private final long limit;
    private final List<Map<String, Reading<Object>>> remembered = new ArrayList<>();
    private long emptyRows;
    private long rowCount;

    CsvScenarios(Problems problems, Definitions definitions, long limit) {
        this.problems = problems;
        this.definitions = definitions;
        this.values = new AxisValues(definitions);
        this.limit = limit;
    }

    /** What the file asks for, or null with what is wrong reported. */
    @Nullable
    SweepFile read(DecodedText text, String name) throws IOException, Unreadable {
        if (Names.read(name) instanceof Reading.Bad<String> bad) {
            problems.add(Place.FILE, "name: the file's name will not do: " + bad.reason());
        }
        CsvDialect dialect = CsvDialect.of(text);
        CsvRecords records = new CsvRecords(text, dialect.separator());
        boolean found = records.next();
        if (dialect.declared()) {
            found = records.next();
        }
        while (found && isEmpty(records.fields())) {
            found = records.next();
        }
        if (!found) {
            problems.add(Place.START, "the file is empty: it has no header");
            return null;
        }
        CsvHeader header = CsvHeader.read(records, dialect.separator(), problems);
        CsvRows rows = header == null ? null : rows(records, header);
        if (rows == null || !problems.isEmpty()) {
            return null;
        }
        List<AxisKey> keys = keys(header);
        Sweep sweep = new Sweep(name, "", List.of(new GridAxis(keys, rows)), Map.of(), List.of(), List.of(), Slo.NONE);
        return UsedThings.file(name, "", List.of(sweep), definitions, remarks(dialect, text));
    }

    private List<String> remarks(CsvDialect dialect, DecodedText text) {
        List<String> remarks = new ArrayList<>();
        if (dialect.separator() != ',') {
            remarks.add("fields are separated by a " + dialect.named());
        }
        if (text.isUtf16()) {
            remarks.add("the file is encoded in UTF-16");
        }
        if (emptyRows > 0) {
            remarks.add(Shown.count(emptyRows) + (emptyRows == 1 ? " empty row was" : " empty rows were") + " skipped");
        }
        return remarks;
    }

    private static List<AxisKey> keys(@Nullable CsvHeader header) {
        List<AxisKey> keys = new ArrayList<>();
        if (header != null) {
            header.keys().stream().filter(Objects::nonNull).forEach(keys::add);
        }
        return keys;
    }

    private @Nullable CsvRows rows(CsvRecords records, CsvHeader header) throws IOException, Unreadable {
        List<AxisKey> keys = keys(header);
        keys.forEach(key -> remembered.add(new HashMap<>()));
        CsvRows rows = new CsvRows(keys);
        while (records.next()) {
            if (isEmpty(records.fields())) {
                emptyRows++;
            } else if (records.fields().size() != header.keys().size()) {
                problems.add(
                        records.place(0),
                        ragged(records.fields().size(), header.keys().size()));
            } else {
                row(records, header, rows);
            }
        }
        if (rowCount == 0 && problems.isEmpty()) {
            problems.add(Place.START, "the file has a header and no rows");
        } else if (rowCount > limit) {
            problems.add(
                    Place.FILE,
                    "has " + Shown.count(rowCount) + " rows, above the limit of " + Shown.count(limit)
                            + "; split the file, or raise the limit with --limit");
        }
        return rows.isEmpty() ? null : rows.finished();
    }

    private static String ragged(int fields, int columns) {
        return "has " + Shown.count(fields) + (fields == 1 ? " field" : " fields") + " where the header has "
                + Shown.count(columns) + (columns == 1 ? " column" : " columns");
    }

    private void row(CsvRecords records, CsvHeader header, CsvRows rows) {
        long before = problems.count();
        @Nullable Object[] row = new Object[remembered.size()];
        for (int i = 0, key = 0; i < header.keys().size(); i++) {
            AxisKey axis = header.keys().get(i);
            String text = records.fields().get(i);
            if (axis != null) {
                row[key] = text.isEmpty() ? null : value(axis, key, text, records.place(i));
                if (text.isEmpty() && (axis == Axis.MODEL || axis == Axis.HARDWARE)) {
                    problems.add(records.place(i), axis.id() + ": must not be empty, every row names one");
                }
                key++;
            } else if (i >= header.named() && !text.isEmpty()) {
                problems.add(
                        records.place(i),
                        "column " + (i + 1) + " has no name in the header, found " + Shown.quoted(text));
            }
        }
        if (++rowCount <= limit && problems.count() == before) {
            int first = rows.add(row, records.line());
            if (first > 0) {
                problems.add(records.line(), 0, "is the same scenario as line " + first);
            }
        }
    }

    private @Nullable Object value(AxisKey axis, int key, String text, Place place) {
        Map<String, Reading<Object>> known = remembered.get(key);
        Reading<Object> reading = known.get(text);
        if (reading == null) {
            reading = values.read(axis, text);
            if (known.size() < REMEMBERED_TEXTS) {
                known.put(text, reading);
            }
        }
        return reading.orReport(problems, place, axis.id());
    }

    private static boolean isEmpty(List<String> fields) {
        for (String field : fields) {
            if (!field.isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
