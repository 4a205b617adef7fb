package dev.sweepbook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workbook of more scenarios than formulas are written for, whose rows several threads encode. */
final class ValueWorkbookTest {
    private static final String GRID = """
            models: [llama-3.1-8b]
            hardware: [h100-sxm]
            sweep:
              tensor_parallel: [1, 2]
              batch_size: [1, 1000]
              prompt_tokens: {from: 1, to: 1500, step: 1}
            exclude:
              - {batch_size: 1000, prompt_tokens: [3, 5]}
            """;

    private static final int ROWS = 2 * (1500 + 1498);

    @TempDir
    Path top;

    private Shell shell;

    @BeforeEach
    void begin() throws IOException {
        shell = new Shell(top, false);
        shell.put("grid.yaml", GRID);
    }

    private Path run(int threads) {
        Path out = top.resolve("out-" + threads);
        assertThat(shell.call("run", shell.in(), "--output", out, "--format", "xlsx,csv", "--threads", threads))
                .isZero();
        return out;
    }

    @Test
    void itsBytesDoNotDependOnTheThreads() throws IOException {
        byte[] alone = Files.readAllBytes(run(1).resolve("grid.xlsx"));

        assertThat(run(2).resolve("grid.xlsx")).hasBinaryContent(alone);
        assertThat(run(5).resolve("grid.xlsx")).hasBinaryContent(alone);
    }

    @Test
    void everyRowStandsInItsPlaceWithTheValuesOfTheCsv() throws IOException {
        Path out = run(3);
        List<CSVRecord> records = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .get()
                .parse(Files.newBufferedReader(out.resolve("grid.csv"), StandardCharsets.UTF_8))
                .getRecords();
        assertThat(records).hasSize(ROWS);
        try (XSSFWorkbook book = new XSSFWorkbook(Files.newInputStream(out.resolve("grid.xlsx")))) {
            XSSFSheet latency = book.getSheet("Latency");
            assertThat(latency.getLastRowNum()).isEqualTo(ROWS);
            assertThat(latency.getCTWorksheet().getDimension().getRef()).endsWith(Integer.toString(ROWS + 1));
            int step = column(latency.getRow(0), "Decode step (ms)");
            for (int i = 0; i < ROWS; i++) {
                Row row = latency.getRow(i + 1);
                CSVRecord record = records.get(i);
                assertThat(row.getCell(0).getNumericCellValue()).isEqualTo(Double.parseDouble(record.get("scenario")));
                assertThat(row.getCell(1).getStringCellValue()).isEqualTo("llama-3.1-8b");
                double seconds = Double.parseDouble(record.get("decode_step_seconds"));
                assertThat(row.getCell(step).getNumericCellValue()).isCloseTo(seconds * 1e3, within(seconds * 1e-11));
            }
            Row scenario = book.getSheet("Scenarios").getRow(ROWS);
            int notes = column(book.getSheet("Scenarios").getRow(0), "Notes");
            assertThat(scenario.getCell(notes).getStringCellValue())
                    .isEqualTo(records.get(ROWS - 1).get("notes"));
            int rate = column(book.getSheet("Scenarios").getRow(0), "Request rate (1/s)");
            assertThat(scenario.getCell(rate).getCellType()).isEqualTo(CellType.BLANK);
        }
    }

    private static int column(Row header, String title) {
        for (int at = 0; at < header.getLastCellNum(); at++) {
            if (header.getCell(at).getStringCellValue().equals(title)) {
                return at;
            }
        }
        throw new AssertionError("no column " + title);
    }

    @Test
    void whatManyRowsSayIsASharedString() throws IOException {
        Path out = run(2);
        try (ZipFile zip = new ZipFile(out.resolve("grid.xlsx").toFile());
                XSSFWorkbook book = new XSSFWorkbook(Files.newInputStream(out.resolve("grid.xlsx")))) {
            assertThat(text(zip, "xl/sharedStrings.xml"))
                    .contains("<si><t>llama-3.1-8b</t></si>", "<si><t>h100-sxm</t></si>", "<si><t>compute</t></si>")
                    .doesNotContain("does not fit"); // says otherwise in each row
            XSSFSheet latency = book.getSheet("Latency");
            String xml =
                    text(zip, latency.getPackagePart().getPartName().getName().substring(1));
            assertThat(xml.substring(xml.indexOf("<row r=\"2\"")))
                    .contains(" t=\"s\"><v>")
                    .doesNotContain("llama-3.1-8b");
            assertThat(latency.getRow(ROWS).getCell(1).getStringCellValue()).isEqualTo("llama-3.1-8b");
            XSSFSheet scenarios = book.getSheet("Scenarios");
            int status = column(scenarios.getRow(0), "Status");
            assertThat(scenarios.getRow(ROWS).getCell(status).getStringCellValue())
                    .startsWith("does not fit: ");
        }
    }

    private static String text(ZipFile zip, String part) throws IOException {
        return new String(zip.getInputStream(zip.getEntry(part)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
