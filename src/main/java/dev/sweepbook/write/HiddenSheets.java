package dev.sweepbook.write;

import dev.sweepbook.live.HiddenSheet;
import dev.sweepbook.live.LiveBook;
import dev.sweepbook.live.LiveCell;
import dev.sweepbook.live.LiveForm;
import dev.sweepbook.live.LiveRow;
import dev.sweepbook.report.Sheet;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** The hidden sheets that formulas read: steps row by row as scenarios come, tables at the end. */
final class HiddenSheets implements Closeable {
    private static final String KNOWN = "steps_known";
    private static final double WIDTH = 14;
    private static final SheetFormula UNDEFINED = SheetFormula.alone("NA()");

    private final LiveBook book;
    private final @Nullable Path folder;
    private final Map<String, List<String>> heads = new LinkedHashMap<>();
    private final List<HiddenSheet> further = new ArrayList<>();
    private final List<HiddenSheet> forms = new ArrayList<>();
    private final SharedFormulas shared;
    private final Map<String, Lines> sheets = new LinkedHashMap<>();

    HiddenSheets(LiveBook book, int scenarios, @Nullable Path folder) {
        this.shared = new SharedFormulas(scenarios + 1);
        this.book = book;
        this.folder = folder;
        for (Map.Entry<String, List<String>> sheet : book.stepSheets().entrySet()) {
            heads.put(sheet.getKey(), sheet.getValue());
        }
    }

    private record Lines(DeflatedPart part, RowWriter rows, int columns) {}

    private Lines begin(String name, List<String> heads) throws IOException {
        DeflatedPart part = new DeflatedPart(folder);
        RowWriter rows = new RowWriter(part, 0, false);
        rows.begin(0);
        for (int i = 0; i < heads.size(); i++) {
            rows.text(i, heads.get(i), 0);
        }
        rows.end();
        Lines lines = new Lines(part, rows, heads.size());
        sheets.put(name, lines);
        return lines;
    }

    void row(LiveRow live) throws IOException {
        for (HiddenSheet sheet : live.lines()) {
            Lines lines = sheets.get(sheet.name());
            if (lines == null) {
                lines = begin(sheet.name(), heads.getOrDefault(sheet.name(), List.of()));
            }
            if (sheet.row() == lines.rows().row() + 1) {
                write(sheet, lines.rows(), !sheet.name().equals(LiveBook.STEPS));
            } else {
                further.add(sheet);
            }
        }
    }

    /** Takes the steps of a form, which stand behind those of scenarios and keep their values. */
    void form(LiveForm form) {
        forms.addAll(form.lines());
    }

    /** Names to define once all is written: how many steps have a number. */
    Map<String, String> names() {
        Lines steps = sheets.get(LiveBook.STEPS);
        if (steps == null) {
            return Map.of();
        }
        String last = CellReference.convertNumToColString(widest(steps.columns()) - 1);
        return Map.of(
                KNOWN,
                "COUNT(" + LiveBook.STEPS + "!$A$2:$" + last + "$"
                        + Math.max(steps.rows().row(), 2) + ")");
    }

    /**
     * Lets the sheets on which models and devices are edited ask for all steps. LibreOffice passes an edit on only through
     * steps it has worked out since the file was opened, as they have no values in it; a conditional format that never
     * holds makes it do so once such a sheet is seen.
     */
    void addTo(XSSFWorkbook workbook) {
        if (sheets.containsKey(LiveBook.STEPS)) {
            Highlights asking = new Highlights(workbook);
            for (Sheet sheet : List.of(Sheet.MODELS, Sheet.HARDWARE)) {
                XSSFSheet edited = workbook.getSheet(sheet.title());
                if (edited != null) {
                    asking.add(edited, "A1", KNOWN + "<0", Look.HEADER);
                }
            }
        }
    }

    private void write(List<HiddenSheet> behind, RowWriter rows, boolean valued) throws IOException {
        for (HiddenSheet sheet : behind) {
            rows.skipTo(sheet.row());
            write(sheet, rows, valued);
        }
    }

    private void write(HiddenSheet sheet, RowWriter rows, boolean valued) throws IOException {
        for (List<@Nullable LiveCell> cells : sheet.rows()) {
            rows.begin(0);
            for (int i = 0; i < cells.size(); i++) {
                LiveCell cell = cells.get(i);
                if (cell != null && (valued || cell.formula() == null)) {
                    write(rows, i, cell);
                } else if (cell != null) {
                    step(rows, i, cell);
                }
            }
            rows.end();
        }
    }

    /** A step's formula, without its value; one that is alike down a column is written once. */
    private void step(RowWriter rows, int column, LiveCell cell) {
        String formula = String.valueOf(cell.formula());
        SheetFormula shown =
                cell.shared() ? shared.of(column, cell.shape(), () -> formula) : SheetFormula.alone(formula);
        rows.formula(column, shown, 0);
    }

    private static void write(RowWriter rows, int column, LiveCell cell) {
        SheetFormula formula = SheetFormula.ofNullable(cell.formula());
        if (cell.value() instanceof Double number) {
            if (!Double.isNaN(number)) {
                rows.number(column, formula, number, 0);
            } else {
                rows.undefined(column, formula == null ? UNDEFINED : formula, 0);
            }
        } else if (formula != null || !cell.value().equals("")) {
            rows.text(column, formula, cell.value().toString(), 0);
        }
    }

    List<SheetPart> finish() throws IOException {
        Lines steps = sheets.get(LiveBook.STEPS);
        if (steps == null && !(further.isEmpty() && forms.isEmpty())) {
            steps = begin(LiveBook.STEPS, heads.getOrDefault(LiveBook.STEPS, List.of()));
        }
        if (steps != null) {
            write(further, steps.rows(), false);
            write(forms, steps.rows(), true);
        }
        for (HiddenSheet table : book.tables()) {
            write(table, begin(table.name(), table.heads()).rows(), true);
        }
        List<SheetPart> parts = new ArrayList<>();
        for (Map.Entry<String, Lines> sheet : sheets.entrySet()) {
            Lines lines = sheet.getValue();
            lines.rows().flush();
            lines.part().end();
            int columns = sheet.getKey().equals(LiveBook.STEPS) ? widest(lines.columns()) : lines.columns();
            List<Double> widths = java.util.Collections.nCopies(columns, WIDTH);
            parts.add(new SheetPart(
                    sheet.getKey(),
                    List.of(),
                    widths,
                    lines.part(),
                    "",
                    lines.rows().row(),
                    List.of(),
                    List.of(),
                    new SheetPart.Frame(0, 0)));
        }
        return parts;
    }

    /** Columns of the steps, whose further rows may be longer than their heads. */
    private int widest(int heads) {
        return Stream.concat(further.stream(), forms.stream())
                .flatMap(sheet -> sheet.rows().stream())
                .mapToInt(List::size)
                .reduce(heads, Math::max);
    }

    @Override
    public void close() throws IOException {
        for (Lines lines : sheets.values()) {
            lines.part().close();
        }
    }
}
