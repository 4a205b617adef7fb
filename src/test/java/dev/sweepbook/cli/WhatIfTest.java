package dev.sweepbook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sheet What-if: it begins as the scenario it names, and follows its cells as a run of the same scenario. */
final class WhatIfTest {
    private static final double TOLERANCE = 1e-11;
    private static final int NUMBER_ROW = 4;
    private static final int LABEL = 0;
    private static final int OWN = 2;
    private static final int CHOSEN = 3;
    private static final int DIFFERENCE = 4;

    /** What a run shows otherwise: its own number, its own words for a misfit, the price that an empty cell stands for. */
    private static final Set<String> OF_ITS_OWN = Set.of("Scenario", "Status", "Price per device hour");

    private static final String MIXED = """
            models: [llama-3.1-8b, mixtral-8x7b]
            hardware: [h100-sxm, l40s]
            fixed: {engine: vllm}
            sweep:
              tensor_parallel: [1, 2]
              batch_size: [1, 64]
            include:
              - {model: llama-3.1-8b, hardware: h100-sxm, pipeline_parallel: 2, micro_batches: 2, batch_size: 8}
            """;

    private static final String SETS = """
            models: [gpt3-175b]
            hardware: [a100-sxm-80gb]
            sweep:
              formulas: [seed-2020, kipply-2022, roofline]
              tensor_parallel: [4, 8]
              batch_size: [1, 512]
            """;

    private static final String SMALL = """
            models: [llama-3.1-8b]
            hardware: [h100-sxm]
            fixed: {engine: vllm}
            """;

    private static final String LARGE = """
            models: [llama-3.1-8b]
            hardware: [h100-sxm]
            sweep: {batch_size: {from: 1, to: 2001, step: 1}}
            """;

    private static final String PRICED = """
            models: [llama-3.1-8b]
            hardware: [{id: own, extends: h100-sxm, price_per_hour: 2}]
            """;

    @TempDir
    Path top;

    private Shell shell;

    @BeforeEach
    void begin() {
        shell = new Shell(top, false);
    }

    private Path workbook(String name, String yaml) throws IOException {
        Path file = shell.put(name + ".yaml", yaml);
        assertThat(shell.call("run", file, "--output", top.resolve("out")))
                .as(shell.err())
                .isZero();
        return top.resolve("out/" + name + ".xlsx");
    }

    /** Rows of the sheet by what stands in front of them. */
    private static Map<String, Row> lines(XSSFWorkbook book) {
        Map<String, Row> lines = new LinkedHashMap<>();
        XSSFSheet sheet = book.getSheet("What-if");
        for (Row row : sheet) {
            Cell label = row.getCell(LABEL);
            if (label != null && row.getCell(OWN) != null && row.getRowNum() >= NUMBER_ROW) {
                lines.putIfAbsent(label.getStringCellValue(), row);
            }
        }
        return lines;
    }

    /** A cell of its own in place of the one that was written: POI keeps the text of an inline string. */
    private static void put(Row row, Object value) {
        Cell cell = row.createCell(OWN);
        if (value instanceof Number number) {
            cell.setCellValue(number.doubleValue());
        } else {
            cell.setCellValue(value.toString());
        }
    }

