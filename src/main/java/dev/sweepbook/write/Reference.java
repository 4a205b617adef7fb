package dev.sweepbook.write;

import dev.sweepbook.report.Column;
import dev.sweepbook.report.EquationLine;
import dev.sweepbook.report.Errata;
import dev.sweepbook.report.ProblemLine;
import dev.sweepbook.report.Sheet;
import dev.sweepbook.report.SourceLine;
import dev.sweepbook.report.Table;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.Provenance;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The sheets that say what the figures stand on. */
final class Reference {
    private final Styles styles;
    private final @Nullable TemplateBlocks template;

    Reference(Styles styles, @Nullable TemplateBlocks template) {
        this.styles = styles;
        this.template = template;
    }

    private SheetPart finished(TableSheet table) throws IOException {
        if (template != null) {
            template.table(table);
        }
        return table.finish();
    }

    Optional<SheetPart> equations(List<Column> columns, List<Formulas> formulas) throws IOException {
        TableSheet table = table(
                Sheet.EQUATIONS,
                new TableSheet.Head("Column", 34, "Title of the column"),
                new TableSheet.Head("Id", 36, "Name of the column in CSV files and in the header's note"),
                new TableSheet.Head("Unit", 10, "Unit in this workbook; CSV files hold base units"),
                new TableSheet.Head("Formulas", 14, "The formula sets that agree on the equation"),
                new TableSheet.Head(
                        "Equation",
                        56,
                        "Symbols as in FORMULAS.md: L layers, d hidden size, V vocabulary, h heads, e head size, P parameters, B batch, s prompt, o output tokens, N tensor parallel, F peak FLOP/s, W memory bandwidth, C link bandwidth of one device in one direction"),
                new TableSheet.Head("What it is", 52, "The column in a sentence"),
                new TableSheet.Head("Source", 16, "Document and section"));
        List<EquationLine> lines = EquationLine.of(columns, formulas);
        for (EquationLine line : lines) {
            Column column = line.column();
            String sets = line.formulas().stream().map(Formulas::id).collect(Collectors.joining("\n"));
            String symbol = column.unit().symbol();
            table.line(row(
                    column.title(),
                    column.id(),
                    symbol.isEmpty() ? "–" : symbol,
                    sets,
                    line.says(),
                    column.description(),
                    line.source()));
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(finished(table));
    }

    Optional<SheetPart> sources(SweepFile file) throws IOException {
        TableSheet table = table(
                Sheet.SOURCES,
                new TableSheet.Head("Kind", 10, "Model or device"),
                new TableSheet.Head("Id", 32, "The name scenarios use"),
                new TableSheet.Head("Values used", 46, "As the scenarios start from them; axes may change them"),
                new TableSheet.Head("Defined in", 24, "The shipped catalogue, or the file that defines it"),
                new TableSheet.Head("Source", 48, "The document the values were read from"),
                new TableSheet.Head("Evidence", 30, "What was read there and what was recalled"),
                new TableSheet.Head("Note", 48, "What to beware of"));
        List<SourceLine> lines = SourceLine.of(file);
        for (SourceLine line : lines) {
            Provenance from = line.provenance();
            table.line(row(
                    line.kind(),
                    line.id(),
                    String.join("\n", line.values()),
                    from.origin(),
                    from.source(),
                    from.evidence(),
                    from.note()));
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(finished(table));
    }

    Optional<SheetPart> errata(List<Errata.Line> lines) throws IOException {
        TableSheet table = table(
                Sheet.ERRATA,
                new TableSheet.Head("No.", 6, "Number in FORMULAS.md; R for the revision of 2022"),
                new TableSheet.Head("Document", 14, "The formula set of the document"),
                new TableSheet.Head("Printed in the source", 44, "What the document says"),
                new TableSheet.Head("Its own equation gives", 44, "What this workbook shows"),
                new TableSheet.Head("Why", 46, "How the two differ"),
                new TableSheet.Head("Scenarios here", 24, "Scenarios of this workbook whose figures show it"));
        for (Errata.Line line : lines) {
            table.line(row(
                    line.number(),
                    line.document().id(),
                    line.printed(),
                    line.gives(),
                    line.why(),
                    line.scenarios().isEmpty() ? "none" : line.scenarios()));
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(finished(table));
    }

    Optional<SheetPart> problems(List<ProblemLine> lines) throws IOException {
        TableSheet table = table(
                Sheet.PROBLEMS,
                new TableSheet.Head("Kind", 16, "What happened"),
                new TableSheet.Head("What", 64, "The reason, or which model on which device"),
                new TableSheet.Head("Scenarios", 12, "How many it concerns; empty for the whole file"),
                new TableSheet.Head("First of them", 36, "Scenario numbers"),
                new TableSheet.Head("What would do", 44, "The remedy, where one is known"));
        for (ProblemLine line : lines) {
            Object count = line.scenarios() == 0 ? null : (double) line.scenarios();
            table.line(row(line.kind(), line.what(), count, line.first(), line.remedy()));
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(finished(table));
    }

    Optional<SheetPart> table(Table table) throws IOException {
        List<TableSheet.Head> heads = table.heads().stream()
                .map(head -> new TableSheet.Head(head.text(), head.widest(), head.note(), head.isField()))
                .toList();
        TableSheet sheet = new TableSheet(table.sheet().title(), styles, heads);
        table.lines().forEach(sheet::line);
        return table.lines().isEmpty() ? Optional.empty() : Optional.of(finished(sheet));
    }

    private TableSheet table(Sheet sheet, TableSheet.Head... heads) {
        return new TableSheet(sheet.title(), styles, List.of(heads));
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        List<@Nullable Object> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell);
        }
        return row;
    }
}
