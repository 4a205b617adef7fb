package dev.sweepbook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.IntUnaryOperator;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The results of a workbook are formulas: they give what Java wrote, and follow an edit as a run of the edited file. */
final class LiveWorkbookTest {
    private static final double TOLERANCE = 1e-12;
    private static final List<String> SHEETS =
            List.of("Scenarios", "Latency", "KV cache", "Batch thresholds", "Parameters & FLOPs", "Cost");

    static final String SOURCE = """
            models: [gpt3-175b, {id: own, num_hidden_layers: 12, hidden_size: 768, vocab_size: 50257,
                     num_attention_heads: 12, parameters: {total: 9e9, active: 1.5e9}}]
            hardware: [a100-sxm-80gb, {id: bare, name: Bare card, memory: 24 GB, memory_bandwidth: 0.9 TB/s,
                       peak_flops: {fp32: 20 TFLOPS}}]
            slo: {tpot: 50 ms}
            sweep:
              formulas: [seed-2020, kipply-2022]
              tensor_parallel: [1, 8]
              batch_size: [300]
            include:
              - {model: gpt3-175b, hardware: a100-sxm-80gb, formulas: seed-2020, tensor_parallel: 8}
              - {model: own, hardware: a100-sxm-80gb, formulas: kipply-2022, prompt_tokens: 0, request_rate: 3.5}
              - {model: own, hardware: bare, formulas: kipply-2022, price_per_device_hour: 1.25, replicas: 2}
              - {model: own, hardware: bare, formulas: seed-2020, weight_dtype: fp8}
            """;

    static final String ROOFLINE = """
            models: [gemma-2-9b]
            hardware: [h100-sxm]
            fixed: {engine: vllm, batch_size: 260}
            include:
              - {model: llama-3.1-8b, hardware: h100-sxm, batch_size: 1}
              - {model: llama-3.1-8b, hardware: h100-sxm, tensor_parallel: 2, batch_size: 260}
              - {model: mixtral-8x7b, hardware: h100-sxm, tensor_parallel: 2, batch_size: 1}
              - {model: deepseek-v3, hardware: h200-sxm, tensor_parallel: 8, batch_size: 64, weight_dtype: fp8}
              - {model: deepseek-v3, hardware: h200-sxm, tensor_parallel: 1, data_parallel: 16, expert_parallel: 16,
                 batch_size: 640, weight_dtype: fp8, kv_dtype: fp8, expert_imbalance: 1.25}
              - {model: llama-3.1-70b, hardware: h100-sxm, tensor_parallel: 4, pipeline_parallel: 2, micro_batches: 4,
                 batch_size: 64, weight_dtype: int8}
              - {model: llama-3.1-8b, hardware: h100-sxm, tensor_parallel: 4, overlap: 0.5, batch_size: 32,
                 activation_dtype: fp8, weight_dtype: fp8}
              - {model: llama-3.1-8b, hardware: h100-sxm, interference: on, batch_size: 16, cached_prompt_tokens: 512}
              - {model: llama-3.1-8b, hardware: h100-sxm, calibration: ideal, interference: on, batch_size: 16}
              - {model: llama-3.1-8b, hardware: l40s, calibration: ideal, batch_size: 8, weight_dtype: int4}
              - {model: llama-3.1-8b, hardware: rtx-4090, engine: llama.cpp, pipeline_parallel: 2,
                 weight_dtype: q4_k_m, prompt_tokens: 0, output_tokens: 64}
              - {model: gpt-oss-20b, hardware: h100-sxm, weight_dtype: mxfp4, prompt_tokens: 100, output_tokens: 300}
              - {model: qwen3-next-80b-a3b, hardware: h100-sxm, batch_size: 4}
              - {model: llama-3.1-8b, hardware: h100-sxm, hardware.memory_bandwidth: 2 TB/s, request_rate: 9,
                 replicas: 3, runtime_memory: 2 GB, output_tokens: 1}
            """;

