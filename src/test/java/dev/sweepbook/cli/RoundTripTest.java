package dev.sweepbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.ooxml.Packages;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workbook from a run, edited or not, is a scenario file. */
final class RoundTripTest {
    private static final String MIX = """
            name: mix
            models:
              - llama-3.1-8b
              - {id: wide, extends: llama-3.1-8b, intermediate_size: 20480, note: "=1+1 is text"}
              - {id: own, num_hidden_layers: 12, hidden_size: 768, vocab_size: 50257, num_attention_heads: 12,
                 parameters: {total: 9e9, active: 1.5e9}}
              - {id: seeing, extends: gemma-3-4b}
              - {id: latent, extends: deepseek-v3, num_hidden_layers: 8, first_k_dense_replace: 1}
            hardware:
              - h100-sxm
              - {id: oc, extends: h100-sxm, memory_bandwidth: 3.61234567890123 TB/s, link_latency: 1.23456789 us}
              - {id: slow, name: Slow card, memory: 85.52 GB, memory_bandwidth: 0.1 TB/s, peak_flops: {bf16: 33.3 TFLOPS},
                 price_per_hour: 1.234, power: 350.5 W}
            slo: {ttft: 512.3 ms}
            sweeps:
              - name: a
                fixed: {formulas: roofline, memory_utilization: 0.87}
                sweep: {tensor_parallel: [1, 8], batch_size: [1, 7, 64], request_rate: [0.3, 12.7]}
                exclude: [batch_size * tensor_parallel > 100]
                include: [{model: own, hardware: slow, batch_size: 3, runtime_memory: 1.7 GB, interference: on}]
              - name: b
                slo: {tpot: 33.33 ms}
                models: [wide]
                hardware: [slow, h100-sxm]
                fixed: {formulas: roofline}
                sweep: {hardware.memory_bandwidth: [2.1 TB/s, 3.35 TB/s], model.num_hidden_layers: [16, 32],
                        price_per_device_hour: [2, 2.5]}
            """;

    @TempDir
    Path top;

    private Shell shell;

    @BeforeEach
    void begin() {
        shell = new Shell(top, false);
    }

    /** Runs a YAML file and gives its workbook, put where scenario files are. */
    private Path workbook(String yaml) throws IOException {
        shell.put("x.yaml", yaml);
        assertThat(shell.call(
                        "run", shell.in().resolve("x.yaml"), "--output", top.resolve("first"), "--format", "xlsx,csv"))
                .as(shell.err())
                .isZero();
        Path sent = shell.in().resolve("back/edited.xlsx");
        Files.createDirectories(sent.getParent());
        return Files.copy(top.resolve("first/x.xlsx"), sent);
    }

    private int rerun(Path workbook) {
        return shell.call("run", workbook, "--output", shell.output(), "--format", "xlsx,csv");
    }

