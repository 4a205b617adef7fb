package dev.sweepbook.write;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.xssf.usermodel.XSSFName;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
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
    private static final Pattern DIMENSION = Pattern.compile("<dimension [^>]*/>");
    private static final String CORE = "docProps/core.xml";

    private final String title;
    private final String maker;
    private final Styles styles;
    private final Map<String, String> names = new LinkedHashMap<>();
    private @Nullable TemplateBlocks template;
    private @Nullable NamedStyles namedStyles;
    private String stylesPart = "";
    private Vocabulary vocabulary = Vocabulary.none();

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

    /** Begins from a template in place of an empty workbook. */
    void begin(TemplateBlocks blocks) {
        template = blocks;
    }

    /** Makes names that formulas and readers can use: what each stands for, a formula without the equals sign. */
    void define(Map<String, String> defined) {
        names.putAll(defined);
    }

    /** Makes the texts that cells refer to by their numbers; not in a workbook that has such texts already. */
    void share(Vocabulary shared) {
        vocabulary = shared;
    }

    void write(List<SheetPart> sheets, OutputStream out) throws IOException {
        write(sheets, out, workbook -> {});
    }

    /** Writes the sheets and what POI adds to them. */
    void write(List<SheetPart> sheets, OutputStream out, Addition more) throws IOException {
        TemplateBlocks.Filled filled = template == null ? null : template.fill(sheets);
        Map<String, List<TemplateBlocks.Rows>> rows = filled == null ? Map.of() : filled.rows();
        try {
            write(sheets, rows, filled == null ? null : filled.parts(), out, more);
        } finally {
            for (List<TemplateBlocks.Rows> pieces : rows.values()) {
                for (TemplateBlocks.Rows piece : pieces) {
                    piece.rows().close();
                }
            }
        }
    }

    private void write(
            List<SheetPart> sheets,
            Map<String, List<TemplateBlocks.Rows>> rows,
            @Nullable Map<String, byte[]> base,
            OutputStream out,
            Addition more)
            throws IOException {
        Map<String, SheetPart> byEntry = new HashMap<>();
        byte[] skeleton = skeleton(base, sheets, byEntry, more);
        ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out);
        zip.setUseZip64(Zip64Mode.AsNeeded);
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(skeleton))) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                String name = entry.getName();
                byte[] bytes = from.readAllBytes();
                SheetPart sheet = byEntry.get(name);
                if (sheet != null) {
                    addSheet(zip, name, text(bytes), sheet);
                } else if (rows.containsKey(name)) {
                    addSheet(zip, name, text(bytes), rows.get(name));
                } else {
                    add(zip, name, part(name, bytes));
                }
            }
        }
        zip.finish();
        zip.flush();
    }

    private byte[] part(String name, byte[] bytes) {
        if (name.equals(CORE)) {
            return core();
        }
        return name.equals(stylesPart) ? bytes(named(text(bytes))) : bytes;
    }

    private String named(String xml) {
        return namedStyles == null ? xml : namedStyles.named(xml);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private XSSFWorkbook base(@Nullable Map<String, byte[]> parts) throws IOException {
        if (parts == null) {
            return new XSSFWorkbook();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return new XSSFWorkbook(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private byte[] skeleton(
            @Nullable Map<String, byte[]> base, List<SheetPart> sheets, Map<String, SheetPart> byEntry, Addition more)
            throws IOException {
        try (XSSFWorkbook workbook = base(base)) {
            share(workbook);
            namedStyles = styles.addTo(workbook, template == null ? Map.of() : template.styleNames());
            stylesPart = partName(workbook.getStylesSource().getPackagePart());
            Highlights highlights = new Highlights(workbook);
            SheetTable.Numbers tables = SheetTable.Numbers.of(workbook);
            for (SheetPart part : sheets) {
                XSSFSheet known = workbook.getSheet(part.name());
                if (known != null && template != null && template.keeps(part)) {
                    continue;
                }
                XSSFSheet sheet = known == null ? workbook.createSheet(part.name()) : known;
                SheetFrame.of(sheet, part, known != null);
                SheetNotes.add(sheet, workbook.getNumberOfSheets(), part.notes());
                SheetTable.add(sheet, tables, part);
                SheetLinks.add(sheet, part);
                highlights.add(sheet, part);
                Tab.colour(sheet);
                byEntry.put(partName(sheet.getPackagePart()), part);
            }
            if (template != null && template.calculates()) {
                workbook.setForceFormulaRecalculation(true);
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

    private void share(XSSFWorkbook workbook) {
        for (String text : vocabulary.texts()) {
            int at = workbook.getSharedStringSource().addSharedStringItem(new XSSFRichTextString(text));
            if (at != vocabulary.number(text)) {
                throw new IllegalStateException("others share texts already, so that " + text + " is number " + at);
            }
        }
    }

    private static String partName(PackagePart part) {
        return part.getPartName().getName().substring(1);
    }

    private static void define(XSSFWorkbook workbook, String name, String refersTo) {
        XSSFName known = workbook.getName(name);
        XSSFName defined = known == null ? workbook.createName() : known;
        defined.setNameName(name);
        defined.setRefersToFormula(refersTo);
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

    /** A sheet of the template, with rows in place of those left empty for them. */
    private static void addSheet(ZipArchiveOutputStream zip, String name, String sheet, List<TemplateBlocks.Rows> rows)
            throws IOException {
        List<DeflatedPart> pieces = new ArrayList<>();
        List<DeflatedPart> between = new ArrayList<>();
        try {
            // POI knows of none of the rows that come, and says how far the sheet reaches without them
            String xml = DIMENSION.matcher(sheet).replaceFirst("");
            int from = 0;
            for (TemplateBlocks.Rows piece : rows) {
                int at = xml.indexOf("<row r=\"" + piece.first() + "\"", from);
                int end = xml.indexOf('>', at);
                int behind = xml.charAt(end - 1) == '/' ? end + 1 : xml.indexOf("</row>", end) + "</row>".length();
                between.add(piece(xml.substring(from, at)));
                pieces.add(between.get(between.size() - 1));
                pieces.add(piece.rows());
                from = behind;
            }
            DeflatedPart tail = new DeflatedPart(null);
            between.add(tail);
            tail.write(bytes(xml.substring(from)));
            tail.endEntry();
            pieces.add(tail);
            addRaw(zip, name, pieces);
        } finally {
            for (DeflatedPart piece : between) {
                piece.close();
            }
        }
    }

    private static DeflatedPart piece(String text) throws IOException {
        DeflatedPart piece = new DeflatedPart(null);
        piece.write(bytes(text));
        piece.end();
        return piece;
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
        return bytes(xml.append("</dc:creator><cp:keywords>transformer inference, scenarios, latency, memory, cost"
                        + "</cp:keywords></cp:coreProperties>")
                .toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
