package dev.sweepbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.scenario.Dimension;
import dev.sweepbook.sweep.Expression;
import dev.sweepbook.sweep.IndexRange;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import dev.sweepbook.template.TemplatePlan;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every reader of what others wrote, and what it owes whatever stands there: a result that can be worked with, or a
 * refusal in clean words; nothing is thrown and nothing is written. Fuzzing and the kept inputs of {@code HostileInputTest}
 * both call this.
 */
enum HostileReader {
    YAML("yaml") {
        @Override
        void read(Path folder, byte[] input) throws IOException {
            scenarios(folder, put(folder, "x.yaml", input));
        }
    },
    CSV("csv") {
        @Override
        void read(Path folder, byte[] input) throws IOException {
            scenarios(folder, put(folder, "x.csv", input));
        }
    },
    /** A package byte by byte. */
    WORKBOOK("xlsx") {
        @Override
        void read(Path folder, byte[] input) throws IOException {
            scenarios(folder, put(folder, "x.xlsx", input));
        }
    },
    /** A package as the text of its parts, so that what is tried gets past the archive. */
    WORKBOOK_PARTS("txt") {
        @Override
        void read(Path folder, byte[] input) throws IOException {
            WORKBOOK.read(folder, PartsText.zip(input));
        }
    },
    TEMPLATE("xlsx") {
        @Override
        void read(Path folder, byte[] input) throws IOException {
            Path file = put(folder, "x.xlsx", input);
            TemplateReader.Read read = new TemplateReader(
                            Columns.ids(), parts -> TemplatePlan.of(parts).faults())
                    .read(file, "x.xlsx");
            assertThat(read.template() == null).isEqualTo(clean(read.problems()) > 0);
        }
    },
    TEMPLATE_PARTS("txt") {
        @Override
        void read(Path folder, byte[] input) throws IOException {
            TEMPLATE.read(folder, PartsText.zip(input));
        }
    },
    /** A Hugging Face configuration, alone and as the model of a sweep. */
    CONFIG("json") {
        @Override
        void read(Path folder, byte[] input) throws IOException {
            Path file = put(folder, "config.json", input);
            ModelConfig config = ModelConfig.read(file);
            assertThat(config.made() == null).isEqualTo(clean(config.problems()) > 0);
            scenarios(folder, put(folder, "x.yaml", bytes("""
                            models: [{id: mine, config: config.json}]
                            hardware: [h100-sxm]
                            sweep: {formulas: [roofline, kipply-2022], tensor_parallel: [1, 2, 8], prompt_tokens: [0, 5000]}
                            """)));
        }
    },
    /** A file of definitions in a folder {@code catalog}. */
    DEFINITIONS("yaml") {
        @Override
        void read(Path folder, byte[] input) throws IOException {
            put(folder, "catalog/mine.yaml", input);
            scenarios(
                    folder,
                    put(
                            folder,
                            "x.yaml",
                            bytes(
                                    "models: [llama-3.1-8b, mine]\nhardware: [h100-sxm, mine]\nsweep: {tensor_parallel: [1, 2]}\n")));
        }
    },
    CALIBRATION("yaml") {
        @Override
        void read(Path folder, byte[] input) throws IOException {
            put(folder, "catalog/calibrations/mine.yaml", input);
            scenarios(
                    folder,
                    put(
                            folder,
                            "x.yaml",
                            bytes(
                                    "models: [llama-3.1-8b]\nhardware: [h100-sxm]\nsweep: {calibration: [default, mine]}\n")));
        }
    },
    MEASURED("csv") {
        @Override
        void read(Path folder, byte[] input) throws IOException {
            Measured measured = new MeasuredFiles(List.of()).read(put(folder, "x.csv", input));
            clean(measured.problems());
            measured.leftOut().forEach(row -> clean(row.problem()));
            measured.remarks().forEach(HostileReader::clean);
            assertThat(measured.rows().isEmpty()
                            && measured.leftOut().isEmpty()
                            && measured.problems().isEmpty())
                    .isFalse();
        }
    },
    QUANTITY("txt") {
        @Override
        void read(Path folder, byte[] input) {
            String text = text(input);
            for (Dimension dimension : Dimension.values()) {
                Reading<BigDecimal> reading = Quantity.read(text, dimension);
                if (reading instanceof Reading.Good<BigDecimal> good) {
                    assertThat(good.value().doubleValue()).isFinite();
                } else if (reading instanceof Reading.Bad<BigDecimal> bad) {
                    clean(bad.reason());
                }
            }
        }
    },
    /** An expression over the columns of a report, worked out once with values and once with empty ones. */
    EXPRESSION("txt") {
        @Override
        void read(Path folder, byte[] input) {
            Expression expression;
            try {
                expression = ColumnCondition.read(text(input), kinds());
            } catch (IllegalArgumentException e) {
                clean(String.valueOf(e.getMessage()));
                return;
            }
            for (double number : new double[] {0, 1, -1e308, Double.MIN_VALUE, Double.NaN}) {
                expression.holds(name -> isNumber(name) ? (Object) number : "h100-sxm");
            }
            assertThat(expression.names())
                    .allMatch(name -> AxisNames.find(name).isPresent() || kinds().containsKey(name));
        }
    };