    /** Dense models of the user's own fields, and prices by axis: no table of the workbook has a row of experts. */
    static final String FIELDS = """
            models: [llama-3.1-8b]
            hardware: [h100-sxm, l40s]
            slo: {tpot: 50 ms}
            sweep:
              model.num_key_value_heads: [8, 32]
              hardware.price_per_hour: [1.5, 3]
              batch_size: [1, 64]
            include:
              - {model: llama-3.1-8b, hardware: l40s, model.num_hidden_layers: 16, price_per_device_hour: 0.75}
            """;

    /** Columns of results that hold values, and why no formula works them out. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("decode_step_seconds_p10", "bands of error are looked up by nearness of the evidence"),
            Map.entry("decode_step_seconds_p90", "bands of error"),
            Map.entry("prefill_seconds_p10", "bands of error"),
            Map.entry("prefill_seconds_p90", "bands of error"),
            Map.entry("request_seconds_p10", "bands of error"),
            Map.entry("request_seconds_p90", "bands of error"),
            Map.entry("evidence", "what was measured is looked up by deployment"),
            Map.entry("min_devices", "found by trying one deployment after another"),
            Map.entry("vanishing_context", "found by bisection"),
            Map.entry("scenario", "the number by which the others are found"),
            Map.entry("slo_batch_size", "found by bisection"));

    /** Models whose batch threshold is a fixed point, which no formula finds. */
    private static final List<String> ROUTED =
            List.of("mixtral-8x7b", "deepseek-v3", "gpt-oss-20b", "qwen3-next-80b-a3b");

    @TempDir
    Path top;

    private Shell shell;

    @BeforeEach
    void begin() {
        shell = new Shell(top, false);
    }

    private Path workbook(String yaml) throws IOException {
        Path file = shell.put("x.yaml", yaml);
        assertThat(shell.call("run", file, "--output", top.resolve("first")))
                .as(shell.err())
                .isZero();
        return top.resolve("first/x.xlsx");
    }

