package dev.sweepbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a living workbook was made for is found by the number of a scenario: rows can be sorted, prices edited, unmarked. */
final class SortedScenariosTest {
    private static final List<String> SHEETS = List.of("Scenarios", "Latency", "KV cache", "Batch thresholds", "Cost");

    /** Its third row does not fit; mixtral's threshold is a fixed point, which no formula finds. */
    private static final String ALIKE = """
            models: [llama-3.1-8b]
            hardware: [{id: own, extends: h100-sxm, price_per_hour: 2}]
            include:
              - {model: mixtral-8x7b, hardware: own, tensor_parallel: 2}
              - {model: llama-3.1-70b, hardware: own}
              - {model: llama-3.1-8b, hardware: own, price_per_device_hour: 3}
            """;

    @TempDir
    Path top;

    private Shell shell;

    @BeforeEach
    void begin() {
        shell = new Shell(top, false);
    }

    private Path workbook(String yaml) throws IOException {
        assertThat(shell.call("run", shell.put("x.yaml", yaml), "--output", top.resolve("out")))
                .as(shell.err())
                .isZero();
        return top.resolve("out/x.xlsx");
    }

    /** Turns the rows of Scenarios upside down, as sorting does: formulas stay, as they read their own row. */
    private static void turn(XSSFSheet sheet, Map<String, Integer> columns) {
        if (!sheet.getSheetName().equals("Scenarios")) {
            return;
        }
        int last = sheet.getLastRowNum();
        for (int up = 1, down = last; up < down; up++, down--) {
            for (int column : columns.values()) {
                Row upper = sheet.getRow(up);
                Row lower = sheet.getRow(down);
                Object above = held(upper.getCell(column));
                Object below = held(lower.getCell(column));
                put(upper, column, below);
                put(lower, column, above);
            }
        }
    }

    private static Object held(Cell cell) {
        CellType type = cell == null ? CellType.BLANK : cell.getCellType();
        return switch (type) {
            case NUMERIC -> cell.getNumericCellValue();
            case FORMULA -> "=" + cell.getCellFormula();
            case BLANK -> "";
            default -> cell.getStringCellValue();
        };
    }

    private static void put(Row row, int column, Object value) {
        Cell there = row.getCell(column);
        if (there != null && there.getCellType() == CellType.FORMULA) {
            return;
        }
        if (value instanceof Double number) {
            row.createCell(column).setCellValue(number);
        } else if (value.equals("")) {
            row.createCell(column).setBlank();
        } else if (!value.toString().startsWith("=")) {
            row.createCell(column).setCellValue(value.toString());
        }
    }

    /** The cells of some columns, or of all, by sheet, number and column, worked out after an edit. */
    private static Map<String, Object> cells(
            Path workbook, BiConsumer<XSSFSheet, Map<String, Integer>> edit, String... ids) throws IOException {
        Map<String, Object> cells = new TreeMap<>();
        try (Recalculated live = Recalculated.of(workbook, edit).withArrays()) {
            for (String name : SHEETS) {
                XSSFSheet sheet = live.book().getSheet(name);
                Map<String, Integer> columns = Recalculated.columns(sheet);
                if (ids.length > 0) {
                    columns.keySet().retainAll(List.of(ids));
                }
                for (int row = 1; row <= sheet.getLastRowNum(); row++) {
                    Object number = live.value(sheet.getRow(row).getCell(0));
                    for (Map.Entry<String, Integer> column : columns.entrySet()) {
                        Cell cell = sheet.getRow(row).getCell(column.getValue());
                        cells.put(
                                name + " " + number + " " + column.getKey(),
                                cell == null ? "" : rounded(live.value(cell)));
                    }
                }
            }
        }
        return cells;
    }

    private static Object rounded(Object value) {
        return value instanceof Double number ? String.format(java.util.Locale.ROOT, "%.11e", number) : value;
    }

    private static List<Object> column(Map<String, Object> cells, String sheet, String id) {
        List<Object> values = new ArrayList<>();
        cells.forEach((place, value) -> {
            if (place.startsWith(sheet + " ") && place.endsWith(" " + id)) {
                values.add(value);
            }
        });
        return values;
    }