    /** The sheet with other inputs, recalculated: what stands in each of its rows. */
    private static Map<String, Object> followed(Path workbook, Map<String, Object> inputs) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        try (Recalculated live = Recalculated.of(workbook, (sheet, columns) -> {})) {
            Map<String, Row> lines = lines(live.book());
            inputs.forEach((title, value) -> put(lines.get(title), value));
            live.withArrays();
            lines.forEach((title, row) -> values.put(title, live.value(row.getCell(OWN))));
        }
        return values;
    }

    /** The results a run of one scenario shows, by title. */
    private Map<String, Object> run(String name, String scenario) throws IOException {
        Path made = workbook(name, scenario);
        Map<String, Object> values = new HashMap<>();
        try (InputStream in = Files.newInputStream(made);
                XSSFWorkbook book = new XSSFWorkbook(in)) {
            lines(book).forEach((title, row) -> values.put(title, held(row.getCell(OWN))));
            for (String sheet : List.of("Latency", "KV cache", "Batch thresholds", "Parameters & FLOPs", "Cost")) {
                XSSFSheet results = book.getSheet(sheet);
                for (Cell head : results.getRow(0)) {
                    String title = head.getStringCellValue().replaceAll(" \\([^)]*\\)$", "");
                    values.put(title, held(results.getRow(1).getCell(head.getColumnIndex())));
                }
            }
        }
        return values;
    }

    private static Object held(Cell cell) {
        CellType type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        return switch (type) {
            case NUMERIC -> cell.getNumericCellValue();
            case BOOLEAN -> cell.getBooleanCellValue();
            default -> cell.toString().isEmpty() || type == CellType.BLANK ? "" : cell.getStringCellValue();
        };
    }

    private static boolean isSame(Object a, Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            return Math.abs(x - y) <= TOLERANCE * Math.max(Math.abs(x), Math.abs(y));
        }
        return a.equals(b);
    }

    private static void assertSame(Map<String, Object> followed, Map<String, Object> run) {
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (Map.Entry<String, Object> each : followed.entrySet()) {
            Object there = run.get(each.getKey());
            if (there != null && !each.getValue().equals("run again") && !OF_ITS_OWN.contains(each.getKey())) {
                compared++;
                if (!isSame(each.getValue(), there)) {
                    wrong.add(each.getKey() + ": " + each.getValue() + " for " + there);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(compared).isGreaterThan(60);
    }

    private static void assertBeginsAsJavaSays(Path workbook) throws IOException {
        try (Recalculated live = Recalculated.of(workbook, (sheet, columns) -> {})) {
            live.withArrays();
            List<String> wrong = new ArrayList<>();
            lines(live.book()).forEach((title, row) -> {
                for (int at : new int[] {OWN, CHOSEN, DIFFERENCE}) {
                    Cell cell = row.getCell(at);
                    if (cell.getCellType() == CellType.FORMULA && !isSame(held(cell), live.value(cell))) {
                        wrong.add(title + " " + cell.getAddress() + ": Java " + held(cell) + ", POI " + live.value(cell)
                                + ": " + cell.getCellFormula());
                    }
                }
                if (!title.equals("Scenario") && row.getCell(DIFFERENCE) != null) {
                    assertThat(held(row.getCell(DIFFERENCE))).as(title).isEqualTo("");
                }
            });
            assertThat(wrong).isEmpty();
            assertThat(lines(live.book())).hasSizeGreaterThan(90);
        }
    }

    @Test
    void itBeginsAsTheScenarioItNames() throws IOException {
        assertBeginsAsJavaSays(workbook("mixed", MIXED));
        assertBeginsAsJavaSays(workbook("sets", SETS));
    }

    @Test
    void otherInputsGiveWhatARunOfThemGives() throws IOException {
        Path mixed = workbook("mixed", MIXED);
        Map<String, Object> edits = new LinkedHashMap<>();
        edits.put("Model", "mixtral-8x7b");
        edits.put("Hardware", "h100-sxm");
        edits.put("Tensor parallel", 4);
        edits.put("Batch size", 96);
        edits.put("Prompt tokens", 3000);
        edits.put("Output tokens", 77);
        edits.put("Weight dtype", "fp8");
        edits.put("KV dtype", "fp8");
        edits.put("Overlap", 0.25);
        edits.put("Price per device hour", 1.75);
        edits.put("Utilization", 0.5);
        edits.put("Request rate", 12);
        edits.put("Replicas", 2);
        assertSame(followed(mixed, edits), run("a", """
                models: [mixtral-8x7b]
                hardware: [h100-sxm]
                fixed: {engine: vllm, tensor_parallel: 4, batch_size: 96, prompt_tokens: 3000, output_tokens: 77,
                        weight_dtype: fp8, kv_dtype: fp8, overlap: 0.25, price_per_device_hour: 1.75, utilization: 0.5,
                        request_rate: 12, replicas: 2}
                """));
    }

    @Test
    void stagesTheSweepDoesNotHaveAreLaidOut() throws IOException {
        Path mixed = workbook("mixed", MIXED);
        Map<String, Object> edits = new LinkedHashMap<>();
        edits.put("Model", "llama-3.1-8b");
        edits.put("Hardware", "l40s");
        edits.put("Tensor parallel", 1);
        edits.put("Pipeline parallel", 4);
        edits.put("Micro batches", 4);
        edits.put("Batch size", 32);
        edits.put("Engine", "tensorrt-llm");
        edits.put("Interference", "on");
        edits.put("Activation dtype", "fp8");
        edits.put("Weight dtype", "int8");
        edits.put("Memory utilization", 0.8);
        edits.put("Cached prompt tokens", 512);
        assertSame(followed(mixed, edits), run("b", """
                models: [llama-3.1-8b]
                hardware: [l40s]
                fixed: {engine: tensorrt-llm, pipeline_parallel: 4, micro_batches: 4, batch_size: 32, interference: on,
                        activation_dtype: fp8, weight_dtype: int8, memory_utilization: 0.8, cached_prompt_tokens: 512}
                """));
    }

    @Test
    void theFormulaSetIsPicked() throws IOException {
        Path sets = workbook("sets", SETS);
        for (String set : List.of("seed-2020", "kipply-2022", "roofline")) {
            Map<String, Object> edits = new LinkedHashMap<>();
            edits.put("Formulas", set);
            edits.put("Tensor parallel", 8);
            edits.put("Batch size", 40);
            Map<String, Object> followed = followed(sets, edits);
            Map<String, Object> run = run("of-" + set, """
                    models: [gpt3-175b]
                    hardware: [a100-sxm-80gb]
                    fixed: {formulas: %s, tensor_parallel: 8, batch_size: 40}
                    """.formatted(set));
            Set.of(
                            "Calibration",
                            "Engine",
                            "Micro batches",
                            "Memory utilization",
                            "KV block tokens",
                            "Expert imbalance")
                    .forEach(followed::remove); // ignored by the older sets, empty in a run of theirs
            assertSame(followed, run);
        }
    }

    @Test
    void whatCannotBeEstimatedIsToldInWords() throws IOException {
        Path small = workbook("small", SMALL);
        Map<String, Map<String, Object>> said = new LinkedHashMap<>();
        said.put("not supported: tensor_parallel: does not divide the heads", Map.of("Tensor parallel", 3));
        said.put("not supported: pipeline_parallel: does not divide the layers", Map.of("Pipeline parallel", 5));
        said.put(
                "not supported: pipeline_parallel: the model is not laid out on so many stages here; run again for it",
                Map.of("Pipeline parallel", 16));
        said.put("not supported: an input that needs a value is empty", Map.of("Batch size", ""));
        said.put(
                "not supported: cached_prompt_tokens: must be at most prompt_tokens",
                Map.of("Cached prompt tokens", 2000, "Prompt tokens", 1000));
        said.put("not supported: model: no such model in this workbook", Map.of("Model", "nobody"));
        said.put("ok", Map.of("Batch size", 2));
        for (Map.Entry<String, Map<String, Object>> each : said.entrySet()) {
            Map<String, Object> followed = followed(small, each.getValue());
            assertThat(followed).containsEntry("Status", each.getKey());
            assertThat(followed.values()).doesNotContain("#N/A");
            assertThat(followed.get("Decode step").equals(""))
                    .isEqualTo(!each.getKey().equals("ok"));
        }
        assertThat(followed(small, Map.of("Batch size", 100_000)).get("Status").toString())
                .startsWith("does not fit: ")
                .endsWith(" GB too much on a device");
    }

    @Test
    void anotherScenarioIsPutBesideIt() throws IOException {
        Path mixed = workbook("mixed", MIXED);
        try (Recalculated live = Recalculated.of(mixed, (sheet, columns) -> {})) {
            Map<String, Row> lines = lines(live.book());
            XSSFSheet latency = live.book().getSheet("Latency");
            Map<String, Integer> columns = Recalculated.columns(latency);
            Row fifth = latency.getRow(5);
            lines.get("Scenario").getCell(CHOSEN).setCellValue(5);
            live.withArrays();
            double own = (Double) live.value(lines.get("Decode step").getCell(OWN));
            double other = (Double) live.value(fifth.getCell(columns.get("decode_step_seconds")));
            assertThat(live.value(lines.get("Decode step").getCell(CHOSEN))).isEqualTo(other);
            assertThat(live.value(lines.get("Decode step").getCell(DIFFERENCE))).isEqualTo(own - other);
            assertThat(live.value(lines.get("Decode step").getCell(DIFFERENCE + 1)))
                    .isEqualTo(own / other);
            assertThat(live.value(lines.get("Evidence").getCell(OWN))).isEqualTo("run again");
        }
    }

    @Test
    void aLargeSweepHoldsValuesAndAWhatIf() throws IOException {
        Path large = workbook("large", LARGE);
        try (Recalculated live = Recalculated.of(large, (sheet, columns) -> {})) {
            assertThat(live.book().getSheet("Latency").getRow(7).getCell(7).getCellType())
                    .isNotEqualTo(CellType.FORMULA);
        }
        assertSame(followed(large, Map.of("Batch size", 2500, "Weight dtype", "fp8")), run("c", """
                models: [llama-3.1-8b]
                hardware: [h100-sxm]
                fixed: {batch_size: 2500, weight_dtype: fp8}
                """));
        assertThat(shell.call("validate", large)).as(shell.err()).isZero();
    }

    /** What a summary says of edits: the legend of what may be edited, and each sentence that speaks of it. */
    private static List<String> ofEdits(Path workbook) throws IOException {
        List<String> told = new ArrayList<>();
        try (InputStream in = Files.newInputStream(workbook);
                XSSFWorkbook book = new XSSFWorkbook(in)) {
            for (Row row : book.getSheet("Summary")) {
                for (Cell cell : row) {
                    String text = cell.getCellType() == CellType.STRING ? cell.getStringCellValue() : "";
                    if (text.startsWith("input, ") || text.startsWith("As run. ") || text.startsWith("Cost follows")) {
                        told.add(text.replaceFirst("makes it [0-9.]+ USD", "makes it … USD"));
                    }
                }
            }
        }
        return told;
    }

    @Test
    void theSummaryOfALivingWorkbookSaysThatSheetsFollow() throws IOException {
        assertThat(ofEdits(workbook("small", PRICED + "fixed: {batch_size: 8}\n")))
                .containsExactly(
                        "input, to be edited",
                        "As run. Edits change the sheets of results; run the edited workbook for a new summary and new"
                                + " charts.",
                        "Cost follows the price in proportion: 10 % off the 2 USD an hour makes it … USD. The cell to"
                                + " edit: column “Price” of own on sheet Hardware. The new cost stands on sheet Cost, column"
                                + " “Cost per million output tokens, prompt included”.");
    }

    /** Twice the price in the cell the summary names, and in that of the form: the first is for the next run alone. */
    @Test
    void theSummaryOfALargeSweepSaysThatWhatIfAloneFollows() throws IOException {
        Path large = workbook("priced", PRICED + "sweep: {batch_size: {from: 1, to: 2001, step: 1}}\n");
        assertThat(ofEdits(large))
                .containsExactly(
                        "input, for the next run",
                        "As run. The sheets of results hold values, which follow no edit; What-if alone does. Run the"
                                + " edited workbook for new results and a new summary.",
                        "Cost follows the price in proportion: 10 % off the 2 USD an hour makes it … USD. Sheet"
                                + " What-if takes another price at once; sheet Cost holds values: for new ones edit column"
                                + " “Price” of own on sheet Hardware and run the workbook.");
        String cost = "Cost per million output tokens, prompt included";
        double before = (Double) followed(large, Map.of()).get(cost);
        assertThat((Double) followed(large, Map.of("Price per device hour", 4)).get(cost))
                .isCloseTo(2 * before, withinPercentage(1e-9));
        try (Recalculated live = Recalculated.of(large, (sheet, columns) -> {
            if (sheet.getSheetName().equals("Hardware")) {
                sheet.getRow(1).getCell(columns.get("price_per_hour")).setCellValue(4);
            }
        })) {
            live.withArrays();
            assertThat((Double) live.value(lines(live.book()).get(cost).getCell(OWN)))
                    .isCloseTo(2 * before, withinPercentage(1e-9));
        }
    }

    @Test
    void cellsTakeWhatThereIs() throws IOException {
        try (InputStream in = Files.newInputStream(workbook("mixed", MIXED));
                XSSFWorkbook book = new XSSFWorkbook(in)) {
            Map<String, String> rules = new HashMap<>();
            for (DataValidation rule : book.getSheet("What-if").getDataValidations()) {
                String[] listed = rule.getValidationConstraint().getExplicitListValues();
                rules.put(
                        rule.getRegions().getCellRangeAddress(0).formatAsString(),
                        listed == null ? rule.getValidationConstraint().getFormula1() : String.join(",", listed));
                assertThat(rule.getShowErrorBox()).isTrue();
                assertThat(rule.getErrorBoxText()).hasSizeBetween(10, 225);
            }
            Map<String, Row> lines = lines(book);
            assertThat(rules.get(at(lines, "Model"))).isEqualTo("Models!$A$2:$A$3");
            assertThat(rules.get(at(lines, "Hardware"))).isEqualTo("Hardware!$A$2:$A$3");
            assertThat(rules.get(at(lines, "Pipeline parallel"))).isEqualTo("1,2,4,8");
            assertThat(rules.get(at(lines, "Weight dtype"))).startsWith("fp32,fp16,bf16,fp8");
            assertThat(rules).hasSize(30);
        }
    }

    private static String at(Map<String, Row> lines, String title) {
        return lines.get(title).getCell(OWN).getAddress().formatAsString();
    }
}
