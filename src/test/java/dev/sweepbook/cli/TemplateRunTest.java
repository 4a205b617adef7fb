package dev.sweepbook.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports made from {@code templates/board.xlsx} of the test resources, which XlsxWriter wrote. */
class TemplateRunTest {
    private static final String THREE_BATCHES = """
            name: drei Größen
            description: three batches on two devices
            models: [llama-3.1-8b]
            hardware: [h100-sxm, mi300x]
            sweep: {batch_size: [1, 8, 64]}
            report: {template: board.xlsx}
            """;

    @TempDir
    Path top;

    private Shell shell;
    private Path templates;

    @BeforeEach
    void putTheTemplate() throws IOException {
        shell = new Shell(top, false);
        templates = Files.createDirectories(top.resolve("templates"));
        try (InputStream in = TemplateRunTest.class.getResourceAsStream("/templates/board.xlsx")) {
            Files.copy(in, templates.resolve("board.xlsx"));
        }
    }

    private int run(String yaml) throws IOException {
        Path file = shell.put("x.yaml", yaml);
        return shell.call("run", file, "--output", shell.output(), "--templates", templates, "--quiet");
    }

    private XSSFWorkbook report() throws IOException {
        assertThat(run(THREE_BATCHES)).as(shell.err()).isZero();
        return read();
    }

    private XSSFWorkbook read() throws IOException {
        return new XSSFWorkbook(Files.newInputStream(shell.output().resolve("x.xlsx")));
    }