    @Test
    void aSortedSheetOfScenariosSaysTheSameOfEachAndMarksNone() throws IOException {
        Path workbook = workbook(ALIKE);
        Map<String, Object> asRun = cells(workbook, (sheet, columns) -> {});
        assertThat(column(asRun, "Scenarios", "status").get(2).toString()).startsWith("does not fit: needs ");
        assertThat(column(asRun, "Scenarios", "run_again")).hasSize(4).containsOnly("");
        assertThat(cells(workbook, SortedScenariosTest::turn)).isEqualTo(asRun);
    }

    /** A row's steps are those of its place's formula set: what comes there from another is told to be out of date. */
    @Test
    void aRowThatComesWhereStepsStandOtherwiseIsMarked() throws IOException {
        Path workbook = workbook("""
                models: [gpt3-175b]
                hardware: [a100-sxm-80gb]
                sweep: {tensor_parallel: [8], formulas: [seed-2020, kipply-2022, roofline]}
                """);
        assertThat(marks(workbook, SortedScenariosTest::turn)).containsExactly("run again", "", "run again");
    }

    /** The marks on a sheet of results, in the order of the scenarios' numbers. */
    private static List<Object> marks(Path workbook, BiConsumer<XSSFSheet, Map<String, Integer>> edit)
            throws IOException {
        List<Object> marks = new ArrayList<>();
        try (Recalculated live = Recalculated.of(workbook, edit).withArrays()) {
            XSSFSheet latency = live.book().getSheet("Latency");
            int column = Recalculated.columns(latency).get("run_again");
            for (int row = 1; row <= latency.getLastRowNum(); row++) {
                marks.add(live.value(latency.getRow(row).getCell(column)));
            }
        }
        return marks;
    }

    /** 2 USD an hour of the device before, 5 after; the last row has its own 3 before, and 6 after. */
    @Test
    void aPriceIsFollowedWithoutAMark() throws IOException {
        Path workbook = workbook(ALIKE.replace(", price_per_hour: 2", ""));
        BiConsumer<XSSFSheet, Map<String, Integer>> prices = (sheet, columns) -> {
            if (sheet.getSheetName().equals("Hardware")) {
                sheet.getRow(1).getCell(columns.get("price_per_hour")).setCellValue(5);
            } else if (sheet.getSheetName().equals("Scenarios")) {
                sheet.getRow(4).getCell(columns.get("price_per_device_hour")).setCellValue(6);
            }
        };
        assertThat(marks(workbook, prices)).hasSize(4).containsOnly("");
        assertThat(column(cells(workbook, (sheet, columns) -> {}, "price_source"), "Cost", "price_source"))
                .containsExactly("placeholder", "placeholder", "placeholder", "given");
        Map<String, Object> edited = cells(workbook, prices, "price_source", "price_per_device_hour", "status");
        assertThat(column(edited, "Cost", "price_per_device_hour"))
                .containsExactly("5.00000000000e+00", "5.00000000000e+00", "5.00000000000e+00", "6.00000000000e+00");
        assertThat(column(edited, "Cost", "price_source")).containsOnly("given");
        assertThat(column(edited, "Scenarios", "status").get(2).toString()).startsWith("does not fit: needs ");
    }

    /** The summary counts it: its figures are of the old price. */
    @Test
    void aPriceCountsAmongTheEditsTheSummaryTells() throws IOException {
        try (Recalculated live = Recalculated.of(workbook(ALIKE), (sheet, columns) -> {
                    if (sheet.getSheetName().equals("Scenarios")) {
                        sheet.getRow(4)
                                .getCell(columns.get("price_per_device_hour"))
                                .setCellValue(6);
                    }
                })
                .withArrays()) {
            assertThat(live.value(live.book().getSheet("Summary").getRow(1).getCell(1))
                            .toString())
                    .startsWith("The inputs of 1 of 4 scenarios were edited since.");
        }
    }

    @Test
    void aBandwidthMarksTheRowsOfItsDevice() throws IOException {
        assertThat(marks(workbook(ALIKE), (sheet, columns) -> {
                    if (sheet.getSheetName().equals("Hardware")) {
                        sheet.getRow(1).getCell(columns.get("memory_bandwidth")).setCellValue(2);
                    }
                }))
                .hasSize(4)
                .containsOnly("run again");
    }
}
