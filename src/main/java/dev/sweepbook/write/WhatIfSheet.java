package dev.sweepbook.write;

import dev.sweepbook.live.LiveForm;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Sheet;
import dev.sweepbook.report.WhatIf;
import dev.sweepbook.sweep.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** The sheet of one estimate that follows its inputs, beside a scenario of the sweep. */
final class WhatIfSheet {
    private static final String NAME = Sheet.WHAT_IF.title();
    private static final String QUOTED = ChosenScenario.quoted(NAME);
    private static final List<Double> WIDTHS = List.of(36.0, 12.0, 23.0, 23.0, 17.0, 10.0, 62.0);
    private static final int UNIT = 1;
    private static final int OWN = 2;
    private static final int CHOSEN = 3;
    private static final int DIFFERENCE = 4;
    private static final int RATIO = 5;
    private static final int WORDS = 6;
    private static final int LAST = WORDS;
    private static final int NUMBER_ROW = 5;
    private static final int STATUS_ROW = 6;
    private static final int FIRST_INPUT = STATUS_ROW + 2;
    private static final int STATUS_LINES = 3;
    private static final String COUNTED = "#,##0";
    private static final String MEASURED = "[>=1000]#,##0;[>=1]#,##0.0##;0.0#####";
    private static final String LESS_OR_MORE = "+#,##0.0####;-#,##0.0####;0";
    private static final String TIMES = "[<0.1]0.0000\"×\";[<10]0.00\"×\";#,##0.0\"×\"";

    private final WhatIf content;
    private final List<Column> columns;
    private final RowValues first;
    private final Row row;
    private final boolean contained;
    private final Styles styles;
    private final DeflatedPart part = new DeflatedPart(null);
    private final RowWriter rows = new RowWriter(part, 0);
    private final List<String> merged = new ArrayList<>();
    private final List<InputRule> rules = new ArrayList<>();
    private final Map<Integer, String> verdicts = new LinkedHashMap<>();

    /**
     * The scenario it begins with.
     *
     * @param row the scenario
     * @param values its cells as they are shown
     * @param contained whether the sheets of scenarios have a line of it
     */
    record First(Row row, RowValues values, boolean contained) {}

    /** The sheet of a scenario to begin with. */
    WhatIfSheet(WhatIf content, List<Column> columns, First first, Styles styles) {
        this.content = content;
        this.columns = columns;
        this.row = first.row();
        this.first = first.values();
        this.contained = first.contained();
        this.styles = styles;
    }

    Row row() {
        return row;
    }

    RowValues values() {
        return first;
    }

    /** Where the inputs stand. */
    LiveForm.Form form() {
        Map<String, String> cells = new LinkedHashMap<>();
        Map<String, String> chosen = new LinkedHashMap<>();
        Map<String, Object> values = new LinkedHashMap<>();
        int row = FIRST_INPUT;
        for (WhatIf.Input input : content.inputs()) {
            cells.put(input.column().id(), "$C$" + row);
            chosen.put(input.column().id(), "$D$" + row);
            values.put(input.column().id(), input.value());
            row++;
        }
        return new LiveForm.Form(QUOTED, cells, chosen, values, content.ofRoofline());
    }

    SheetPart finish(LiveForm form, Map<Sheet, List<SheetPart>> sheets) throws IOException {
        ChosenScenario chosen = new ChosenScenario(QUOTED + "!$D$" + NUMBER_ROW, columns, sheets);
        head(form, chosen);
        section("Inputs");
        for (WhatIf.Input input : content.inputs()) {
            input(input, form, chosen);
        }
        for (WhatIf.Section section : content.sections()) {
            section(section.title());
            for (WhatIf.Result result : section.results()) {
                result(result, form, chosen);
            }
        }
        rows.flush();
        part.end();
        return new SheetPart(
                NAME,
                List.of(),
                WIDTHS,
                part,
                "",
                rows.row(),
                List.of(),
                merged,
                new SheetPart.Frame(1, STATUS_ROW),
                List.of(new SheetPart.Link("A1", Sheet.SUMMARY.title(), "A1")));
    }