    private String part(String name) throws IOException {
        try (ZipFile zip = new ZipFile(shell.output().resolve("x.xlsx").toFile())) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String formula(Sheet sheet, String cell) {
        var place = new org.apache.poi.ss.util.CellReference(cell);
        return sheet.getRow(place.getRow()).getCell(place.getCol()).getCellFormula();
    }

    private static List<String> texts(Sheet sheet, int row) {
        List<String> texts = new ArrayList<>();
        sheet.getRow(row - 1).forEach(cell -> texts.add(new DataFormatter().formatCellValue(cell)));
        return texts;
    }

    @Test
    void theTemplatesSheetsComeFirstAndTheReportsAreAdded() throws IOException {
        try (XSSFWorkbook book = report()) {
            List<String> names = new ArrayList<>();
            book.forEach(sheet -> names.add(sheet.getSheetName()));

            assertThat(names)
                    .startsWith("Deckblatt ü", "Board", "Kosten", "geheim", "Latency", "Mine", "Summary")
                    .contains("Scenarios", "Cost", "Equations")
                    .doesNotHaveDuplicates();
            assertThat(book.isSheetHidden(3)).isTrue();
        }
    }

    @Test
    void theCoverSaysWhatRanAndKeepsItsPictureAndFormulas() throws IOException {
        try (XSSFWorkbook book = report()) {
            XSSFSheet cover = book.getSheet("Deckblatt ü");

            assertThat(texts(cover, 2)).containsExactly("drei Größen");
            assertThat(texts(cover, 3)).containsExactly("three batches on two devices");
            assertThat(texts(cover, 4).get(0)).startsWith("by Sweepbook ").doesNotContain("$");
            assertThat(cover.getRow(1).getCell(1).getCellStyle().getFont().getFontHeightInPoints())
                    .isEqualTo((short) 20);
            assertThat(cover.createDrawingPatriarch().getShapes()).hasSize(1);
            assertThat(formula(cover, "B6")).isEqualTo("MAX(Board!D5:D10)");
            assertThat(formula(cover, "B7")).isEqualTo("SUM(sb_latency[Step])");
            assertThat(formula(cover, "B8")).isEqualTo("COUNT(Kosten!A3:A8)");
            assertThat(formula(cover, "B9")).isEqualTo("MAX(Latency!H:H)");
            assertThat(formula(cover, "B10")).isEqualTo("Board!D13");
            assertThat(book.getForceFormulaRecalculation()).isTrue();
        }
    }

    @Test
    void aTableOfTheTemplateGetsTheColumnsItsHeadersName() throws IOException {
        try (XSSFWorkbook book = report()) {
            XSSFSheet board = book.getSheet("Board");
            Sheet latency = book.getSheet("Latency");
            Map<String, Integer> columns = new HashMap<>();
            latency.getRow(0).forEach(cell -> columns.put(cell.getStringCellValue(), cell.getColumnIndex()));

            assertThat(texts(board, 4)).containsExactly("hardware", "Batch size", "Step", "Bound", "Twice");
            double[] batches = {1, 8, 64, 1, 8, 64};
            for (int line = 0; line < 6; line++) {
                Row row = board.getRow(4 + line);
                assertThat(row.getCell(1).getStringCellValue()).isEqualTo(line < 3 ? "h100-sxm" : "mi300x");
                assertThat(row.getCell(2).getNumericCellValue()).isEqualTo(batches[line]);
                assertThat(row.getCell(3).getNumericCellValue())
                        .isEqualTo(latency.getRow(1 + line)
                                .getCell(columns.get("Decode step (ms)"))
                                .getNumericCellValue())
                        .isPositive();
                assertThat(row.getCell(3).getCellStyle().getDataFormatString()).isEqualTo("0.00\" ms\"");
                assertThat(((XSSFCellStyle) row.getCell(3).getCellStyle())
                                .getFont()
                                .getItalic())
                        .isTrue();
                assertThat(row.getCell(4).getStringCellValue()).isEqualTo("memory");
                assertThat(row.getCell(5).getCellFormula()).isEqualTo("sb_latency[[#This Row],[Step]]*2");
            }
            assertThat(texts(board, 5)).endsWith("beside");
        }
    }

    @Test
    void whatStandsAroundTheTableFollowsIt() throws IOException {
        try (XSSFWorkbook book = report()) {
            XSSFSheet board = book.getSheet("Board");

            assertThat(board.getTables().get(0).getCTTable().getRef()).isEqualTo("B4:F10");
            assertThat(board.getTables().get(0).getCTTable().getAutoFilter().getRef())
                    .isEqualTo("B4:F10");
            assertThat(texts(board, 13).get(0)).isEqualTo("Total");
            assertThat(formula(board, "D13")).isEqualTo("SUM(D5:D10)");
            assertThat(formula(board, "D14")).isEqualTo("D13*2");
            assertThat(board.getMergedRegions().toString()).contains("A14:C14");
            assertThat(board.getSheetConditionalFormatting()
                            .getConditionalFormattingAt(0)
                            .getFormattingRanges()[0]
                            .formatAsString())
                    .isEqualTo("D5:D10");
            assertThat(board.getDataValidations()
                            .get(0)
                            .getRegions()
                            .getCellRangeAddress(0)
                            .formatAsString())
                    .isEqualTo("C5:C10");
            assertThat(book.getPrintArea(1)).isEqualTo("Board!$A$1:$F$10");
            assertThat(book.getName("steps").getRefersToFormula()).isEqualTo("Board!$D$5:$D$10");
            assertThat(board.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 4);
            assertThat(part("xl/worksheets/sheet2.xml"))
                    .contains("<xm:sqref>D5:D10</xm:sqref>", "<xm:f>Board!D5:D10</xm:f>", "<xm:sqref>H2</xm:sqref>");
        }
    }

    @Test
    void aChartOfTheTemplateFollowsTheLinesAndKnowsTheirValues() throws IOException {
        report().close();
        String chart = part("xl/charts/chart1.xml");

        assertThat(chart).contains("<c:f>Board!$C$5:$C$10</c:f>", "<c:f>Board!$D$5:$D$10</c:f>");
        assertThat(chart.substring(chart.indexOf("<c:cat>"), chart.indexOf("</c:cat>")))
                .contains("<c:ptCount val=\"6\"/>", "<c:pt idx=\"2\"><c:v>64.0</c:v></c:pt>");
        assertThat(part("xl/drawings/drawing2.xml")).contains("<xdr:row>16</xdr:row>"); // row 12 and five more
    }

    @Test
    void aRowWithPlaceholdersIsRepeatedForEachScenario() throws IOException {
        try (XSSFWorkbook book = report()) {
            XSSFSheet costs = book.getSheet("Kosten");

            assertThat(texts(costs, 3)).startsWith("1", "Batch 1 on h100-sxm");
            assertThat(texts(costs, 8)).startsWith("6", "Batch 64 on mi300x");
            assertThat(costs.getRow(2).getCell(2).getNumericCellValue()).isPositive();
            assertThat(costs.getRow(7).getCell(2).toString()).as("no price").isEmpty();
            assertThat(formula(costs, "D8")).isEqualTo("C8*$F$1");
            assertThat(texts(costs, 9)).startsWith("end");
            assertThat(costs.getCellComments().keySet().toString()).isEqualTo("[A9]");
            assertThat(formula(book.getSheet("geheim"), "A2")).isEqualTo("Kosten!A9");
        }
    }

    @Test
    void aSheetOfAKnownNameIsFilledAndKeepsItsPictureAndColour() throws IOException {
        try (XSSFWorkbook book = report()) {
            XSSFSheet latency = book.getSheet("Latency");

            assertThat(texts(latency, 1)).startsWith("Scenario", "Model").doesNotContain("of an older report");
            assertThat(latency.getLastRowNum()).isEqualTo(6);
            assertThat(latency.getTabColor().getARGBHex()).isEqualTo("FF8A4300");
            assertThat(latency.createDrawingPatriarch().getShapes()).hasSize(1);
            assertThat(latency.getTables().get(0).getName()).isEqualTo("sb_latency_all");
        }
    }

    @Test
    void aTableOfModelsKeepsTheColumnsOfItsOwn() throws IOException {
        try (XSSFWorkbook book = report()) {
            XSSFSheet mine = book.getSheet("Mine");

            assertThat(texts(mine, 3)).containsExactly("llama-3.1-8b", "ask Kim");
            assertThat(book.getSheet("Models").getTables().get(0).getName()).isEqualTo("sb_models_all");
        }
    }

    @Test
    void theSameBytesTwiceAndOtherOnesForAnotherTemplate() throws IOException {
        report().close();
        byte[] first = Files.readAllBytes(shell.output().resolve("x.xlsx"));
        Path file = shell.in().resolve("x.yaml");
        shell.call("run", file, "--output", top.resolve("again"), "--templates", templates, "--threads", 2);
        assertThat(Files.readAllBytes(top.resolve("again/x.xlsx"))).isEqualTo(first);

        assertThat(run(THREE_BATCHES)).isZero();
        assertThat(Files.readAllBytes(shell.output().resolve("x.xlsx"))).isEqualTo(first);
        rewrite(Map.of(
                "docProps/app.xml",
                "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                        + "extended-properties\"><Company>Another</Company></Properties>"));
        assertThat(run(THREE_BATCHES)).isZero();
        assertThat(part("docProps/app.xml")).contains("Another");
        assertThat(Files.readString(shell.output().resolve("x.manifest.json"))).contains("templates/board.xlsx");
    }

    /** Puts other text into parts of the template. */
    private void rewrite(Map<String, String> parts) throws IOException {
        Path file = templates.resolve("board.xlsx");
        Path other = templates.resolve("other.xlsx");
        try (ZipFile zip = new ZipFile(file.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(other))) {
            for (ZipEntry entry : java.util.Collections.list(zip.entries())) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                String text = parts.get(entry.getName());
                out.write(text == null ? bytes : text.getBytes(StandardCharsets.UTF_8));
            }
        }
        Files.move(other, file, REPLACE_EXISTING);
    }