    private static final long LIMIT = 10_000;
    private static final int ROWS = 8;
    private static final int LONGEST_MESSAGE = 4_000;
    private static final Catalog CATALOG = Catalog.shipped();
    private static final Map<String, ColumnCondition.Kind> KINDS = new TreeMap<>();

    static {
        for (Column column : Columns.always()) {
            KINDS.put(
                    column.id(),
                    column.value() instanceof Column.Measure
                            ? ColumnCondition.Kind.NUMBER
                            : column.value() instanceof Column.Flag
                                    ? ColumnCondition.Kind.FLAG
                                    : ColumnCondition.Kind.TEXT);
        }
    }

    /** The ending of files that hold its inputs. */
    final String ending;

    HostileReader(String ending) {
        this.ending = ending;
    }

    /** Reads an input in a folder that is there for it alone, and works with what it gives. */
    abstract void read(Path folder, byte[] input) throws IOException;

    /** Reads an input and sees to it that nothing else appears in the folder or around it. */
    final void check(Path around, byte[] input) throws IOException {
        Path folder = around.resolve("in");
        Files.createDirectories(folder.resolve("catalog/calibrations"));
        read(folder, input);
        assertThat(names(around)).isSubsetOf(OWN);
    }

    private static final Set<String> OWN = Set.of(
            "in/x.yaml",
            "in/x.csv",
            "in/x.xlsx",
            "in/config.json",
            "in/catalog/mine.yaml",
            "in/catalog/calibrations/mine.yaml");

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !Files.isDirectory(file))
                    .map(file -> folder.relativize(file).toString())
                    .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
        }
    }

    private static Path put(Path folder, String name, byte[] input) throws IOException {
        return Files.write(folder.resolve(name), input);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    private static Map<String, ColumnCondition.Kind> kinds() {
        return KINDS;
    }

    private static boolean isNumber(String name) {
        ColumnCondition.Kind kind = KINDS.get(name);
        return kind == null
                ? AxisNames.find(name).map(AxisValues::isNumeric).orElse(false)
                : kind == ColumnCondition.Kind.NUMBER;
    }

    /** Reads a scenario file and works its first and last rows out. */
    private static void scenarios(Path folder, Path file) throws IOException {
        Loaded loaded = new ScenarioFiles(CATALOG, List.of(), LIMIT).read(folder, file);

        assertThat(loaded.sweep() == null).isEqualTo(clean(loaded.problems()) > 0);
        if (loaded.sweep() != null) {
            estimate(loaded.sweep());
        }
        loaded.inputs()
                .forEach(input -> assertThat(input.path()).doesNotStartWith("/").doesNotContain(".."));
    }

    private static void estimate(SweepFile sweep) {
        IndexRange all = IndexRange.of(sweep);
        List<Column> columns = Columns.of(sweep);
        RowCursor cursor = new RowCursor(sweep);
        assertThat(cursor.count()).isPositive();
        cursor.forEach(new IndexRange(all.from(), Math.min(all.to(), all.from() + ROWS)), row -> show(row, columns));
        cursor.forEach(new IndexRange(Math.max(all.from(), all.to() - ROWS), all.to()), row -> show(row, columns));
    }

    private static void show(Row row, List<Column> columns) {
        StringBuilder line = new StringBuilder();
        for (Column column : columns) {
            if (column.value() instanceof Column.Measure measure) {
                assertThat(Double.isInfinite(measure.of().applyAsDouble(row)))
                        .as(column.id())
                        .isFalse();
            } else if (column.value() instanceof Column.Text text) {
                line.append(text.of().apply(row));
            } else if (column.value() instanceof Column.Flag flag) {
                line.append(flag.of().apply(row));
            }
        }
        assertThat(line).isNotEmpty();
    }

    private static long clean(Problems problems) {
        assertThat(problems.count()).isGreaterThanOrEqualTo(problems.first().size());
        assertThat(problems.first().isEmpty()).isEqualTo(problems.isEmpty());
        problems.first().forEach(HostileReader::clean);
        return problems.count();
    }

    private static void clean(Problem problem) {
        assertThat(problem.line()).isNotNegative();
        assertThat(problem.column()).isNotNegative();
        clean(problem.message());
    }

    /** A message steers no terminal and can be read in one line. */
    private static void clean(String message) {
        assertThat(message).isNotBlank().hasSizeLessThan(LONGEST_MESSAGE);
        assertThat(message.codePoints().noneMatch(Characters::mustBeEscaped))
                .as(Shown.escaped(message))
                .isTrue();
    }
}
