package dev.sweepbook.write;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFName;
import org.apache.poi.xssf.usermodel.XSSFPrintSetup;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/**
 * Puts sheets together to a workbook. POI makes everything but the rows: styles, panes, filters, print setup, names. Its
 * small package is then copied with the rows, deflated long before, put into their places. Entry times are fixed and the
 * properties hold none, so that the same sheets give the same bytes.
 */
final class WorkbookFile {
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);
    private static final String NO_ROWS = "<sheetData/>";
    private static final String CORE = "docProps/core.xml";

    private final String title;
    private final String maker;
    private final Styles styles;
    private final Map<String, String> names = new LinkedHashMap<>();

    WorkbookFile(String title, String maker, Styles styles) {
        this.title = title;
        this.maker = maker;
        this.styles = styles;
    }

    /** Something POI adds to the sheets. */
    @FunctionalInterface
    interface Addition {
        /** Adds it. */
        void addTo(XSSFWorkbook workbook) throws IOException;
    }

    /** Makes names that formulas and readers can use: what each stands for, a formula without the equals sign. */
    void define(Map<String, String> defined) {
        names.putAll(defined);
    }

    void write(List<SheetPart> sheets, OutputStream out) throws IOException {
        write(sheets, out, workbook -> {});
    }

    /** Writes the sheets and what POI adds to them. */
    void write(List<SheetPart> sheets, OutputStream out, Addition more) throws IOException {
        Map<String, SheetPart> byEntry = new HashMap<>();
        byte[] skeleton = skeleton(sheets, byEntry, more);
        ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out);
        zip.setUseZip64(Zip64Mode.AsNeeded);
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(skeleton))) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                byte[] bytes = from.readAllBytes();
                SheetPart sheet = byEntry.get(entry.getName());
                if (sheet != null) {
                    addSheet(zip, entry.getName(), new String(bytes, StandardCharsets.UTF_8), sheet);
                } else {
                    add(zip, entry.getName(), entry.getName().equals(CORE) ? core() : bytes);
                }
            }
        }
        zip.finish();
        zip.flush();
    }

    private byte[] skeleton(List<SheetPart> sheets, Map<String, SheetPart> byEntry, Addition more) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            styles.addTo(workbook);
            for (SheetPart part : sheets) {
                XSSFSheet sheet = workbook.createSheet(part.name());
                frame(sheet, part);
                print(sheet, part);
                SheetNotes.add(sheet, workbook.getNumberOfSheets(), part.notes());
                SheetTable.add(sheet, workbook.getNumberOfSheets(), part);
                byEntry.put(sheet.getPackagePart().getPartName().getName().substring(1), part);
            }
            more.addTo(workbook);
            names.forEach((name, refersTo) -> define(workbook, name, refersTo));
            workbook.getProperties()
                    .getExtendedProperties()
                    .getUnderlyingProperties()
                    .setApplication("Sweepbook");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            workbook.write(bytes);
            return bytes.toByteArray();
        }
    }

    private static void define(XSSFWorkbook workbook, String name, String refersTo) {
        XSSFName defined = workbook.createName();
        defined.setNameName(name);
        defined.setRefersToFormula(refersTo);
    }

    private static void frame(XSSFSheet sheet, SheetPart part) {
        SheetPart.Frame frame = part.table();
        sheet.getCTWorksheet().getDimension().setRef(part.area());
        for (int i = 0; i < part.widths().size(); i++) {
            sheet.setColumnWidth(i, (int)
                    Math.min(255 * 256, Math.round(part.widths().get(i) * 256)));
        }
        if (frame.frozenRows() > 0) {
            sheet.createFreezePane(frame.frozenColumns(), frame.frozenRows());
        }
        for (String range : part.merged()) {
            sheet.addMergedRegionUnsafe(CellRangeAddress.valueOf(range));
        }
        sheet.setDisplayGridlines(false);
    }

    private static void print(XSSFSheet sheet, SheetPart part) {
        XSSFPrintSetup setup = sheet.getPrintSetup();
        setup.setLandscape(true);
        setup.setPaperSize(XSSFPrintSetup.A4_PAPERSIZE);
        sheet.setFitToPage(true);
        setup.setFitWidth((short) part.pagesWide());
        setup.setFitHeight((short) 0);
        for (short side = 0; side < 4; side++) {
            sheet.setMargin(org.apache.poi.ss.usermodel.PageMargin.getByShortValue(side), side < 2 ? 0.4 : 0.6);
        }
        SheetPart.Frame frame = part.table();
        if (frame.frozenRows() > 0) {
            sheet.setRepeatingRows(new CellRangeAddress(0, frame.frozenRows() - 1, -1, -1));
        }
        if (part.pagesWide() > 1 && frame.frozenColumns() > 0) {
            sheet.setRepeatingColumns(new CellRangeAddress(-1, -1, 0, frame.frozenColumns() - 1));
        }
        sheet.getFooter().setLeft("&A");
        sheet.getFooter().setRight("Page &P of &N");
    }

    private static void addSheet(ZipArchiveOutputStream zip, String name, String xml, SheetPart sheet)
            throws IOException {
        int at = xml.indexOf(NO_ROWS);
        try (DeflatedPart head = new DeflatedPart(null);
                DeflatedPart tail = new DeflatedPart(null)) {
            head.write(bytes(xml.substring(0, at) + "<sheetData>" + sheet.head()));
            head.end();
            tail.write(bytes("</sheetData>" + xml.substring(at + NO_ROWS.length())));
            tail.endEntry();
            addRaw(zip, name, List.of(head, sheet.rows(), tail));
        }
    }

    private static void add(ZipArchiveOutputStream zip, String name, byte[] bytes) throws IOException {
        try (DeflatedPart part = new DeflatedPart(null)) {
            part.write(bytes);
            part.endEntry();
            addRaw(zip, name, List.of(part));
        }
    }

    private static void addRaw(ZipArchiveOutputStream zip, String name, List<DeflatedPart> pieces) throws IOException {
        @Nullable InputStream joined = null;
        long crc = 0;
        long size = 0;
        long deflated = 0;
        for (DeflatedPart piece : pieces) {
            crc = JoinedCrc.of(crc, piece.crc(), piece.size());
            size += piece.size();
            deflated += piece.deflatedSize();
            joined = joined == null
                    ? piece.open()
                    : new SequenceInputStream(Collections.enumeration(List.of(joined, piece.open())));
        }
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setTimeLocal(ENTRY_TIME);
        entry.setMethod(ZipEntry.DEFLATED);
        entry.setCrc(crc);
        entry.setSize(size);
        entry.setCompressedSize(deflated);
        try (InputStream in = joined == null ? InputStream.nullInputStream() : joined) {
            zip.addRawArchiveEntry(entry, in);
        }
    }

    private byte[] core() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                + "<cp:coreProperties"
                + " xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\""
                + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");
        CellText.append(xml, title);
        xml.append("</dc:title><dc:creator>");
        CellText.append(xml, maker);
        return bytes(xml.append("</dc:creator></cp:coreProperties>").toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