    @Test
    void aTemplateThatIsNotThereIsNamedWhereItIsAskedFor() throws IOException {
        String missing = THREE_BATCHES.replace("board.xlsx", "bord.xlsx");

        assertThat(run(missing)).isEqualTo(1);
        assertThat(shell.err())
                .contains("x.yaml:6:20: report.template: there is no template 'bord.xlsx' in ")
                .contains("; did you mean board.xlsx?");
        assertThat(run(THREE_BATCHES.replace("board.xlsx", "../x.xlsx"))).isEqualTo(1);
        assertThat(shell.err()).contains("must be a name in the folder of templates, such as report.xlsx");
    }

    @Test
    void aRefusedTemplateIsAProblemOfTheFileAndStopsNoOther() throws IOException {
        rewrite(Map.of(
                "xl/sharedStrings.xml",
                "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
                        + "<si><t>${run.nam}</t></si>".repeat(60) + "</sst>"));
        shell.put("other.yaml", Shell.GOOD);
        shell.put("x.yaml", THREE_BATCHES);

        assertThat(shell.call("run", shell.in(), "--output", shell.output(), "--templates", templates))
                .isEqualTo(1);

        assertThat(shell.err())
                .contains("x.yaml:6:20: report.template: ")
                .contains("board.xlsx: Deckblatt ü!B2: unknown placeholder ${run.nam}");
        assertThat(shell.output().resolve("other.xlsx")).exists();
        assertThat(shell.call("validate", shell.in().resolve("x.yaml"), "--templates", templates))
                .isEqualTo(1);
    }

