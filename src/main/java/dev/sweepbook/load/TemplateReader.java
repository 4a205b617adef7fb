package dev.sweepbook.load;

import dev.sweepbook.ooxml.Book;
import dev.sweepbook.ooxml.BookCheck;
import dev.sweepbook.ooxml.Cell;
import dev.sweepbook.ooxml.Fault;
import dev.sweepbook.ooxml.Limits;
import dev.sweepbook.ooxml.PackageFile;
import dev.sweepbook.ooxml.Placeholders;
import dev.sweepbook.ooxml.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads workbooks that reports are made from, and refuses those that are damaged, run something or reach out. */
public final class TemplateReader {
    /** Names that stand for the run, beside those of columns. */
    public static final List<String> RUN_NAMES = List.of("run.name", "run.description", "run.tool_version");

    private final Set<String> columns;
    private final Function<Map<String, byte[]>, List<String>> filling;
    private final Map<Path, Read> read = new HashMap<>();

    /**
     * What reading a template gave.
     *
     * @param template the template, or null where there are problems
     * @param problems what is wrong with it
     */
    public record Read(@Nullable Template template, Problems problems) {}

    /**
     * A reader.
     *
     * @param columns ids that stand for a column of the report
     * @param filling says of the parts of a good workbook what keeps a report from being filled in
     */
    public TemplateReader(Collection<String> columns, Function<Map<String, byte[]>, List<String>> filling) {
        this.columns = Set.copyOf(columns);
        this.filling = filling;
    }

    /**
     * Reads a template, once however often it is asked for.
     *
     * @param file the workbook
     * @param shown the name the user knows it by
     * @return the template, or what is wrong
     */
    public Read read(Path file, String shown) {
        return read.computeIfAbsent(file, path -> readAnew(path, shown));
    }

    private Read readAnew(Path file, String shown) {
        Problems problems = new Problems(shown);
        if (!shown.toLowerCase(Locale.ROOT).endsWith(".xlsx")) {
            boolean macros = shown.toLowerCase(Locale.ROOT).endsWith("m");
            problems.add(
                    Place.FILE,
                    "a template ends in .xlsx" + (macros ? ": workbooks with macros (.xlsm, .xltm) are refused" : ""));
        }
        Template template = null;
        try {
            byte[] bytes = bytes(file);
            Loaded.Input input = new Loaded.Input(shown.replace('\\', '/'), Sha256.hex(bytes), file);
            try (PackageFile opened = PackageFile.open(bytes, Limits.TEMPLATE)) {
                template = new Template(input, check(opened, problems));
            }
        } catch (Refused e) {
            report(e.fault(), problems);
        } catch (IOException e) {
            problems.add(Place.FILE, "the file cannot be read: " + ScenarioFiles.reason(e));
        }
        return new Read(problems.isEmpty() ? template : null, problems);
    }

    /** The bytes of a file, as many as are looked at. */
    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes((int) Limits.TEMPLATE.fileBytes() + 1);
        }
    }

    private Map<String, byte[]> check(PackageFile opened, Problems problems) throws IOException, Refused {
        Map<String, byte[]> parts = opened.all();
        Book book = Book.open(opened);
        Set<Fault> unknown = new LinkedHashSet<>();
        for (Fault fault : BookCheck.faults(book, (sheet, cell) -> placeholders(sheet, cell, unknown))) {
            report(fault, problems);
        }
        unknown.forEach(fault -> report(fault, problems));
        if (problems.isEmpty()) {
            filling.apply(parts).forEach(fault -> problems.add(Place.FILE, Shown.escaped(fault)));
        }
        return parts;
    }

    private void placeholders(Book.Sheet sheet, Cell cell, Set<Fault> unknown) {
        String place = sheet.name() + "!" + cell.place();
        String formula = cell.formula();
        if (formula != null) {
            if (Placeholders.stand(formula)) {
                unknown.add(new Fault(place, "has a placeholder inside a formula, where none is filled in"));
            }
        } else if (cell.kind() == Cell.Kind.TEXT) {
            for (String name : Placeholders.names(cell.value())) {
                if (!RUN_NAMES.contains(name) && !isColumn(name)) {
                    unknown.add(new Fault(place, unknown(name)));
                }
            }
        }
    }

    private boolean isColumn(String name) {
        return columns.contains(name)
                || (name.indexOf('.') > 0 && AxisNames.find(name).isPresent());
    }

    private String unknown(String name) {
        java.util.ArrayList<String> known = new java.util.ArrayList<>(RUN_NAMES);
        known.addAll(columns);
        String hint = Nearest.hint(name, known);
        return "unknown placeholder ${" + name + "}: " + "it must be the id of a column or one of "
                + String.join(", ", RUN_NAMES) + hint;
    }

    private static void report(Fault fault, Problems problems) {
        problems.add(Place.FILE, Shown.escaped(fault.text()));
    }
}
