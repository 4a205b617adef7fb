package dev.sweepbook.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.report.SampleSweeps;
import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFTable;
import org.apache.poi.xssf.usermodel.XSSFTableColumn;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class WorkbookSinkTest {
    private static byte[] write(SweepFile file, int mostRows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (WorkbookSink sink =
                new WorkbookSink(bytes, file, Columns.of(file), SampleSweeps.FACTS, null, null, mostRows)) {
            new RowCursor(file).forEach(sink::row);
            sink.finish();
        }
        return bytes.toByteArray();
    }

    private static byte[] write(SweepFile file) throws IOException {
        return write(file, WorkbookSink.MOST_ROWS);
    }

    private static XSSFWorkbook open(byte[] bytes) throws IOException {
        return new XSSFWorkbook(new ByteArrayInputStream(bytes));
    }

    private static Map<String, byte[]> entries(byte[] bytes) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private static List<String> names(XSSFWorkbook workbook) {
        List<String> names = new ArrayList<>();
        workbook.sheetIterator().forEachRemaining(sheet -> names.add(sheet.getSheetName()));
        return names;
    }

    private static Cell cell(XSSFWorkbook workbook, String sheet, String id, int row) {
        XSSFSheet lines = workbook.getSheet(sheet);
        for (Cell head : lines.getRow(0)) {
            if (head.getCellComment().getString().getString().startsWith(id + "\n")) {
                return lines.getRow(row).getCell(head.getColumnIndex());
            }
        }
        throw new AssertionError(sheet + " has no column " + id);
    }

    @Test
    void theSheetsStandInTheOrderOfTheContract() throws IOException {
        try (XSSFWorkbook workbook = open(write(SampleSweeps.workedCases()))) {
            assertThat(names(workbook).stream().filter(name -> !name.startsWith("_")))
                    .containsExactly(
                            "Summary",
                            "Charts",
                            "Scenarios",
                            "Models",
                            "Hardware",
                            "Latency",
                            "KV cache",
                            "Batch thresholds",
                            "Parameters & FLOPs",
                            "Cost",
                            "What-if",
                            "Equations",
                            "Sources",
                            "Errata",
                            "Problems",
                            "Chart data");
        }
    }

    @Test
    void aSheetWithNothingToSayIsLeftOut() throws IOException {
        SweepFile file = SampleSweeps.unpriced(
                "fine", List.of(SampleSweeps.model("gpt-x", 32, 4096, 50_000, 7e9)), Map.of(Axis.BATCH_SIZE, 2L));
        try (XSSFWorkbook workbook = open(write(file))) {
            assertThat(names(workbook)).doesNotContain("Errata", "Problems", "Cost");
        }
    }

    @Test
    void everyColumnStandsOnItsSheetsInItsUnit() throws IOException {
        SweepFile file = SampleSweeps.workedCases();
        try (XSSFWorkbook workbook = open(write(file))) {
            for (Column column : Columns.of(file)) {
                List<Object> expected = SampleSweeps.values(file, column.id());
                for (var sheet : column.sheets()) {
                    for (int i = 0; i < expected.size(); i++) {
                        Object shown = shown(cell(workbook, sheet.title(), column.id(), i + 1));
                        if (sheet == dev.sweepbook.report.Sheet.SCENARIOS && Columns.isDevicePrice(column)) {
                            assertThat(shown)
                                    .as("the device's own price, which no scenario asks for")
                                    .isEqualTo("");
                            continue;
                        }
                        assertThat(shown).as(sheet + " " + column.id()).isEqualTo(asShown(column, expected.get(i)));
                    }
                }
            }
        }
    }

    @Test
    void everyTableHasANameAndColumnsCalledAsTheirHeaders() throws IOException {
        try (XSSFWorkbook workbook = open(write(SampleSweeps.workedCases()))) {
            Map<String, String> tables = new LinkedHashMap<>();
            for (String name : names(workbook)) {
                XSSFSheet sheet = workbook.getSheet(name);
                for (XSSFTable table : sheet.getTables()) {
                    tables.put(name, table.getName());
                    List<String> titles = new ArrayList<>();
                    sheet.getRow(0).forEach(cell -> titles.add(cell.getStringCellValue()));
                    List<String> columns = table.getColumns().stream()
                            .map(XSSFTableColumn::getName)
                            .toList();
                    assertThat(columns).as(name).isEqualTo(titles).doesNotHaveDuplicates();
                }
            }
            assertThat(tables)
                    .containsEntry("Scenarios", "sb_scenarios")
                    .containsEntry("KV cache", "sb_kv_cache")
                    .containsEntry("Parameters & FLOPs", "sb_parameters_flops")
                    .containsEntry("Chart data", "sb_chart_data")
                    .hasSize(13);
            assertThat(workbook.getName("sb_summary").getRefersToFormula()).startsWith("Summary!$A$1:$J$");
            assertThat(workbook.getName("sb_rows").getRefersToFormula()).isEqualTo("\"all\"");
            assertThat(workbook.getName("sb_scenario_count").getRefersToFormula())
                    .isEqualTo("24");
        }
    }

    private static Object shown(Cell cell) {
        CellType type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        return switch (type) {
            case NUMERIC -> cell.getNumericCellValue();
            case STRING -> cell.getStringCellValue();
            case BOOLEAN -> cell.getBooleanCellValue();
            default -> "";
        };
    }

    private static Object asShown(Column column, Object value) {
        if (value instanceof Double number) {
            return number.isNaN() ? "" : (Object) column.unit().shown(number);
        }
        return value == null ? "" : value;
    }

    @Test
    void everyScenarioSheetStartsWithNumberModelAndHardware() throws IOException {
        try (XSSFWorkbook workbook = open(write(SampleSweeps.workedCases()))) {
            for (String name : List.of("Scenarios", "Latency", "KV cache", "Batch thresholds", "Parameters & FLOPs")) {
                XSSFSheet sheet = workbook.getSheet(name);
                List<String> heads = new ArrayList<>();
                sheet.getRow(0).forEach(cell -> heads.add(cell.getStringCellValue()));
                assertThat(heads).as(name).startsWith("Scenario", "Model", "Hardware");
                assertThat(sheet.getLastRowNum()).isEqualTo(24);
                assertThat(sheet.getPaneInformation().getVerticalSplitLeftColumn())
                        .isEqualTo((short) 4);
                assertThat(sheet.getPaneInformation().getHorizontalSplitTopRow())
                        .isEqualTo((short) 1);
                assertThat(sheet.getTables()).hasSize(1);
                assertThat(sheet.getTables().get(0).getCTTable().getAutoFilter().getRef())
                        .isEqualTo(sheet.getTables().get(0).getCTTable().getRef())
                        .isEqualTo(sheet.getCTWorksheet().getDimension().getRef())
                        .startsWith("A1:")
                        .endsWith("25");
                assertThat(sheet.getPrintSetup().getLandscape()).isTrue();
                assertThat(sheet.getFitToPage()).isTrue();
                assertThat(sheet.getRepeatingRows().formatAsString()).isEqualTo("1:1");
                assertThat(sheet.getFooter().getRight()).isEqualTo("Page &P of &N");
            }
        }
    }

    @Test
    void theHeadersNoteHoldsTheIdAndWhatItIs() throws IOException {
        try (XSSFWorkbook workbook = open(write(SampleSweeps.workedCases()))) {
            Cell head = workbook.getSheet("Latency").getRow(0).getCell(0);
            assertThat(head.getCellComment().getString().getString())
                    .isEqualTo("scenario\nNumber of the scenario: 1 + its place in the grid, counted through the sweeps"
                            + " of the file");
            for (Cell cell : workbook.getSheet("KV cache").getRow(0)) {
                assertThat(cell.getCellComment()).as(cell.getStringCellValue()).isNotNull();
            }
        }
    }

    @Test
    void numbersAreShownWithoutExponentAndFitTheirColumn() throws IOException {
        DataFormatter formatter = new DataFormatter(java.util.Locale.ROOT);
        SweepFile file = SampleSweeps.file(
                "spread",
                List.of(SampleSweeps.gopher(), SampleSweeps.model("tiny", 2, 128, 1000, 5e5)),
                GridAxis.of(Axis.BATCH_SIZE, List.of(1L, 1_000_000L)));
        try (XSSFWorkbook workbook = open(write(file))) {
            for (String name : List.of("Scenarios", "Latency", "KV cache", "Batch thresholds", "Parameters & FLOPs")) {
                for (Row row : workbook.getSheet(name)) {
                    for (Cell cell : row) {
                        if (cell.getCellType() == CellType.NUMERIC) {
                            String shown = formatter.formatCellValue(cell);
                            double characters = workbook.getSheet(name).getColumnWidth(cell.getColumnIndex()) / 256.0;
                            assertThat(shown).as(name + cell.getAddress()).matches("-?[0-9,]+(\\.[0-9]+)?");
                            assertThat(shown.length() + 1.0)
                                    .as(name + cell.getAddress())
                                    .isLessThan(characters);
                            if (cell.getNumericCellValue() != 0) {
                                assertThat(shown).as(name + cell.getAddress()).matches(".*[1-9].*");
                            }
                        }
                    }
                }
            }
        }
    }

    @Test
    void theSameInputGivesTheSameBytesInAnyTimeZone() throws IOException {
        TimeZone before = TimeZone.getDefault();
        byte[] first = write(SampleSweeps.workedCases());
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            assertThat(write(SampleSweeps.workedCases())).isEqualTo(first);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void theFileKnowsNoTimeAndNoUser() throws IOException {
        Map<String, byte[]> entries = entries(write(SampleSweeps.workedCases()));
        String core = new String(entries.get("docProps/core.xml"), StandardCharsets.UTF_8);
        assertThat(core).contains("<dc:title>worked-cases</dc:title>", "<dc:creator>Sweepbook 0.1.0</dc:creator>");
        assertThat(core).doesNotContain("created", "modified", "dcterms");
    }

    @Test
    void everyPartIsWellFormedXmlAndOnlySheetsHoldFormulas() throws Exception {
        for (Map.Entry<String, byte[]> entry :
                entries(write(SampleSweeps.workedCases())).entrySet()) {
            Document xml = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(entry.getValue()));
            assertThat(xml.getElementsByTagName("f").getLength() == 0
                            || entry.getKey().startsWith("xl/worksheets/"))
                    .as(entry.getKey())
                    .isTrue();
        }
    }

    @Test
    void aPlainReaderFindsTheCells() throws Exception {
        byte[] sheet = entries(write(SampleSweeps.workedCases())).get("xl/worksheets/sheet3.xml");
        Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(sheet));
        Map<String, String> cells = new HashMap<>();
        var all = xml.getElementsByTagName("c");
        for (int i = 0; i < all.getLength(); i++) {
            var cell = (org.w3c.dom.Element) all.item(i);
            cells.put(cell.getAttribute("r"), cell.getTextContent());
        }
        assertThat(cells)
                .containsEntry("A1", "Scenario")
                .containsEntry("A2", "1")
                .containsEntry("B14", "gopher-280b");
        assertThat(xml.getElementsByTagName("row").getLength()).isEqualTo(25);
        assertThat(((org.w3c.dom.Element) xml.getElementsByTagName("dimension").item(0)).getAttribute("ref"))
                .isEqualTo("A1:AF25".replace("AF", lastColumn(cells)));
    }

    private static String lastColumn(Map<String, String> cells) {
        return cells.keySet().stream()
                .filter(at -> at.endsWith("1") && at.replaceAll("[A-Z]", "").equals("1"))
                .map(at -> at.replaceAll("[0-9]", ""))
                .max(java.util.Comparator.comparing(String::length).thenComparing(java.util.Comparator.naturalOrder()))
                .orElseThrow();
    }

    @Test
    void textThatLooksLikeAFormulaStaysText() throws IOException {
        List<String> ids =
                List.of("=1+1", "=HYPERLINK(\"http://x\",\"y\")", "@SUM(1)", "a_x0041_b", "<b>&\"", "tab\tz");
        List<ModelArchitecture> models = ids.stream()
                .map(id -> SampleSweeps.model(id, 2, 128, 1000, 5e5))
                .toList();
        SweepFile file = SampleSweeps.file("=2+2", models);
        byte[] bytes = write(file);
        try (XSSFWorkbook workbook = open(bytes)) {
            for (int i = 0; i < ids.size(); i++) {
                Cell cell = cell(workbook, "Scenarios", "model", i + 1);
                assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
                assertThat(cell.getStringCellValue()).isEqualTo(ids.get(i));
            }
            assertThat(workbook.getSheet("Summary").getRow(0).getCell(0).getStringCellValue())
                    .isEqualTo("=2+2");
        }
    }

    @Test
    void charactersXmlForbidsAreReplaced() throws IOException {
        ModelArchitecture model = SampleSweeps.model("a\u0001b\uD800c\uFFFFd\uD83D\uDE00", 2, 128, 1000, 5e5);
        try (XSSFWorkbook workbook = open(write(SampleSweeps.file("x", List.of(model))))) {
            assertThat(cell(workbook, "Scenarios", "model", 1).getStringCellValue())
                    .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uD83D\uDE00");
        }
    }

    @Test
    void whatIsEmptyIsAnEmptyCellAndAFlagIsABoolean() throws IOException {
        SweepFile file = SampleSweeps.file(
                "x",
                List.of(SampleSweeps.gopher()),
                GridAxis.of(Axis.WEIGHT_DTYPE, List.of(DataType.BF16, DataType.FP8)));
        try (XSSFWorkbook workbook = open(write(file))) {
            assertThat(cell(workbook, "Latency", "fits", 1).getBooleanCellValue())
                    .isFalse();
            assertThat(shown(cell(workbook, "Latency", "fits", 2))).isEqualTo("");
            assertThat(shown(cell(workbook, "Latency", "decode_step_seconds", 2)))
                    .isEqualTo("");
        }
    }

    @Test
    void aFullSheetIsContinuedOnTheNext() throws IOException {
        try (XSSFWorkbook workbook = open(write(SampleSweeps.workedCases(), 10))) {
            assertThat(names(workbook))
                    .containsSubsequence(
                            "Latency", "Latency (2)", "Latency (3)", "KV cache", "KV cache (2)", "KV cache (3)");
            assertThat(workbook.getSheet("Latency").getLastRowNum()).isEqualTo(10);
            assertThat(workbook.getSheet("Latency (3)").getLastRowNum()).isEqualTo(4);
            assertThat(workbook.getSheet("Latency (3)").getRow(0).getCell(0).getStringCellValue())
                    .isEqualTo("Scenario");
            assertThat(workbook.getSheet("Latency (3)").getRow(1).getCell(0).getNumericCellValue())
                    .isEqualTo(21.0);
        }
    }

    @Test
    void sheetsAndTheirRowsAreCountedForTheManifest() throws IOException {
        SweepFile file = SampleSweeps.workedCases();
        try (WorkbookSink sink =
                new WorkbookSink(new ByteArrayOutputStream(), file, Columns.of(file), SampleSweeps.FACTS, null)) {
            new RowCursor(file).forEach(sink::row);
            assertThat(sink.sheetRows()).isEmpty();
            sink.finish();
            assertThat(sink.sheetRows()).containsEntry("Latency", 24).containsEntry("Sources", 4);
            assertThat(sink.rows()).isEqualTo(24);
        }
    }
}