    @Test
    void theUsualTemplateIsTakenWhereNoneIsNamed() throws IOException {
        Files.move(templates.resolve("board.xlsx"), templates.resolve("report.xlsx"));

        assertThat(run(Shell.GOOD)).as(shell.err()).isZero();

        try (XSSFWorkbook book = read()) {
            assertThat(book.getSheetName(0)).isEqualTo("Deckblatt ü");
        }
    }

    @Test
    void aNamedStyleThatWasRestyledRestylesReportsAndTheirColours() throws IOException {
        Files.copy(Path.of("templates/report.xlsx"), templates.resolve("board.xlsx"), REPLACE_EXISTING);
        String styles;
        try (ZipFile zip = new ZipFile(templates.resolve("board.xlsx").toFile())) {
            styles = new String(
                    zip.getInputStream(zip.getEntry("xl/styles.xml")).readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(styles).contains("1F3A5F", "DCE9F5");
        rewrite(Map.of("xl/styles.xml", styles.replace("1F3A5F", "006644").replace("DCE9F5", "CCFFCC")));

        try (XSSFWorkbook book = report()) {
            XSSFSheet latency = book.getSheet("Latency");
            XSSFCellStyle header =
                    latency.getRow(0).getCell(1).getCellStyle(); // the first one leads back, and is light

            assertThat(header.getFillForegroundXSSFColor().getARGBHex()).isEqualTo("FF006644");
            assertThat(texts(book.getSheet("Summary"), 1)).startsWith("drei Größen");
            assertThat(book.getNumberOfSheets()).isGreaterThan(5);
        }
        assertThat(part("xl/styles.xml").replaceAll("(?s).*<dxfs", "<dxfs")).contains("CCFFCC");
    }

    @Test
    void aReportCanBeTheTemplateOfAnother() throws IOException {
        assertThat(run(Shell.GOOD)).isZero();
        Files.copy(shell.output().resolve("x.xlsx"), templates.resolve("board.xlsx"), REPLACE_EXISTING);

        try (XSSFWorkbook book = report()) {
            assertThat(book.getSheet("Scenarios").getLastRowNum()).isEqualTo(6);
            assertThat(book.getSheet("Scenarios").getTables()).hasSize(1);
            assertThat(book.getSheet("Scenarios").getTables().get(0).getName()).isEqualTo("sb_scenarios");
        }
    }
}