    private void head(LiveForm form, ChosenScenario chosen) throws IOException {
        across("What if", Look.TITLE, 26);
        across(content.howTo(), Look.SENTENCE, sentenceHeight(content.howTo()));
        across(content.limits(), Look.SENTENCE, sentenceHeight(content.limits()));
        rows.begin(TextFit.height(1) + 4);
        List<String> heads = List.of(
                "Input or result",
                "Unit",
                "What if",
                "Scenario of the sweep",
                "Difference",
                "Ratio",
                "How it comes about");
        for (int i = 0; i <= LAST; i++) {
            boolean number = i == DIFFERENCE || i == RATIO;
            rows.text(i, heads.get(i), (number ? Look.NUMBER_HEADER : Look.HEADER).style());
        }
        rows.end();
        rows.begin(0);
        rows.text(0, "Scenario", Look.TEXT.style());
        rows.blank(UNIT, Look.TEXT.style());
        rows.blank(OWN, Look.TEXT.style());
        rows.number(CHOSEN, content.number(), Look.INPUT.style());
        rows.blank(DIFFERENCE, Look.TEXT.style());
        rows.blank(RATIO, Look.TEXT.style());
        rows.text(WORDS, "Number of the scenario to compare with, as on the sheet Scenarios", Look.TEXT.style());
        rows.end();
        rules.add(InputRule.ofNumber("D" + NUMBER_ROW, "scenario"));
        status(form, chosen);
    }

    private void status(LiveForm form, ChosenScenario chosen) throws IOException {
        Column column = content.status();
        String there = chosen.formula(column, form);
        String own = form.status();
        String blanks = blanks();
        String text = first.text(columns.indexOf(column));
        String here = "D" + STATUS_ROW;
        verdicts.put(STATUS_ROW, column.id());
        rows.begin(TextFit.height(STATUS_LINES));
        rows.text(0, column.title(), Look.TEXT.style());
        rows.blank(UNIT, Look.TEXT.style());
        String shown = contained && text != null ? text : form.firstStatus();
        rows.text(
                OWN,
                SheetFormula.alone("IF(" + blanks + ",\"not supported: an input that needs a value is empty\",IF("
                        + form.same() + "," + here + "," + own + "))"),
                shown,
                Look.TEXT.style());
        String missing = "no scenario of this number on the sheets of this workbook";
        rows.text(
                CHOSEN,
                there == null ? null : SheetFormula.alone("IF(" + there + "=\"\",\"" + missing + "\"," + there + ")"),
                contained ? text : missing,
                Look.TEXT.style());
        rows.blank(DIFFERENCE, Look.TEXT.style());
        rows.blank(RATIO, Look.TEXT.style());
        rows.text(WORDS, column.description(), Look.TEXT.style());
        rows.end();
    }

    /** Whether an input that has no value by itself is empty. */
    private String blanks() {
        StringBuilder text = new StringBuilder("OR(");
        int row = FIRST_INPUT;
        for (WhatIf.Input input : content.inputs()) {
            if (!input.mayBeEmpty()) {
                text.append(text.length() > 3 ? "," : "")
                        .append('C')
                        .append(row)
                        .append("=\"\"");
            }
            row++;
        }
        return text.append(')').toString();
    }

    private void input(WhatIf.Input input, LiveForm form, ChosenScenario chosen) throws IOException {
        Column column = input.column();
        int row = rows.row() + 1;
        begin(column, input.says());
        if (input.value() instanceof Double number) {
            rows.number(OWN, number, Look.INPUT.style());
        } else {
            rows.text(OWN, input.value().toString(), Look.INPUT.style());
        }
        InputRule rule = rule("C" + row, input);
        if (rule != null) {
            rules.add(rule);
        }
        Object there = contained ? shown(column) : "";
        value(CHOSEN, chosen.formula(column, form), there, Look.TEXT.style());
        differences(row, there.equals(input.value()) || (there.equals("") && contained));
        rows.text(WORDS, input.says(), Look.TEXT.style());
        rows.end();
    }

    private static @Nullable InputRule rule(String cell, WhatIf.Input input) {
        String id = input.column().id();
        if (input.range() != null) {
            return InputRule.ofRange(cell, input.range(), id + ": one of the list.");
        } else if (!input.choices().isEmpty()) {
            return InputRule.ofValues(cell, id, input.choices(), input.mayBeEmpty());
        }
        return input.type() == null
                ? null
                : InputRule.of(cell, id, input.type(), input.column().unit(), input.mayBeEmpty());
    }

