package dev.sweepbook.books;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.xssf.streaming.SXSSFCell;
import org.apache.poi.xssf.streaming.SXSSFRow;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes the cells of a report with another library: {@code sxssf}, {@code fastexcel}, or {@code cells} for the text
 * from which {@code xlsxwriter_book.py} writes. Arguments: which, the scenario file, the output, the sheets.
 */
public final class OtherBook {
    private static final int WINDOW = 100;
    private static final int FLUSHED = 1000;

    private OtherBook() {}

    /** Writes the book. */
    public static void main(String[] args) throws IOException {
        Cells cells = new Cells(Path.of(args[1]), Arrays.asList(args).subList(3, args.length));
        int[] all = IntStream.range(0, cells.sheets().size()).toArray();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[2])))) {
            switch (args[0]) {
                case "sxssf" -> sxssf(cells, all, out);
                case "fastexcel" -> fastexcel(cells, all, out);
                case "cells" -> text(cells, all, out);
                default -> throw new IllegalArgumentException(args[0]);
            }
        }
    }

    /** As its documentation shows it: rows in a window, one style a column. */
    private static void sxssf(Cells cells, int[] all, OutputStream out) throws IOException {
        try (SXSSFWorkbook book = new SXSSFWorkbook(WINDOW)) {
            SXSSFSheet[] sheets = new SXSSFSheet[all.length];
            SXSSFRow[] rows = new SXSSFRow[all.length];
            CellStyle[][] styles = new CellStyle[all.length][];
            for (int sheet : all) {
                sheets[sheet] = book.createSheet(cells.sheets().get(sheet).title());
                SXSSFRow header = sheets[sheet].createRow(0);
                List<String> headers = cells.headers(sheet);
                styles[sheet] = new CellStyle[headers.size()];
                for (int at = 0; at < headers.size(); at++) {
                    header.createCell(at).setCellValue(headers.get(at));
                    styles[sheet][at] = book.createCellStyle();
                    styles[sheet][at].setDataFormat(book.createDataFormat().getFormat("#,##0.00"));
                }
            }
            cells.putInto(
                    new Cells.Target() {
                        @Override
                        public void row(int sheet) {
                            rows[sheet] = sheets[sheet].createRow(sheets[sheet].getLastRowNum() + 1);
                        }

                        @Override
                        public void cell(int sheet, int column, Object value) {
                            SXSSFCell cell = rows[sheet].createCell(column);
                            cell.setCellStyle(styles[sheet][column]);
                            if (value instanceof Double number) {
                                cell.setCellValue(number);
                            } else if (value instanceof Boolean flag) {
                                cell.setCellValue(flag);
                            } else if (value instanceof String text) {
                                cell.setCellValue(text);
                            }
                        }
                    },
                    all);
            book.write(out);
        }
    }

    /** One sheet after another: it streams into the archive. Without styles, which it keeps cell by cell. */
    private static void fastexcel(Cells cells, int[] all, OutputStream out) throws IOException {
        try (Workbook book = new Workbook(out, "bench", "1.0")) {
            for (int only : all) {
                Worksheet sheet = book.newWorksheet(cells.sheets().get(only).title());
                List<String> headers = cells.headers(only);
                for (int at = 0; at < headers.size(); at++) {
                    sheet.value(0, at, headers.get(at));
                }
                int[] row = new int[1];
                cells.putInto(
                        new Cells.Target() {
                            @Override
                            public void row(int ignored) throws IOException {
                                if (++row[0] % FLUSHED == 0) {
                                    sheet.flush();
                                }
                            }

                            @Override
                            public void cell(int ignored, int column, Object value) {
                                if (value instanceof Double number) {
                                    sheet.value(row[0], column, number);
                                } else if (value instanceof Boolean flag) {
                                    sheet.value(row[0], column, flag);
                                } else if (value instanceof String text) {
                                    sheet.value(row[0], column, text);
                                }
                            }
                        },
                        only);
                sheet.finish();
            }
        }
    }

    /** A line a row: the sheet, then each cell with its kind. */
    private static void text(Cells cells, int[] all, OutputStream out) throws IOException {
        BufferedWriter text = new BufferedWriter(new java.io.OutputStreamWriter(out, "UTF-8"));
        List<String> line = new ArrayList<>();
        cells.putInto(
                new Cells.Target() {
                    @Override
                    public void row(int sheet) throws IOException {
                        text.write(String.join("\t", line) + "\n");
                        line.clear();
                        line.add(cells.sheets().get(sheet).title());
                    }

                    @Override
                    public void cell(int sheet, int column, Object value) {
                        line.add(
                                value instanceof Double
                                        ? "n" + value
                                        : value instanceof Boolean ? "b" + value : value == null ? "" : "t" + value);
                    }
                },
                all);
        text.write(String.join("\t", line) + "\n");
        text.flush();
    }
}
