package dev.sweepbook.write;

import dev.sweepbook.report.Sheet;
import dev.sweepbook.report.Summary;
import dev.sweepbook.report.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTCfRule;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTCfvo;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTColorScale;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTConditionalFormatting;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.STCfType;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.STCfvoType;

/** The first sheet: sentences and small tables, one below the other on one grid of columns. */
final class SummarySheet {
    private static final List<Double> WIDTHS = List.of(27.0, 18.0, 15.0, 15.0, 15.0, 15.0, 15.0, 15.0, 15.0, 15.0);
    private static final int LAST = WIDTHS.size() - 1;
    private static final double WHOLE =
            WIDTHS.stream().mapToDouble(Double::doubleValue).sum() - 4;

    private static final byte[] BEST = {(byte) 0xFF, 0x7F, (byte) 0xC4, (byte) 0xB2};
    private static final byte[] BETWEEN = {(byte) 0xFF, (byte) 0xBF, (byte) 0xE1, (byte) 0xD8};
    private static final byte[] WORST = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF};

    private static final String SHARE_FORMAT = "#,##0.0"; // percentages side by side have the same decimals
    private static final List<Look> BOUNDS = List.of(Look.MEMORY, Look.COMPUTE, Look.COMMS, Look.OVERHEAD);

    private final Summary summary;
    private final Styles styles;
    private final List<String> sheets;
    private final List<SheetPart.Link> links = new ArrayList<>();
    private final DeflatedPart part = new DeflatedPart(null);
    private final RowWriter rows = new RowWriter(part, 0);
    private final @Nullable String since;
    private final List<String> merged = new ArrayList<>();
    private final List<HeatMap> maps = new ArrayList<>();

    /** A line whose numbers are shaded: the lowest darkest, or the highest. */
    private record HeatMap(String range, boolean lowestIsBest) {}

    SummarySheet(Summary summary, Styles styles) {
        this(summary, styles, List.of(), null);
    }

    /**
     * A summary that ends with a list of the sheets that follow it; {@code since} is the formula of what it says where
     * inputs were edited after it was made, null where nothing follows an edit.
     */
    SummarySheet(Summary summary, Styles styles, List<String> sheets, @Nullable String since) {
        this.since = since;
        this.summary = summary;
        this.styles = styles;
        this.sheets = List.copyOf(sheets);
    }

    /** What a summary says of inputs that were edited since, as a formula of the one that counts them. */
    static String editedSince(String count, long scenarios) {
        return "IFERROR(IF(" + count + "=0,\"\",\"The inputs of \"&" + count + "&\" of "
                + String.format(Locale.ROOT, "%,d", scenarios)
                + " scenarios were edited since. Their rows follow; for a new summary and new charts run this workbook"
                + " again.\"),\"\")";
    }

    SheetPart finish() throws IOException {
        across(summary.title(), Look.TITLE, 26);
        if (!summary.description().isBlank()) {
            sentence(summary.description());
        }
        int linkRow = toContents();
        legend();
        for (Summary.Block block : summary.blocks()) {
            block(block);
        }
        contents(linkRow);
        rows.flush();
        part.end();
        SheetPart.Frame frame = new SheetPart.Frame(0, 0);
        return new SheetPart(
                Sheet.SUMMARY.title(), List.of(), WIDTHS, part, "", rows.row(), List.of(), merged, frame, links);
    }

    /** A line that leads to the list of contents at the end. */
    private int toContents() throws IOException {
        if (!sheets.isEmpty()) {
            rows.begin(TextFit.height(1));
            rows.text(0, "Sheets of this workbook", Look.LINK.style());
            if (since != null) {
                rows.formula(1, SheetFormula.alone(since), Look.QUESTION.style());
            }
            rows.end();
            if (since != null) {
                merge(1, LAST);
            }
        }
        return rows.row();
    }

    /** What the colours of the sheets mean, a cell each. */
    private void legend() throws IOException {
        if (!sheets.contains(Sheet.SCENARIOS.title())) {
            return;
        }
        rows.begin(TextFit.height(1));
        rows.text(0, since != null ? "input, to be edited" : "input, for the next run", Look.FIELD.style());
        for (int i = 0; i < BOUNDS.size(); i++) {
            rows.text(
                    i + 1,
                    BOUNDS.get(i).name().toLowerCase(Locale.ROOT) + " binds",
                    BOUNDS.get(i).style());
        }
        rows.text(BOUNDS.size() + 1, "does not fit", Look.MISFIT.style());
        rows.text(BOUNDS.size() + 2, "not supported", Look.MUTED.style());
        rows.end();
    }

    private void contents(int linkRow) throws IOException {
        if (sheets.isEmpty()) {
            return;
        }
        rows.begin(8);
        rows.end();
        across("Sheets of this workbook", Look.SECTION, 20);
        links.add(new SheetPart.Link("A" + linkRow, Sheet.SUMMARY.title(), "A" + rows.row()));
        for (String name : sheets) {
            rows.begin(TextFit.height(1));
            rows.text(0, name, Look.LINK.style());
            rows.text(1, says(name), Look.SENTENCE.style());
            rows.end();
            merge(1, LAST);
            links.add(new SheetPart.Link("A" + rows.row(), name, "A1"));
        }
    }

    private static String says(String name) {
        for (Sheet sheet : Sheet.values()) {
            if (name.equals(sheet.title())) {
                return sheet.says();
            } else if (name.startsWith(sheet.title() + " (")) {
                return "More rows of " + sheet.title();
            }
        }
        return switch (name) {
            case ChartsSheet.CHARTS -> "The summary as pictures";
            case ChartsSheet.DATA -> "What the charts draw";
            default -> "";
        };
    }

    private void block(Summary.Block block) throws IOException {
        rows.begin(8);
        rows.end();
        across(block.title(), Look.SECTION, 20);
        for (String sentence : block.sentences()) {
            sentence(sentence);
        }
        if (block.kind() == Summary.Kind.ANSWERS) {
            for (List<@Nullable Object> line : block.lines()) {
                answer((String) line.get(0), (String) line.get(1));
            }
        } else if (!block.headings().isEmpty() && !block.lines().isEmpty()) {
            table(block);
        }
    }

    /** A question beside its answer. */
    private void answer(@Nullable String question, @Nullable String answer) throws IOException {
        String asked = question == null ? "" : question;
        String told = answer == null ? "" : answer;
        int lines = Math.max(
                TextFit.lines(asked, WIDTHS.get(0) / 1.05 - 3), TextFit.lines(told, WHOLE - WIDTHS.get(0) - 1));
        rows.begin(TextFit.height(lines));
        rows.text(0, asked, Look.QUESTION.style());
        rows.text(1, told, Look.TEXT.style());
        for (int i = 2; i <= LAST; i++) {
            rows.blank(i, Look.TEXT.style());
        }
        rows.end();
        merge(1, LAST);
    }

    /** Shades the maps; a reader's own edits are shaded as well. */
    void addTo(XSSFWorkbook workbook) {
        int priority = 0;
        for (HeatMap map : maps) {
            CTConditionalFormatting shaded =
                    workbook.getSheet(Sheet.SUMMARY.title()).getCTWorksheet().addNewConditionalFormatting();
            shaded.setSqref(List.of(map.range()));
            CTCfRule rule = shaded.addNewCfRule();
            rule.setType(STCfType.COLOR_SCALE);
            rule.setPriority(++priority);
            CTColorScale scale = rule.addNewColorScale();
            scale.addNewCfvo().setType(STCfvoType.MIN);
            CTCfvo median = scale.addNewCfvo(); // so that one far off does not make the others look alike
            median.setType(STCfvoType.PERCENTILE);
            median.setVal("50");
            scale.addNewCfvo().setType(STCfvoType.MAX);
            scale.addNewColor().setRgb(map.lowestIsBest() ? BEST : WORST);
            scale.addNewColor().setRgb(BETWEEN);
            scale.addNewColor().setRgb(map.lowestIsBest() ? WORST : BEST);
        }
    }

    private void sentence(String text) throws IOException {
        across(text, Look.SENTENCE, TextFit.height(TextFit.lines(text, WHOLE)));
    }

    private void across(String text, Look look, double height) throws IOException {
        rows.begin(height);
        rows.text(0, text, look.style());
        rows.end();
        merge(0, LAST);
    }

    private void merge(int from, int to) {
        StringBuilder range = new StringBuilder();
        RowWriter.letters(range, from);
        range.append(rows.row()).append(':');
        RowWriter.letters(range, to);
        merged.add(range.append(rows.row()).toString());
    }

    private void table(Summary.Block block) throws IOException {
        int columns = block.headings().size();
        int lines = 1;
        for (int i = 0; i < columns; i++) {
            lines = Math.max(
                    lines, TextFit.lines(block.headings().get(i).text(), width(i, columns, spans(block)) / 1.05 - 1));
        }
        rows.begin(TextFit.height(lines));
        for (int i = 0; i < columns; i++) {
            boolean number = block.headings().get(i).unit() != Unit.TEXT;
            rows.text(i, block.headings().get(i).text(), (number ? Look.NUMBER_LABEL : Look.LABEL).style());
        }
        boolean spans = spans(block);
        span(columns, spans, Look.LABEL);
        int[] formats = formats(block);
        int first = rows.row() + 1;
        for (List<@Nullable Object> line : block.lines()) {
            line(line, formats, spans, block.kind());
        }
        if (block.kind() == Summary.Kind.LESS_IS_BETTER || block.kind() == Summary.Kind.MORE_IS_BETTER) {
            boolean less = block.kind() == Summary.Kind.LESS_IS_BETTER;
            for (int row = first; row <= rows.row(); row++) {
                StringBuilder range = new StringBuilder("B" + row + ":");
                RowWriter.letters(range, columns - 1);
                maps.add(new HeatMap(range.append(row).toString(), less));
            }
        }
    }

    /** A table narrower than the grid stretches its last column to the edge, unless that holds numbers. */
    private static boolean spans(Summary.Block block) {
        int columns = block.headings().size();
        return columns <= LAST && block.headings().get(columns - 1).unit() == Unit.TEXT;
    }

    private static double width(int column, int columns, boolean spans) {
        if (column < columns - 1 || !spans) {
            return WIDTHS.get(column);
        }
        return WIDTHS.subList(column, LAST + 1).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private void span(int columns, boolean spans, Look look) throws IOException {
        if (spans) {
            for (int i = columns; i <= LAST; i++) {
                rows.blank(i, look.style());
            }
            merge(columns - 1, LAST);
        }
        rows.end();
    }

    private int[] formats(Summary.Block block) {
        int[] formats = new int[block.headings().size()];
        for (int i = 0; i < formats.length; i++) {
            NumberShape shape = new NumberShape();
            for (List<@Nullable Object> line : block.lines()) {
                if (line.get(i) instanceof Double number) {
                    shape.accept(number);
                }
            }
            Unit unit = block.headings().get(i).unit();
            formats[i] = unit == Unit.TEXT
                    ? Look.TEXT.style()
                    : styles.number(unit == Unit.SHARE ? SHARE_FORMAT : shape.format());
        }
        return formats;
    }

    private void line(List<@Nullable Object> line, int[] formats, boolean spans, Summary.Kind kind) throws IOException {
        int lines = 1;
        for (int i = 0; i < line.size(); i++) {
            if (line.get(i) instanceof String text) {
                lines = Math.max(lines, TextFit.lines(text, width(i, line.size(), spans) - 3));
            }
        }
        rows.begin(TextFit.height(lines));
        for (int i = 0; i < line.size(); i++) {
            Object cell = line.get(i);
            if (cell instanceof Double number) {
                rows.number(i, number, formats[i]);
            } else {
                rows.text(i, (String) cell, look(i, (String) cell, kind).style());
            }
        }
        span(line.size(), spans, Look.TEXT);
    }

    private static Look look(int column, @Nullable String text, Summary.Kind kind) {
        if (text == null || column == 0 || kind == Summary.Kind.TABLE) {
            return Look.TEXT;
        }
        int blank = text.indexOf(' ');
        Look term = kind == Summary.Kind.BOUNDS ? Look.ofTerm(blank < 0 ? text : text.substring(0, blank)) : Look.TEXT;
        return term == Look.TEXT ? Look.ofStatus(text) : term;
    }
}