    private static void assertAgreement(Path workbook) throws IOException {
        try (Recalculated again =
                Recalculated.of(workbook, (sheet, columns) -> {}).withArrays()) {
            List<String> wrong = new ArrayList<>();
            List<Recalculated.Worked> all = again.all();
            for (Recalculated.Worked each : all) {
                if (!isSame(each.written(), each.worked())) {
                    wrong.add(each.toString());
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(all).hasSizeGreaterThan(100);
        }
    }

    /** LibreOffice passes an edit on only through formulas that have values or were worked out since the file was opened. */
    @Test
    void theSheetsOfInputsAskForTheStepsThatHaveNoValue() throws IOException {
        Path workbook = workbook("""
                models: [llama-3.1-8b]
                hardware: [h100-sxm]
                sweep: {batch_size: [1, 8], pipeline_parallel: [1, 3]}
                """);
        try (InputStream in = Files.newInputStream(workbook);
                XSSFWorkbook book = new XSSFWorkbook(in)) {
            XSSFSheet steps = book.getSheet("_steps");
            int last = 0;
            int columns = 0;
            int without = 0;
            for (Row row : steps) {
                for (Cell cell : row) {
                    last = Math.max(last, row.getRowNum() + 1);
                    columns = Math.max(columns, cell.getColumnIndex() + 1);
                    without += ((XSSFCell) cell).getCTCell().isSetV() ? 0 : 1;
                }
            }
            assertThat(without).isGreaterThan(100);
            String letters = CellReference.convertNumToColString(columns - 1);
            assertThat(book.getName("steps_known").getRefersToFormula())
                    .isEqualTo("COUNT(_steps!$A$2:$" + letters + "$" + last + ")");
            for (String edited : List.of("Models", "Hardware")) {
                assertThat(book.getSheet(edited).getCTWorksheet().getConditionalFormattingList())
                        .anySatisfy(format -> {
                            assertThat(String.valueOf(format.getSqref())).isEqualTo("A1");
                            assertThat(format.getCfRuleArray(0).getFormulaArray(0))
                                    .isEqualTo("steps_known<0");
                        });
            }
            assertThat(mark(book, 1)).contains("COUNT(_steps!A2:").doesNotContain(",_steps");
            assertThat(mark(book, 2)).containsPattern("COUNT\\(_steps!A3:[A-Z]+3,_steps!A6:[A-Z]+8\\)");
            assertThat(book.getSheet("Scenarios").getPaneInformation().getVerticalSplitPosition())
                    .isEqualTo((short) 4);
        }
    }

    private static String mark(XSSFWorkbook book, int row) {
        return book.getSheet("Scenarios").getRow(row).getCell(3).getCellFormula();
    }

    /** Results find their scenario by its number, so that either sheet can be sorted; their rows share one formula. */
    @Test
    void resultsAreFoundByTheNumberOfTheirScenario() throws IOException {
        Path workbook = workbook("""
                models: [llama-3.1-8b, llama-3.1-70b]
                hardware: [h100-sxm, a100-sxm-80gb]
                sweep: {batch_size: [1, 64]}
                """);
        Map<Integer, Double> asked = decodeSteps(workbook, number -> number);
        assertThat(new HashSet<>(asked.values())).hasSize(8);
        Map<Integer, Double> turned = decodeSteps(workbook, number -> 9 - number); // as if sorted the other way round
        asked.forEach((number, seconds) -> assertThat(turned.get(9 - number))
                .as("scenario %d", number)
                .isCloseTo(seconds, withinPercentage(1e-9)));
    }

    /** Milliseconds of a decode step by row, after the rows got other numbers. */
    private static Map<Integer, Double> decodeSteps(Path workbook, IntUnaryOperator number) throws IOException {
        Map<Integer, Double> found = new TreeMap<>();
        BiConsumer<XSSFSheet, Map<String, Integer>> numbers = (sheet, columns) -> {
            for (int row = 1; row <= 8 && sheet.getSheetName().equals("Latency"); row++) {
                sheet.getRow(row).getCell(0).setCellValue(number.applyAsInt(row));
            }
        };
        try (Recalculated live = Recalculated.of(workbook, numbers).withArrays()) {
            XSSFSheet latency = live.book().getSheet("Latency");
            int column = column(latency, "Decode step (ms)");
            assertThat(latency.getRow(3).getCell(column).getCellFormula())
                    .isEqualTo("IFERROR(INDEX(step_decodeStepSeconds,MATCH($A4,step_scenario,0))*1000,\"\")");
            String letters = CellReference.convertNumToColString(column);
            for (Recalculated.Worked cell : live.all()) {
                for (int row = 1; row <= 8; row++) {
                    if (cell.place().equals("Latency!" + letters + (row + 1))) {
                        found.put(row, (Double) cell.worked());
                    }
                }
            }
        }
        return found;
    }

    private static int column(XSSFSheet sheet, String title) {
        for (Cell cell : sheet.getRow(0)) {
            if (cell.getStringCellValue().equals(title)) {
                return cell.getColumnIndex();
            }
        }
        throw new AssertionError("no column " + title);
    }

    private static boolean isSame(Object a, Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            return Math.abs(x - y) <= TOLERANCE * Math.max(Math.abs(x), Math.abs(y));
        }
        return a.equals(b);
    }

    /** Edits a workbook, lets POI recalculate it and Sweepbook run it, and compares the two. */
    private void assertFollows(Path workbook, BiConsumer<XSSFSheet, Map<String, Integer>> edit) throws IOException {
        Path edited = shell.in().resolve("edited.xlsx");
        try (Recalculated live = Recalculated.of(workbook, edit)) {
            try (OutputStream out = Files.newOutputStream(edited)) {
                live.book().write(out);
            }
            assertThat(shell.call("run", edited, "--output", top.resolve("second")))
                    .as(shell.err())
                    .isZero();
            live.withArrays();
            Map<String, Object> run = values(top.resolve("second/edited.xlsx"));
            List<String> wrong = new ArrayList<>();
            int compared = 0;
            for (String name : SHEETS) {
                XSSFSheet sheet = live.book().getSheet(name);
                if (sheet == null) {
                    continue;
                }
                Map<String, Integer> columns = Recalculated.columns(sheet);
                for (int row = 1; row <= sheet.getLastRowNum(); row++) {
                    Object number = live.value(sheet.getRow(row).getCell(0));
                    for (Map.Entry<String, Integer> column : columns.entrySet()) {
                        Cell cell = sheet.getRow(row).getCell(column.getValue());
                        Object there = run.get(name + " " + number + " " + column.getKey());
                        boolean isOwn = isOwn(
                                column.getKey(), live.value(sheet.getRow(row).getCell(1)));
                        if (cell.getCellType() == CellType.FORMULA && !isOwn && there != null) {
                            compared++;
                            if (!isSame(live.value(cell), there)) {
                                wrong.add(name + "!" + cell.getAddress() + " " + column.getKey() + " "
                                        + live.value(cell) + " for " + there);
                            }
                        }
                    }
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(compared).isGreaterThan(100);
        }
    }

    /** Whether a column keeps a value, or words, that only a run finds. */
    private static boolean isOwn(String column, Object model) {
        boolean fixedPoint = column.equals("batch_threshold") || column.equals("binding_threshold");
        return column.equals("run_again") || column.equals("status") || (fixedPoint && ROUTED.contains(model));
    }

    /** Cells by sheet, scenario and column. */
    private static Map<String, Object> values(Path workbook) throws IOException {
        Map<String, Object> values = new HashMap<>();
        try (InputStream in = Files.newInputStream(workbook);
                XSSFWorkbook book = new XSSFWorkbook(in)) {
            for (String name : SHEETS) {
                XSSFSheet sheet = book.getSheet(name);
                Map<String, Integer> columns = sheet == null ? Map.of() : Recalculated.columns(sheet);
                for (int row = 1; sheet != null && row <= sheet.getLastRowNum(); row++) {
                    Row cells = sheet.getRow(row);
                    Object number = held(cells.getCell(0));
                    columns.forEach((id, at) -> values.put(name + " " + number + " " + id, held(cells.getCell(at))));
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
            default -> cell.getStringCellValue();
        };
    }

    /** Multiplies the numbers of a column. */
    private static void scale(XSSFSheet sheet, Map<String, Integer> columns, String id, double factor) {
        Integer column = columns.get(id);
        for (int row = 1; column != null && row <= sheet.getLastRowNum(); row++) {
            Cell cell = sheet.getRow(row).getCell(column);
            if (cell != null && cell.getCellType() == CellType.NUMERIC) {
                cell.setCellValue(cell.getNumericCellValue() * factor);
            }
        }
    }

    /** Replaces the cells of a column. */
    private static void put(XSSFSheet sheet, Map<String, Integer> columns, String id, Map<String, String> words) {
        Integer column = columns.get(id);
        for (int row = 1; column != null && row <= sheet.getLastRowNum(); row++) {
            Cell cell = sheet.getRow(row).getCell(column);
            if (cell != null && words.containsKey(cell.toString())) {
                String word = words.get(cell.toString());
                cell.setBlank(); // POI goes on reading the text that stands in the cell itself
                cell.setCellValue(word);
            }
        }
    }

    private static void editNumbers(XSSFSheet sheet, Map<String, Integer> columns) {
        editDevices(sheet, columns);
        editScenarios(sheet, columns);
    }

    private static void editDevices(XSSFSheet sheet, Map<String, Integer> columns) {
        if (sheet.getSheetName().equals("Hardware")) {
            scale(sheet, columns, "memory_bandwidth", 1.25);
            scale(sheet, columns, "price_per_hour", 0.5);
            scale(sheet, columns, "peak_flops.bf16", 1.5);
            scale(sheet, columns, "peak_flops.fp32", 0.75);
            scale(sheet, columns, "memory", 2);
            scale(sheet, columns, "reported_memory", 1.5);
            scale(sheet, columns, "link_bandwidth", 0.5);
            scale(sheet, columns, "power", 1.125);
        }
    }

    private static void editScenarios(XSSFSheet sheet, Map<String, Integer> columns) {
        if (sheet.getSheetName().equals("Scenarios")) {
            scale(sheet, columns, "batch_size", 3);
            scale(sheet, columns, "prompt_tokens", 2);
            scale(sheet, columns, "output_tokens", 3);
            scale(sheet, columns, "tensor_parallel", 2);
            scale(sheet, columns, "utilization", 0.5);
            scale(sheet, columns, "slo.tpot", 0.5);
            scale(sheet, columns, "request_rate", 2);
        }
    }

    @Test
    void whatTheSourceSaysIsLive() throws IOException {
        Path workbook = workbook(SOURCE);
        assertAgreement(workbook);
        assertFollows(workbook, LiveWorkbookTest::editNumbers);
        assertFollows(workbook, (sheet, columns) -> {
            if (sheet.getSheetName().equals("Scenarios")) {
                put(sheet, columns, "weight_dtype", Map.of("bf16", "fp16", "fp8", "bf16"));
            }
        });
    }

    @Test
    void theRooflineIsLive() throws IOException {
        Path workbook = workbook(ROOFLINE);
        assertAgreement(workbook);
        assertFollows(workbook, LiveWorkbookTest::editNumbers);
        assertFollows(workbook, (sheet, columns) -> {
            if (sheet.getSheetName().equals("Scenarios")) {
                put(sheet, columns, "weight_dtype", Map.of("bf16", "fp8", "fp8", "int4", "int4", "bf16"));
                put(sheet, columns, "kv_dtype", Map.of("bf16", "fp8", "fp8", "bf16"));
                scale(sheet, columns, "overlap", 0.5);
            }
        });
    }

    @Test
    void fieldsOfModelsAndPricesAreLive() throws IOException {
        Path workbook = workbook(FIELDS);
        assertAgreement(workbook);
        assertFollows(workbook, LiveWorkbookTest::editNumbers);
        assertFollows(workbook, (sheet, columns) -> {
            if (sheet.getSheetName().equals("Scenarios")) {
                scale(sheet, columns, "hardware.price_per_hour", 3);
                scale(sheet, columns, "price_per_device_hour", 2);
            }
        });
    }

    /** 8 GPUs of the A100's price of 2.00 USD an hour before, 3.50 after: what a device costs, and a month of them. */
    @Test
    void thePriceOfADeviceIsItsCellOnTheSheetOfDevices() throws IOException {
        Path workbook = workbook("""
                models: [llama-3.1-8b]
                hardware: [{id: own, extends: a100-sxm-80gb, price_per_hour: 2}]
                fixed: {request_rate: 0.001, tensor_parallel: 8}
                """);
        try (Recalculated live = Recalculated.of(workbook, (sheet, columns) -> {
                    if (sheet.getSheetName().equals("Hardware")) {
                        sheet.getRow(1).getCell(columns.get("price_per_hour")).setCellValue(3.5);
                    }
                })
                .withArrays()) {
            XSSFSheet cost = live.book().getSheet("Cost");
            Map<String, Integer> columns = Recalculated.columns(cost);
            Row row = cost.getRow(1);
            assertThat(row.getCell(columns.get("price_per_device_hour")).getNumericCellValue())
                    .isEqualTo(2);
            assertThat(live.value(row.getCell(columns.get("price_per_device_hour"))))
                    .isEqualTo(3.5);
            assertThat(live.value(row.getCell(columns.get("usd_per_month")))).isEqualTo(3.5 * 8 * 730);
        }
    }

    @Test
    void onlySomeColumnsOfResultsHoldValues() throws IOException {
        TreeSet<String> valued = new TreeSet<>();
        for (String yaml : List.of(SOURCE, ROOFLINE, FIELDS)) {
            try (Recalculated read = Recalculated.of(workbook(yaml), (sheet, columns) -> {})) {
                for (String name : SHEETS.subList(1, SHEETS.size())) {
                    XSSFSheet sheet = read.book().getSheet(name);
                    Recalculated.columns(sheet).forEach((id, at) -> {
                        for (int row = 1; row <= sheet.getLastRowNum(); row++) {
                            Cell cell = sheet.getRow(row).getCell(at);
                            boolean isValue = cell != null && cell.getCellType() != CellType.FORMULA;
                            if (isValue && !cell.toString().isEmpty()) {
                                valued.add(id);
                            }
                        }
                    });
                }
            }
        }
        assertThat(valued).isEqualTo(new TreeSet<>(VALUES.keySet()));
    }

    @Test
    void theSummarySaysHowManyRowsWereEditedSince() throws IOException {
        Path workbook = workbook(SOURCE);
        for (int edited : List.of(0, 3)) {
            try (Recalculated live = Recalculated.of(workbook, (sheet, columns) -> {
                        for (int row = 1; row <= edited && sheet.getSheetName().equals("Scenarios"); row++) {
                            sheet.getRow(row).getCell(columns.get("batch_size")).setCellValue(77);
                        }
                    })
                    .withArrays()) {
                List<String> said = new ArrayList<>();
                for (Row row : live.book().getSheet("Summary")) {
                    Cell cell = row.getCell(1);
                    if (cell != null && cell.getCellType() == CellType.FORMULA) {
                        said.add(live.value(cell).toString());
                    }
                }
                assertThat(said)
                        .containsExactly(
                                edited == 0
                                        ? ""
                                        : "The inputs of 3 of 20 scenarios were edited since. Their rows follow; for a"
                                                + " new summary and new charts run this workbook again.");
            }
        }
    }

    @Test
    void anEditMarksTheRowAndNoOther() throws IOException {
        Path workbook = workbook(SOURCE);
        try (Recalculated live = Recalculated.of(workbook, (sheet, columns) -> {
                    if (sheet.getSheetName().equals("Scenarios")) {
                        sheet.getRow(3).getCell(columns.get("batch_size")).setCellValue(77);
                    }
                })
                .withArrays()) {
            XSSFSheet latency = live.book().getSheet("Latency");
            int mark = Recalculated.columns(latency).get("run_again");
            assertThat(live.value(latency.getRow(2).getCell(mark))).isEqualTo("");
            assertThat(live.value(latency.getRow(3).getCell(mark))).isEqualTo("run again");
        }
    }

    @Test
    void sheetsOfStepsAreHiddenAndNotRead() throws IOException {
        Path workbook = workbook(SOURCE);
        TreeSet<String> hidden = new TreeSet<>();
        try (InputStream in = Files.newInputStream(workbook);
                XSSFWorkbook book = new XSSFWorkbook(in)) {
            for (int i = 0; i < book.getNumberOfSheets(); i++) {
                if (book.getSheetName(i).startsWith("_")) {
                    hidden.add(book.getSheetName(i));
                    assertThat(book.getSheetVisibility(i)).isEqualTo(SheetVisibility.HIDDEN);
                }
            }
        }
        assertThat(hidden).contains("_steps", "_devices", "_models", "_operators", "_calibration", "_formats", "_made");
        assertThat(shell.call("validate", workbook)).as(shell.err()).isZero();
    }

    @Test
    void aLargeSweepHoldsValues() throws IOException {
        Path workbook = workbook("""
                models: [gpt3-175b]
                hardware: [a100-sxm-80gb]
                fixed: {formulas: kipply-2022}
                sweep: {batch_size: {from: 1, to: 2001, step: 1}}
                """);
        try (Recalculated read = Recalculated.of(workbook, (sheet, columns) -> {})) {
            assertThat(read.sheetsWithFormulas())
                    .contains("What-if")
                    .allMatch(sheet -> sheet.equals("What-if") || sheet.startsWith("_"));
            assertThat(read.book().getSheet("_made")).isNull();
        }
    }
}