    private static void edit(Path file, Consumer<XSSFWorkbook> edit) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                XSSFWorkbook workbook = new XSSFWorkbook(in)) {
            edit.accept(workbook);
            try (OutputStream out = Files.newOutputStream(file)) {
                workbook.write(out);
            }
        }
    }

    private static Cell cell(XSSFWorkbook workbook, String sheet, String header, int row) {
        XSSFSheet lines = workbook.getSheet(sheet);
        for (Cell head : lines.getRow(0)) {
            if (head.getStringCellValue().equals(header)) {
                return lines.getRow(row).getCell(head.getColumnIndex(), Row.MissingCellPolicy.CREATE_NULL_AS_BLANK);
            }
        }
        throw new AssertionError(sheet + " has no column " + header);
    }

    private List<Map<String, String>> csv(Path file) throws IOException {
        try (var reader = Files.newBufferedReader(file)) {
            List<Map<String, String>> rows = new ArrayList<>();
            for (CSVRecord row : CSVFormat.DEFAULT.builder().setHeader().get().parse(reader)) {
                rows.add(new TreeMap<>(row.toMap()));
            }
            return rows;
        }
    }

    private List<Map<String, String>> before() throws IOException {
        return csv(top.resolve("first/x.csv"));
    }

    private List<Map<String, String>> after() throws IOException {
        return csv(shell.output().resolve("edited.csv"));
    }

    @Test
    void anEditedReportKeepsItsNameAndWhatIsSaidOfIt() throws IOException {
        String said = "Chosen for \"the board\" 🙂, twelve words to a line and no end. "
                .repeat(12)
                .strip();
        Path sent = workbook(MIX + "description: '" + said + "'\n");
        assertThat(shell.call("run", sent, "--output", top.resolve("again")))
                .as(shell.err())
                .isZero();
        try (InputStream in = Files.newInputStream(top.resolve("again/edited.xlsx"));
                XSSFWorkbook book = new XSSFWorkbook(in)) {
            XSSFSheet summary = book.getSheet("Summary");
            assertThat(summary.getRow(0).getCell(0).getStringCellValue()).isEqualTo("mix");
            assertThat(summary.getRow(1).getCell(0).getStringCellValue()).isEqualTo(said);
        }
    }

    @Test
    void aWorkbookNobodyEditedGivesTheSameResults() throws IOException {
        Path sent = workbook(MIX);
        assertThat(rerun(sent)).as(shell.err()).isZero();
        assertThat(Files.readString(shell.output().resolve("edited.csv")))
                .isEqualTo(Files.readString(top.resolve("first/x.csv")));
        // 5 models × 3 devices × 2 × 3 × 2, less the 30 with 64 sequences on 8 devices, and 1 and 16 more
        assertThat(shell.out()).startsWith("in/back/edited.xlsx → out/edited.xlsx, out/edited.csv  167 scenarios, ");
        assertThat(shell.out().substring(shell.out().indexOf('\n') + 1)).isEqualTo("""
                  read back from a workbook: 167 scenarios
                  model latent: the layers that predict further tokens are counted apart, as DeepSeek-V3's
                  as the workbook defines them: oc, slow, wide, own, seeing and 1 more
                """);
    }

    @Test
    void aWorkbookSavedByAnotherProgramGivesTheSameResults() throws IOException {
        Path sent = workbook(MIX);
        edit(sent, workbook -> {}); // Apache POI writes shared strings and its own order of parts
        assertThat(rerun(sent)).as(shell.err()).isZero();
        assertThat(after()).isEqualTo(before());
    }

    @Test
    void anEditedCellTakesEffectAndTheNumberStays() throws IOException {
        Path sent = workbook(Shell.GOOD);
        edit(sent, workbook -> cell(workbook, "Scenarios", "Batch size", 3).setCellValue(96));
        assertThat(rerun(sent)).as(shell.err()).isZero();
        List<Map<String, String>> edited = after();
        assertThat(edited.get(2)).containsEntry("scenario", "3").containsEntry("batch_size", "96");
        edited.remove(2);
        List<Map<String, String>> others = before();
        others.remove(2);
        assertThat(edited).isEqualTo(others);
    }

    @Test
    void rowsMovedDeletedAndAddedKeepTheirNumbers() throws IOException {
        Path sent = workbook(Shell.GOOD);
        edit(sent, workbook -> {
            XSSFSheet sheet = workbook.getSheet("Scenarios");
            sheet.removeRow(sheet.getRow(2)); // scenario 2
            cell(workbook, "Scenarios", "Scenario", 1).setCellValue(6); // 1 and 6 change places, values stay
            cell(workbook, "Scenarios", "Scenario", 6).setCellValue(1);
            Row fresh = sheet.createRow(9);
            fresh.createCell(1).setCellValue("llama-3.1-70b");
            fresh.createCell(2).setCellValue("h100-sxm");
            int batch = cell(workbook, "Scenarios", "Batch size", 1).getColumnIndex();
            fresh.createCell(batch).setCellValue(5);
        });
        assertThat(rerun(sent)).as(shell.err()).isZero();
        assertThat(after().stream()
                        .map(row -> row.get("scenario") + " " + row.get("model") + " " + row.get("batch_size") + " "
                                + row.get("tensor_parallel")))
                .containsExactly(
                        "1 llama-3.1-8b 4 2",
                        "3 llama-3.1-8b 2 1",
                        "4 llama-3.1-8b 2 2",
                        "5 llama-3.1-8b 4 1",
                        "6 llama-3.1-8b 1 1",
                        "7 llama-3.1-70b 5 1");
        assertThat(shell.out()).contains("  read back from a workbook: 6 scenarios, 1 of them new\n");
        assertThat(shell.call("explain", sent, "--scenario", "7")).isZero();
        assertThat(shell.out()).startsWith("Scenario 7 of x");
    }

    @Test
    void aCopiedRowIsNewAndTheSameRowTwiceIsRefused() throws IOException {
        Path sent = workbook(Shell.GOOD);
        Consumer<XSSFWorkbook> copy = workbook -> {
            XSSFSheet sheet = workbook.getSheet("Scenarios");
            sheet.createRow(7).copyRowFrom(sheet.getRow(1), new org.apache.poi.ss.usermodel.CellCopyPolicy());
        };
        edit(sent, copy);
        assertThat(rerun(sent)).isOne();
        assertThat(shell.err()).isEqualTo("in/back/edited.xlsx: Scenarios!A8: is the same scenario as row 2\n");
        edit(sent, workbook -> cell(workbook, "Scenarios", "Batch size", 7).setCellValue(512));
        assertThat(rerun(sent)).isZero();
        assertThat(after()).hasSize(7);
        assertThat(after().get(6)).containsEntry("scenario", "7").containsEntry("batch_size", "512");
        assertThat(shell.out()).contains("1 with the number of another row, numbered anew");
    }

    @Test
    void anEditedDeviceAndAnEditedModelTakeEffect() throws IOException {
        Path sent = workbook("models: [llama-3.1-8b]\nhardware: [h100-sxm]\nfixed: {formulas: roofline}\n");
        edit(sent, workbook -> {
            cell(workbook, "Hardware", "Memory bandwidth (GB/s)", 1).setCellValue("3.6 TB/s");
            cell(workbook, "Hardware", "Price (USD/h)", 1).setCellValue(9);
            cell(workbook, "Models", "Layers", 1).setCellValue(16);
        });
        assertThat(rerun(sent)).as(shell.err()).isZero();
        shell.put("same.yaml", """
                models: [{id: half, extends: llama-3.1-8b, num_hidden_layers: 16}]
                hardware: [{id: oc, extends: h100-sxm, memory_bandwidth: 3.6 TB/s, price_per_hour: 9}]
                fixed: {formulas: roofline}
                """);
        shell.call("run", shell.in().resolve("same.yaml"), "--output", shell.output(), "--format", "csv");
        Map<String, String> expected = csv(shell.output().resolve("same.csv")).get(0);
        Map<String, String> found = after().get(0);
        for (String name : List.of("sweep", "model", "hardware")) {
            expected.remove(name);
            found.remove(name);
        }
        assertThat(found).isEqualTo(expected).containsEntry("price_source", "given");
    }

    @Test
    void aPriceThatShipsStaysAPlaceholderUntilItIsEdited() throws IOException {
        Path sent = workbook("""
                models: [llama-3.1-8b]
                hardware: [{id: mine, extends: h100-sxm, memory: 90 GB}]
                fixed: {formulas: roofline}
                """);
        assertThat(rerun(sent)).isZero();
        assertThat(after().get(0)).containsEntry("price_source", "placeholder");
        edit(sent, workbook -> cell(workbook, "Hardware", "Price (USD/h)", 1).setCellValue(3.3));
        assertThat(rerun(sent)).isZero();
        assertThat(after().get(0)).containsEntry("price_source", "given").containsEntry("price_per_device_hour", "3.3");
    }

    @Test
    void everyBrokenEditIsReportedWithItsCell() throws IOException {
        Path sent = workbook(Shell.GOOD);
        edit(sent, workbook -> {
            cell(workbook, "Scenarios", "Batch size", 1).setCellValue(0);
            cell(workbook, "Scenarios", "Batch size", 2).setCellValue(2.5);
            cell(workbook, "Scenarios", "Batch size", 3).setCellValue("1,024");
            cell(workbook, "Scenarios", "Batch size", 4).setCellValue(true);
            cell(workbook, "Scenarios", "Scenario", 5).setCellValue(-1);
            cell(workbook, "Scenarios", "Model", 5).setCellValue("llama-3.1-9b");
            cell(workbook, "Scenarios", "Weight dtype", 5).setCellValue("bf61");
            cell(workbook, "Scenarios", "Model", 6).setBlank();
            cell(workbook, "Scenarios", "Sweep", 6).setCellValue("a/b");
            cell(workbook, "Hardware", "Memory (GB)", 1).setCellValue(-80);
            cell(workbook, "Hardware", "Memory bandwidth (GB/s)", 1).setCellValue("80 G");
            cell(workbook, "Models", "Layers", 1).setCellValue(0);
            cell(workbook, "Models", "Hidden size", 1).setCellValue("wide");
        });
        assertThat(rerun(sent)).isOne();
        assertThat(shell.err().replace("in/back/edited.xlsx: ", "").lines())
                .containsExactly(
                        "Hardware!H2: memory: must be at least 0, was -80 GB",
                        "Hardware!J2: memory_bandwidth: has no unit Sweepbook knows, was '80 G'; did you mean 80 GB/s?"
                                + " the units are B/s, kB/s, MB/s, GB/s, TB/s, KiB/s, MiB/s, GiB/s, TiB/s, Gb/s;"
                                + " a bare number is in B/s",
                        "Models!C2: hidden_size: must be a number, was 'wide'",
                        "Scenarios!P2: batch_size: must be at least 1, was 0",
                        "Scenarios!P3: batch_size: must be a whole number, was 2.5",
                        "Scenarios!P4: batch_size: must be a number, was '1,024'; the decimal sign is a point and"
                                + " thousands are not separated",
                        "Scenarios!P5: batch_size: must be a number, was 'true'",
                        "Scenarios!B6: model: there is no model 'llama-3.1-9b'; did you mean llama-3.1-8b?",
                        "Scenarios!T6: weight_dtype: must be one of fp32, fp16, bf16, fp8, int8, int4, nvfp4, mxfp4,"
                                + " q4_k_m, was 'bf61'; did you mean bf16?",
                        "Scenarios!A6: scenario: must be at least 1, was -1",
                        "Scenarios!B7: model: must not be empty, every row names one",
                        "Scenarios!E7: sweep: the name must not hold any of the characters / \\ < > : \" | ? *, was"
                                + " 'a/b'");
        edit(sent, workbook -> cell(workbook, "Models", "Hidden size", 1).setCellValue(4096));
        assertThat(rerun(sent)).isOne();
        assertThat(shell.err()).contains("Models!B2: num_hidden_layers: must be at least 1, was 0\n");
    }

    @Test
    void formulasAreReadAsTheValuesStoredLast() throws IOException {
        Path sent = workbook(Shell.GOOD);
        edit(sent, workbook -> {
            Cell cell = cell(workbook, "Scenarios", "Batch size", 1);
            cell.setCellFormula("2*8");
            workbook.getCreationHelper().createFormulaEvaluator().evaluateFormulaCell(cell);
        });
        assertThat(rerun(sent)).as(shell.err()).isZero();
        assertThat(after().get(0)).containsEntry("batch_size", "16");
        edit(sent, workbook -> {
            Cell cell = cell(workbook, "Scenarios", "Batch size", 1);
            cell.setCellFormula("1/0");
            workbook.getCreationHelper().createFormulaEvaluator().evaluateFormulaCell(cell);
        });
        assertThat(rerun(sent)).isOne();
        assertThat(shell.err())
                .isEqualTo(
                        "in/back/edited.xlsx: Scenarios!P2: batch_size: is the error #DIV/0! of a formula; put a value"
                                + " in its place\n"
                                + "in/back/edited.xlsx: left as it was: out/edited.xlsx, out/edited.csv\n");
    }

    @Test
    void aNumberThatASpreadsheetTookForADateIsToldOf() throws IOException {
        Path sent = workbook(Shell.GOOD);
        edit(sent, workbook -> {
            CellStyle date = workbook.createCellStyle();
            date.setDataFormat((short) 14);
            Cell cell = cell(workbook, "Scenarios", "Batch size", 1);
            cell.setCellValue(45_658);
            cell.setCellStyle(date);
        });
        assertThat(rerun(sent)).isOne();
        assertThat(shell.err())
                .isEqualTo("in/back/edited.xlsx: Scenarios!P2: batch_size: is a date; give the cell the format of a"
                        + " number and type the value again\n");
    }

    @Test
    void anAxisMayBeAddedAsAColumnAndAMisspeltOneIsToldOf() throws IOException {
        Path sent = workbook(Shell.GOOD);
        edit(sent, workbook -> {
            XSSFSheet sheet = workbook.getSheet("Scenarios");
            int column = sheet.getRow(0).getLastCellNum();
            sheet.getRow(0).createCell(column).setCellValue("hardware.memory_bandwidth");
            sheet.getRow(1).createCell(column).setCellValue("2 TB/s");
            sheet.getRow(0).createCell(column + 1).setCellValue("what Ann thinks");
            sheet.getRow(1).createCell(column + 1).setCellValue("too slow");
        });
        assertThat(rerun(sent)).as(shell.err()).isZero();
        assertThat(after().get(0)).containsEntry("hardware.memory_bandwidth", "2000000000000");
        assertThat(shell.out()).contains("'what Ann thinks' is no axis and is not read");
        edit(sent, workbook -> {
            XSSFSheet sheet = workbook.getSheet("Scenarios");
            sheet.getRow(0).createCell(sheet.getRow(0).getLastCellNum()).setCellValue("batch_sizes");
        });
        assertThat(rerun(sent)).isOne();
        assertThat(shell.err()).contains("header 'batch_sizes' is no axis; did you mean batch_size?");
    }

    @Test
    void theUnitOfTheHeaderCounts() throws IOException {
        Path sent = workbook("""
                models: [llama-3.1-8b]
                hardware: [h100-sxm]
                sweep: {hardware.memory_bandwidth: [2 TB/s, 3.35 TB/s]}
                """);
        int[] column = new int[1];
        edit(sent, workbook -> {
            XSSFSheet sheet = workbook.getSheet("Scenarios");
            column[0] =
                    cell(workbook, "Scenarios", "Memory bandwidth (GB/s)", 0).getColumnIndex();
            sheet.getRow(0).createCell(column[0]).setCellValue("Memory bandwidth (TB/s)");
            sheet.getRow(1).getCell(column[0]).setCellValue(2.2);
            sheet.getRow(2).getCell(column[0]).setCellValue(0.1);
        });
        assertThat(rerun(sent)).as(shell.err()).isZero();
        assertThat(after().stream().map(row -> row.get("hardware.memory_bandwidth")))
                .containsExactly("2200000000000", "100000000000");
        edit(
                sent,
                workbook -> workbook.getSheet("Scenarios")
                        .getRow(0)
                        .createCell(column[0])
                        .setCellValue("Memory bandwidth (furlong)"));
        assertThat(rerun(sent)).isOne();
        assertThat(shell.err())
                .contains(
                        "hardware.memory_bandwidth: the header's unit 'furlong' is none Sweepbook knows; the units are B/s,");
    }

    @Test
    void aWorkbookOfTheBestRowsSaysSo() throws IOException {
        Path sent = workbook(Shell.GOOD);
        edit(sent, workbook -> {
            workbook.getName("sb_rows").setRefersToFormula("\"best\"");
            workbook.getName("sb_scenario_count").setRefersToFormula("960");
        });
        assertThat(rerun(sent)).isZero();
        assertThat(shell.out())
                .contains(
                        "  read back from a workbook: 6 scenarios; it holds the best of 960, the others are not in it\n");
    }

    @Test
    void aWorkbookOfAnotherProgramIsRefused() throws IOException {
        Path foreign = shell.in().resolve("budget.xlsx");
        Files.createDirectories(shell.in());
        Files.write(foreign, Packages.zip(Packages.base()));
        assertThat(shell.run()).isOne();
        assertThat(shell.err())
                .isEqualTo(
                        "in/budget.xlsx: is not a workbook Sweepbook wrote: it has no sheet Scenarios; save its rows as"
                                + " CSV, or begin with a workbook from a run\n");
        Files.write(foreign, new byte[] {'P', 'K', 3, 4, 0});
        assertThat(shell.run()).isOne();
        assertThat(shell.err())
                .isEqualTo("in/budget.xlsx: is damaged or not complete: the end of its archive is missing, a copy may"
                        + " still be in progress\n");
    }

    @Test
    void aWorkbookIsNotReplacedByItsOwnReport() throws IOException {
        Path sent = workbook(Shell.GOOD);
        assertThat(shell.call("run", sent, "--output", sent.getParent())).isOne();
        assertThat(shell.err())
                .isEqualTo(
                        "in/back/edited.xlsx: would replace the input in/back/edited.xlsx: name another folder with"
                                + " --output, or rename one of the files\nin/back/edited.xlsx: left as it was: in/back/edited.xlsx\n");
    }
}
