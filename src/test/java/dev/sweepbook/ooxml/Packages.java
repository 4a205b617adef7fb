package dev.sweepbook.ooxml;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small good workbook as the texts of its parts, for tests that break one of them. */
public final class Packages {
    static final String REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private Packages() {}

    /** One sheet {@code Cover} with two cells. */
    public static Map<String, String> base() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", types(""));
        parts.put("_rels/.rels", relations("officeDocument", "xl/workbook.xml"));
        parts.put("xl/workbook.xml", workbook("<sheet name=\"Cover\" sheetId=\"1\" r:id=\"rId1\"/>", ""));
        parts.put("xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml"));
        parts.put(SHEET, sheet("<row r=\"1\">" + text("A1", "Report") + "</row>"));
        return parts;
    }

    static String types(String more) {
        return "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + "<Default Extension=\"png\" ContentType=\"image/png\"/>"
                + "<Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + TYPE + "sheet.main+xml\"/>"
                + "<Override PartName=\"/" + SHEET + "\" ContentType=\"" + TYPE + "worksheet+xml\"/>" + more
                + "</Types>";
    }

    static String override(String part, String kind) {
        return "<Override PartName=\"/" + part + "\" ContentType=\"" + kind + "\"/>";
    }

    static String relations(String kind, String target) {
        return relations(List.of(relation("rId1", kind, target, false)));
    }

    static String relations(List<String> relations) {
        return "<Relationships xmlns=\"" + Relation.NAMESPACE + "\">" + String.join("", relations) + "</Relationships>";
    }

    static String relation(String id, String kind, String target, boolean external) {
        String type = kind.contains(":") ? kind : REL + kind;
        return "<Relationship Id=\"" + id + "\" Type=\"" + type + "\" Target=\"" + target + "\""
                + (external ? " TargetMode=\"External\"" : "") + "/>";
    }

    static String workbook(String sheets, String more) {
        return "<workbook xmlns=\"" + Book.MAIN + "\" xmlns:r=\"" + Book.RELATIONS + "\"><sheets>" + sheets
                + "</sheets>" + more + "</workbook>";
    }

    static String sheet(String rows) {
        return sheet(rows, "");
    }

    static String sheet(String rows, String behind) {
        return "<worksheet xmlns=\"" + Book.MAIN + "\" xmlns:r=\"" + Book.RELATIONS + "\"><sheetData>" + rows
                + "</sheetData>" + behind + "</worksheet>";
    }

    public static String text(String place, String text) {
        return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    static String formula(String formula) {
        String escaped = formula.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
        return sheet("<row r=\"1\"><c r=\"A1\"><f>" + escaped + "</f><v>1</v></c></row>");
    }

    public static byte[] zip(Map<String, String> parts) {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        parts.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return zipBytes(bytes);
    }

    public static byte[] zipBytes(Map<String, byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Everything that is wrong with a file, as a template check would say it. */
    static List<String> faults(byte[] bytes) throws IOException {
        try (PackageFile file = PackageFile.open(bytes, Limits.TEMPLATE)) {
            return BookCheck.faults(Book.open(file), (sheet, cell) -> {}).stream()
                    .map(Fault::text)
                    .toList();
        } catch (Refused e) {
            return List.of(e.fault().text());
        }
    }

    static List<String> faults(Map<String, String> parts) throws IOException {
        return faults(zip(parts));
    }
}
