package dev.sweepbook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workbooks as runs wrote them, edited by another program and not, held against each other. */
final class DiffCommandTest {
    /** On one device a step of seed-2020 takes max(2P/W, B·2P/F): 30e9/1.5e12 = 20 ms for B = 1. */
    private static final String YAML = """
            models: [{id: m, num_hidden_layers: 10, hidden_size: 1000, vocab_size: 1000, parameters: {total: 15e9, active: 15e9}}]
            hardware: [{id: d, memory: 80 GB, memory_bandwidth: 1.5 TB/s, peak_flops: {bf16: 300 TFLOPS}}]
            fixed: {formulas: seed-2020}
            sweep: {batch_size: [1, 2, 4]}
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
        assertThat(shell.call("run", file, "--output", top.resolve("first")))
                .as(shell.err())
                .isZero();
        return top.resolve("first").resolve(name + ".xlsx");
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
                return lines.getRow(row).getCell(head.getColumnIndex());
            }
        }
        throw new AssertionError(sheet + " has no column " + header);
    }

    /** What the CSV says of a column of a scenario: old, new, and each cause with its part. */
    private Map<String, String> causes(Path old, Path now, long scenario, String column) throws IOException {
        assertThat(shell.call("diff", old, now, "--format", "csv"))
                .as(shell.err())
                .isZero();
        Map<String, String> causes = new LinkedHashMap<>();
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        for (CSVRecord row : format.parse(new java.io.StringReader(shell.out()))) {
            if (row.get("scenario").equals(Long.toString(scenario))
                    && row.get("column").equals(column)) {
                causes.put("old", row.get("old"));
                causes.put("new", row.get("new"));
                causes.put(row.get("cause"), row.get("part"));
            }
        }
        return causes;
    }

    private static void isNear(Map<String, String> causes, String name, double value) {
        assertThat(causes).containsKey(name);
        assertThat(Double.parseDouble(causes.get(name))).as(name).isCloseTo(value, within(1e-9));
    }

    @Test
    void aReportIsTheSameAsItself() throws IOException {
        Path report = workbook("a", YAML);
        assertThat(shell.call("diff", report, report)).isZero();
        assertThat(shell.out()).contains("Nothing changed: 3 scenarios with the same results.");
    }

    @Test
    void changedDefinitionsAreToldFromEachOther() throws IOException {
        Path old = workbook("a", YAML);
        Path now = workbook("b", YAML.replace("15e9", "30e9").replace("1.5 TB/s", "2 TB/s"));
        Map<String, String> step = causes(old, now, 1, "decode_step_seconds");
        assertThat(step).containsOnlyKeys("old", "new", "model definition", "hardware definition");
        isNear(step, "old", 20);
        isNear(step, "new", 30);
        isNear(step, "model definition", 20); // 60e9/1.5e12 = 40 ms
        isNear(step, "hardware definition", -10); // 60e9/2e12 = 30 ms
        assertThat(shell.call("diff", old, now)).isZero();
        assertThat(shell.out())
                .contains("3 scenarios changed, 0 unchanged, 0 added, 0 removed.")
                .contains("Because of model definition: 3 scenarios; Decode step +100.0 %")
                .contains("memory_bandwidth")
                .contains("1,500 GB/s");
    }

    @Test
    void whatRecordedInputsNoLongerGiveIsTheTools() throws IOException {
        Path old = workbook("a", YAML);
        Path now = workbook("b", YAML.replace("15e9", "30e9"));
        edit(old, workbook -> {
            workbook.getName("sb_tool").setRefersToFormula("\"0.0.1\"");
            cell(workbook, "Latency", "Decode step (ms)", 1).setCellValue(25);
        });
        // an older version said 25 ms; this one makes 20 ms of the same inputs, and 40 ms of the new ones
        Map<String, String> step = causes(old, now, 1, "decode_step_seconds");
        assertThat(step).containsOnlyKeys("old", "new", "tool version", "model definition");
        isNear(step, "old", 25);
        isNear(step, "new", 40);
        isNear(step, "tool version", -5);
        isNear(step, "model definition", 20);
    }

    @Test
    void ofTheSameVersionSuchAResultWasEdited() throws IOException {
        Path old = workbook("a", YAML);
        Path now = Files.copy(old, top.resolve("edited.xlsx"));
        edit(now, workbook -> cell(workbook, "Latency", "Decode step (ms)", 2).setCellValue(21));
        Map<String, String> step = causes(old, now, 2, "decode_step_seconds");
        assertThat(step).containsOnlyKeys("old", "new", "recorded results");
        isNear(step, "recorded results", 1);
    }

    @Test
    void anEditedBatchIsNamed() throws IOException {
        Path old = workbook("a", YAML);
        Path edited = Files.copy(old, shell.in().resolve("e.xlsx"));
        edit(edited, workbook -> cell(workbook, "Scenarios", "Batch size", 3).setCellValue(1000));
        assertThat(shell.call("run", edited, "--output", top.resolve("first"))).isZero();
        Path now = top.resolve("first/e.xlsx");
        // 1000·30e9/300e12 = 100 ms of arithmetic in place of 20 ms of memory
        Map<String, String> step = causes(old, now, 3, "decode_step_seconds");
        assertThat(step).containsOnlyKeys("old", "new", "batch_size");
        isNear(step, "batch_size", 80);
        assertThat(shell.out()).contains("batch_size 4 → 1,000").contains(",bound,,memory,compute,batch_size,");
    }

    @Test
    void theWorkbookOfChangesHoldsTheParts() throws IOException {
        Path old = workbook("a", YAML);
        Path now = workbook("b", YAML.replace("15e9", "30e9").replace("[1, 2, 4]", "[1, 2, 4, 8]"));
        Path changes = top.resolve("b.changes.xlsx");
        assertThat(shell.call("diff", old, now, "--changes", changes)).isZero();
        try (InputStream in = Files.newInputStream(changes);
                XSSFWorkbook workbook = new XSSFWorkbook(in)) {
            List<String> sheets = new ArrayList<>();
            workbook.sheetIterator().forEachRemaining(sheet -> sheets.add(sheet.getSheetName()));
            assertThat(sheets).containsExactly("Summary", "Changes", "Added");
            List<String> shares = new ArrayList<>();
            for (org.apache.poi.ss.usermodel.Row row : workbook.getSheet("Summary")) {
                if (row.getCell(0) != null && row.getCell(0).toString().equals("model definition")) {
                    shares.add(row.getCell(3).getCellStyle().getDataFormatString());
                    shares.add(row.getCell(4).getCellStyle().getDataFormatString());
                }
            }
            assertThat(shares).isNotEmpty().containsOnly("#,##0.0");
            XSSFSheet lines = workbook.getSheet("Changes");
            int checked = 0;
            for (int i = 1; i <= lines.getLastRowNum(); i++) {
                XSSFRow row = lines.getRow(i);
                if (row.getCell(7).getStringCellValue().equals("Decode step")) {
                    assertThat(row.getCell(9).getNumericCellValue()).isCloseTo(20, within(1e-9));
                    assertThat(row.getCell(10).getNumericCellValue()).isCloseTo(40, within(1e-9));
                    assertThat(row.getCell(11).getNumericCellValue()).isCloseTo(2, within(1e-9));
                    assertThat(row.getCell(13).getNumericCellValue()).isCloseTo(20, within(1e-9));
                    checked++;
                }
            }
            assertThat(checked).isEqualTo(3);
            assertThat(workbook.getSheet("Added").getRow(1).getCell(0).getNumericCellValue())
                    .isEqualTo(4);
        }
        Files.copy(changes, shell.in().resolve("dropped.xlsx"));
        assertThat(shell.call("validate", shell.in().resolve("dropped.xlsx"))).isEqualTo(1);
        assertThat(shell.err())
                .contains("in/dropped.xlsx: says what changed between two reports and holds no scenarios");
    }

    @Test
    void runsAreComparedByTheirIds() throws IOException {
        shell.put("a.yaml", YAML);
        assertThat(shell.run("--keep", 3)).isZero();
        shell.put("a.yaml", YAML.replace("15e9", "30e9"));
        assertThat(shell.run("--keep", 3)).isZero();
        assertThat(shell.call("diff", 1, 2, "--output", shell.output()))
                .as(shell.err())
                .isZero();
        assertThat(shell.out()).contains("Because of model definition: 3 scenarios; Decode step +100.0 %");
        assertThat(shell.call("diff", 1, 9, "--output", shell.output())).isEqualTo(2);
        assertThat(shell.err()).contains("there is no run 9 of out");
    }

    @Test
    void aRunWhoseReportsAreGoneSaysHowToKeepThem() throws IOException {
        shell.put("a.yaml", YAML);
        assertThat(shell.run()).isZero();
        shell.put("a.yaml", YAML.replace("15e9", "30e9"));
        assertThat(shell.run()).isZero();
        assertThat(shell.call("diff", 1, 2, "--output", shell.output())).isEqualTo(2);
        assertThat(shell.err())
                .contains("reports of run 1 that are no longer kept: a.xlsx; run with --keep N from now on");
    }

    @Test
    void foldersGoTogetherByNames() throws IOException {
        workbook("a", YAML);
        workbook("gone", YAML);
        Files.move(top.resolve("first"), top.resolve("old"));
        workbook("a", YAML.replace("[1, 2, 4]", "[1, 2]"));
        workbook("fresh", YAML);
        assertThat(shell.call("diff", top.resolve("old"), top.resolve("first"), "--changes", top.resolve("c")))
                .isZero();
        assertThat(shell.out())
                .contains("fresh.xlsx: only in NEW")
                .contains("gone.xlsx: only in OLD")
                .contains("0 scenarios changed, 2 unchanged, 0 added, 1 removed.");
        assertThat(top.resolve("c/a.changes.xlsx")).exists();
    }

    @Test
    void jsonHasCountsCausesAndParts() throws IOException {
        Path old = workbook("a", YAML);
        Path now = workbook("b", YAML.replace("15e9", "30e9"));
        assertThat(shell.call("diff", old, now, "--format", "json")).isZero();
        assertThat(shell.out())
                .contains("\"changed\": 3")
                .contains("\"cause\": \"model definition\"")
                .contains("\"column\": \"decode_step_seconds\"");
    }

    @Test
    void wrongUsageIsToldFromFilesThatCannotBeRead() throws IOException {
        Path report = workbook("a", YAML);
        assertThat(shell.call("diff", report)).isEqualTo(2);
        assertThat(shell.err()).contains("diff takes two");
        assertThat(shell.call("diff", report, top.resolve("none.xlsx"))).isEqualTo(2);
        assertThat(shell.call("diff", report, top)).isEqualTo(2);
        Path broken = Files.writeString(top.resolve("broken.xlsx"), "no workbook");
        assertThat(shell.call("diff", report, broken)).isEqualTo(1);
        assertThat(shell.err()).contains("broken.xlsx: ");
        assertThat(shell.out()).isEmpty();
    }
}
