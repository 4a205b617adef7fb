package dev.sweepbook.load;

import dev.sweepbook.ooxml.Book;
import dev.sweepbook.ooxml.Cell;
import dev.sweepbook.ooxml.CellStyles;
import dev.sweepbook.ooxml.Refused;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the results of a workbook that this program wrote: the values its cells show, formulas as they were last worked out. */
final class RecordedReader {
    private static final String SCENARIO = "scenario";
    private static final Pattern CONTINUED = Pattern.compile(" \\(\\d+\\)$");

    private final Book book;
    private final Set<String> columns;
    private final Set<String> sheets;
    private final Recorded recorded;

    /** A reader of some columns, by their ids, that stand on some sheets. */
    RecordedReader(Book book, Set<String> columns, Collection<String> sheets) {
        this.book = book;
        this.columns = columns;
        this.sheets = new HashSet<>();
        sheets.forEach(sheet -> this.sheets.add(sheet.toLowerCase(Locale.ROOT)));
        this.recorded = new Recorded(WorkbookFacts.of(book));
    }

    Recorded read() throws IOException, Refused {
        List<String> strings = book.strings();
        CellStyles styles = book.styles();
        for (Book.Sheet sheet : book.sheets()) {
            String title =
                    CONTINUED.matcher(sheet.name().toLowerCase(Locale.ROOT)).replaceAll("");
            if (sheets.contains(title)) {
                new WorkbookSheet(book, sheet, strings, styles).read(RecordedReader::isHeader, this::rows);
            }
        }
        return recorded;
    }

    private static boolean isHeader(Collection<HeaderCell> heads) {
        return heads.stream().anyMatch(RecordedReader::isScenario) && heads.size() > 1;
    }

    private static boolean isScenario(HeaderCell head) {
        return head.id().isEmpty()
                ? head.titleAsId().equals(SCENARIO)
                : head.id().equals(SCENARIO);
    }

    private WorkbookSheet.Rows rows(Map<Integer, HeaderCell> heads) {
        int numbers = heads.entrySet().stream()
                .filter(entry -> isScenario(entry.getValue()))
                .mapToInt(Map.Entry::getKey)
                .min()
                .orElseThrow();
        Map<Integer, String> read = new HashMap<>();
        heads.forEach((column, head) -> {
            if (columns.contains(head.id())) {
                recorded.column(head.id(), head.unit());
                read.put(column, head.id());
            }
        });
        Set<Long> seen = new HashSet<>();
        return (row, cells) -> {
            Cell number = cells.get(numbers);
            long scenario = number == null ? 0 : scenario(number);
            if (scenario > 0 && seen.add(scenario)) {
                read.forEach((column, id) -> put(id, scenario, cells.get(column)));
            }
        };
    }

    private static long scenario(Cell cell) {
        if (cell.kind() != Cell.Kind.NUMBER) {
            return 0;
        }
        double number = Double.parseDouble(cell.value());
        return number == Math.rint(number) && number > 0 && number < 1e15 ? (long) number : 0;
    }

    private void put(String id, long scenario, @Nullable Cell cell) {
        if (cell == null) {
            return;
        }
        switch (cell.kind()) {
            case NUMBER -> recorded.number(id, scenario, Double.parseDouble(cell.value()));
            case TEXT -> {
                if (!cell.value().isEmpty()) {
                    recorded.text(id, scenario, cell.value()); // "" is how a formula says that there is nothing
                }
            }
            case TRUTH -> recorded.text(id, scenario, cell.value().equals("1") ? "true" : "false");
            case ERROR -> recorded.notWorkedOut(id, scenario);
            case EMPTY -> {
                if (cell.formula() != null) {
                    recorded.notWorkedOut(id, scenario);
                }
            }
        }
    }
}