    private void result(WhatIf.Result result, LiveForm form, ChosenScenario chosen) throws IOException {
        Column column = result.column();
        int place = columns.indexOf(column);
        int row = rows.row() + 1;
        begin(column, result.says());
        verdicts.put(row, column.id());
        String there = chosen.formula(column, form);
        LiveForm.Result own = form.result(place, there == null ? "\"\"" : "$D$" + row);
        Object value = shown(column);
        boolean told = contained || own.live();
        int style = style(column);
        value(OWN, own.formula(), told ? value : LiveForm.RUN_AGAIN, style);
        value(CHOSEN, there, contained && there != null ? value : "", style);
        differences(row, (contained && there != null) || value.equals(""));
        rows.text(WORDS, result.says(), Look.TEXT.style());
        rows.end();
    }

    private int style(Column column) {
        if (column.value() instanceof Column.Measure) {
            return styles.number(column.unit().isCount() ? COUNTED : MEASURED);
        }
        return column.value() instanceof Column.Flag ? Look.FLAG.style() : Look.TEXT.style();
    }

    /** What the scenario to begin with has in a column, empty text where it has nothing. */
    private Object shown(Column column) {
        int place = columns.indexOf(column);
        if (column.value() instanceof Column.Measure) {
            double number = first.number(place);
            boolean asked = content.isInput(column);
            boolean none = Double.isNaN(number) || Double.isInfinite(number) || (asked && first.isInherited(place));
            return none ? "" : (Object) number;
        } else if (column.value() instanceof Column.Flag) {
            Boolean flag = first.flag(place);
            return flag == null ? "" : (Object) flag;
        }
        String text = first.text(place);
        return text == null ? "" : text;
    }

    private void value(int at, @Nullable String text, Object value, int style) {
        SheetFormula formula = SheetFormula.ofNullable(text);
        if (value instanceof Double number) {
            rows.number(at, formula, number, style);
        } else if (value instanceof Boolean flag) {
            rows.flag(at, formula, flag, style);
        } else {
            rows.text(at, formula, value.toString(), style);
        }
    }

    private void begin(Column column, String says) {
        int lines =
                Math.max(TextFit.lines(column.title(), WIDTHS.get(0) - 3), TextFit.lines(says, WIDTHS.get(WORDS) - 3));
        rows.begin(lines == 1 ? 0 : TextFit.height(lines));
        rows.text(0, column.title(), Look.TEXT.style());
        String symbol = column.unit().symbol();
        rows.text(UNIT, symbol, Look.TEXT.style());
    }

    /** What two cells of a row differ by; what rounding leaves is no difference. */
    private void differences(int row, boolean same) {
        String own = "C" + row;
        String there = "D" + row;
        rows.text(
                DIFFERENCE,
                SheetFormula.alone("IF(AND(ISNUMBER(" + own + "),ISNUMBER(" + there + ")),IF(ABS(" + own + "-" + there
                        + ")<=1E-9*ABS(" + there + "),\"\"," + own + "-" + there + "),IF(" + own + "=" + there
                        + ",\"\",\"differs\"))"),
                same ? "" : "differs",
                styles.number(LESS_OR_MORE));
        rows.text(
                RATIO,
                SheetFormula.alone(
                        "IF(ISNUMBER(E" + row + "),IF(" + there + "=0,\"\"," + own + "/" + there + "),\"\")"),
                "",
                styles.number(TIMES));
    }

    private void section(String title) throws IOException {
        rows.begin(22);
        rows.text(0, title, Look.SECTION.style());
        rows.end();
    }

    private static double sentenceHeight(String text) {
        return TextFit.height(TextFit.lines(
                text, WIDTHS.stream().mapToDouble(Double::doubleValue).sum() - 8));
    }

    private void across(String text, Look look, double height) throws IOException {
        rows.begin(height);
        rows.text(0, text, look.style());
        rows.end();
        merged.add("A" + rows.row() + ":G" + rows.row());
    }

    /** Says which values the cells take, and colours what binds and what does not fit. */
    void addTo(XSSFWorkbook workbook) {
        XSSFSheet sheet = workbook.getSheet(NAME);
        InputRule.add(sheet, rules);
        Highlights highlights = new Highlights(workbook);
        verdicts.forEach((at, id) -> highlights.add(sheet, id, "C" + at, "D" + at));
    }
}
