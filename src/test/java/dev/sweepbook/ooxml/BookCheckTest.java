package dev.sweepbook.ooxml;

import static dev.sweepbook.ooxml.Packages.SHEET;
import static dev.sweepbook.ooxml.Packages.base;
import static dev.sweepbook.ooxml.Packages.faults;
import static dev.sweepbook.ooxml.Packages.override;
import static dev.sweepbook.ooxml.Packages.relation;
import static dev.sweepbook.ooxml.Packages.relations;
import static dev.sweepbook.ooxml.Packages.sheet;
import static dev.sweepbook.ooxml.Packages.text;
import static dev.sweepbook.ooxml.Packages.types;
import static dev.sweepbook.ooxml.Packages.workbook;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BookCheckTest {
    private static final String SHEET_RELS = "xl/worksheets/_rels/sheet1.xml.rels";

    private final Map<String, String> parts = base();

    private List<String> broken(String part, String text) throws IOException {
        parts.put(part, text);
        return faults(parts);
    }

    @Test
    void aPlainWorkbookIsGood() throws IOException {
        assertThat(faults(parts)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "externalLink|xl/workbook.xml: has an external link: break the links to other workbooks",
                "oleObject|xl/workbook.xml: has an embedded OLE object",
                "package|xl/workbook.xml: has an embedded file (OLE object)",
                "connections|xl/workbook.xml: has a data connection, which is refreshed from outside",
                "control|xl/workbook.xml: has an ActiveX control",
                "dialogsheet|xl/workbook.xml: has a dialog of old macros",
                "http://schemas.microsoft.com/office/2006/relationships/vbaProject|xl/workbook.xml: has macros (VBA)",
                "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet|xl/workbook.xml: has a sheet of macros",
                "http://schemas.microsoft.com/office/2011/relationships/webextension|xl/workbook.xml: has an add-in that is loaded from the web",
                "volatileDependencies|xl/workbook.xml: asks other programs for values (RTD, DDE)",
            })
    void whatRunsOrReachesOutIsRefusedByItsRelation(String kind, String said) throws IOException {
        parts.put("xl/x.xml", "<x/>");
        String first = relation("rId1", "worksheet", "worksheets/sheet1.xml", false);
        assertThat(broken(
                        "xl/_rels/workbook.xml.rels",
                        relations(List.of(first, relation("rId2", kind, "x.xml", false)))))
                .containsExactly(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image|https://example.org/a.png|shows a remote image, https://example.org/a.png: put the picture into the workbook",
                "hyperlink|file:///etc/passwd|has a hyperlink to file:///etc/passwd: only web pages and mail addresses are taken",
                "hyperlink|\\\\server\\share\\x|has a hyperlink to \\\\server\\share\\x: only web pages and mail addresses are taken",
                "attachedTemplate|https://example.org/x|has an external link of the kind attachedtemplate to https://example.org/x",
            })
    void aTargetOutsideTheWorkbookIsRefused(String kind, String target, String said) throws IOException {
        assertThat(broken(SHEET_RELS, relations(List.of(relation("rId1", kind, target, true)))))
                .containsExactly(SHEET + ": " + said);
    }

    @Test
    void aLinkToAWebPageIsTaken() throws IOException {
        assertThat(broken(
                        SHEET_RELS,
                        relations(List.of(
                                relation("rId1", "hyperlink", "https://example.org/report", true),
                                relation("rId2", "hyperlink", "mailto:a@example.org", true)))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/vnd.ms-office.vbaProject|xl/a.bin: holds macros (VBA) or controls, embedded to be run",
                "application/vnd.ms-office.activeX+xml|xl/a.bin: holds macros (VBA) or controls, embedded to be run",
                "application/vnd.openxmlformats-officedocument.oleObject|xl/a.bin: is an embedded object (OLE)",
                "application/x-msdownload|xl/a.bin: is an embedded file of the kind application/x-msdownload",
            })
    void anEmbeddedFileIsRefusedByItsKind(String kind, String said) throws IOException {
        parts.put("[Content_Types].xml", types(override("xl/a.bin", kind)));
        assertThat(broken("xl/a.bin", "x")).containsExactly(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/vnd.ms-excel.sheet.macroEnabled.main+xml|is a workbook with macros (VBA), whatever its name: save it as .xlsx without macros",
                "application/vnd.ms-excel.template.macroEnabled.main+xml|is a workbook with macros (VBA), whatever its name: save it as .xlsx without macros",
                "application/vnd.ms-excel.sheet.binary.macroEnabled.main|is a binary workbook (.xlsb): save it as .xlsx",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml|is no workbook but application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            })
    void anotherKindOfFileIsRefusedWhateverItsName(String kind, String said) throws IOException {
        String types = types("").replaceFirst("application/vnd[^\"]*sheet.main\\+xml", kind);
        assertThat(broken("[Content_Types].xml", types)).containsExactly(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {SHEET, "[Content_Types].xml", "xl/workbook.xml", "_rels/.rels"})
    void aDocumentTypeIsRefusedInEveryPart(String part) throws IOException {
        String bomb = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;\">]>";
        assertThat(broken(part, bomb + parts.get(part)))
                .containsExactly(part + ": has a document type declaration (DTD): entities are refused");
    }

    @Test
    void anEntityNobodyDeclaredIsRefused() throws IOException {
        assertThat(broken(SHEET, parts.get(SHEET).replace("Report", "&ghost;")))
                .containsExactly(
                        SHEET
                                + ": is no well-formed XML: it is cut off, or a tag is not closed, or an entity is not one of XML's own");
    }

    @Test
    void bytesThatAreNoTextAreRefusedAndNothingIsPrinted() throws IOException {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        parts.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        bytes.put(SHEET, parts.get(SHEET).replace("Report", "Rap\u00fcrt").getBytes(StandardCharsets.ISO_8859_1));
        PrintStream usual = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertThat(faults(Packages.zipBytes(bytes)))
                    .containsExactly(SHEET + ": holds bytes that are no text in its encoding");
        } finally {
            System.setErr(usual);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aPartIsReadInTheEncodingItsFirstBytesSay() throws IOException {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        parts.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        String marked = "\ufeff" + parts.get(SHEET);
        for (Charset charset :
                new Charset[] {StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE}) {
            bytes.put(SHEET, marked.getBytes(charset));
            assertThat(faults(Packages.zipBytes(bytes))).as(charset.name()).isEmpty();
        }
        bytes.put(
                SHEET,
                ("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + parts.get(SHEET)).getBytes(StandardCharsets.UTF_8));
        assertThat(faults(Packages.zipBytes(bytes))).containsExactly(SHEET + ": says that it is UTF-16 and is not");
    }

    @Test
    void aDocumentTypeInAnotherEncodingIsRefused() throws IOException {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        parts.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        String wide = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><!DOCTYPE a SYSTEM \"file:///etc/passwd\">"
                + parts.get(SHEET);
        bytes.put(SHEET, wide.getBytes(StandardCharsets.UTF_16));
        assertThat(faults(Packages.zipBytes(bytes)))
                .containsExactly(SHEET + ": has a document type declaration (DTD): entities are refused");
        bytes.put(SHEET, ("<?xml version=\"1.0\" encoding=\"IBM037\"?>" + parts.get(SHEET)).getBytes("IBM037"));
        assertThat(faults(Packages.zipBytes(bytes)))
                .containsExactly(SHEET + ": is encoded in IBM037: the parts of a workbook are UTF-8 or UTF-16");
    }

    @Test
    @Timeout(20)
    void elementsWithoutEndAreRefusedBeforeTheyAreFollowed() throws IOException {
        String deep = "<a>".repeat(20_000) + "</a>".repeat(20_000);
        assertThat(broken(SHEET, sheet("", deep)))
                .containsExactly(SHEET + ": nests elements deeper than the limit of 128");
        assertThat(broken(SHEET, sheet("<row><c><v>" + deep + "</v></c></row>")))
                .containsExactly(SHEET + ": nests elements deeper than the limit of 128");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<row r=\"0\"/>|Cover: has a row numbered 0: rows are 1 to 1048576",
                "<row r=\"3\"/><row r=\"3\"/>|Cover: has row 3 behind row 3, or twice",
                "<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>|Cover!A1: stands in the wrong row or order, or twice",
                "<row r=\"1\"><c r=\"A2\"/></row>|Cover!A2: stands in the wrong row or order, or twice",
                "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>|Cover!A1: names shared string -1, the workbook has 0",
                "<row r=\"1\"><c r=\"A1\"><v>NaN</v></c></row>|Cover!A1: is no number: NaN",
                "<row r=\"1\"><c r=\"A1\"><v>1e999</v></c></row>|Cover!A1: is no number: 1e999",
                "<row r=\"1\"><c r=\"A1\" t=\"q\"><v>1</v></c></row>|Cover!A1: has a value of the unknown kind q",
                "<row r=\"1\"><c r=\"A1\" s=\"1\"/></row>|Cover!A1: has style 1, the workbook has 0",
            })
    void aCellThatBreaksReadersIsRefusedWithItsPlace(String rows, String said) throws IOException {
        assertThat(broken(SHEET, sheet(rows))).containsExactly(said);
    }

    @Test
    void aTextLongerThanACellHoldsIsRefused() throws IOException {
        assertThat(broken(SHEET, sheet("<row r=\"1\">" + text("B1", "x".repeat(32_768)) + "</row>")))
                .containsExactly("Cover!B1: holds 32,768 characters, the limit is 32,767");
    }

    @Test
    void aFormulaOutsideCellsIsLookedAtToo() throws IOException {
        String names = "<definedNames><definedName name=\"x\">cmd|'/c calc'!A1</definedName></definedNames>";
        assertThat(broken("xl/workbook.xml", workbook("<sheet name=\"Cover\" sheetId=\"1\" r:id=\"rId1\"/>", names)))
                .containsExactly("xl/workbook.xml, name x: has a formula that asks another program (DDE)");
        parts.putAll(base());
        String format = "<conditionalFormatting sqref=\"A1\"><cfRule type=\"expression\" priority=\"1\">"
                + "<formula>[1]Data!A1&gt;1</formula></cfRule></conditionalFormatting>";
        assertThat(broken(SHEET, sheet("", format)))
                .containsExactly(SHEET + ": has a formula with an external link to [1]");
    }

    @Test
    void aPictureThatFetchesOrRunsIsRefused() throws IOException {
        parts.put("[Content_Types].xml", types("<Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>"));
        String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:x=\"http://www.w3.org/1999/xlink\">";
        assertThat(broken("xl/media/a.svg", svg + "<image x:href=\"http://example.org/a\"/></svg>"))
                .containsExactly("xl/media/a.svg: shows a remote image");
        assertThat(broken("xl/media/a.svg", svg + "<script>1</script></svg>"))
                .containsExactly("xl/media/a.svg: is a picture that runs a script");
        assertThat(broken("xl/media/a.svg", svg + "<image href=\"data:image/png;base64,AA\"/></svg>"))
                .isEmpty();
        assertThat(broken("xl/drawings/a.vml", "<xml><v:imagedata src=\"http://example.org/a\"></xml>"))
                .containsExactly("xl/drawings/a.vml: shows a remote image");
        assertThat(broken("xl/drawings/a.vml", "<xml><br>not quite XML</xml>")).isEmpty();
    }

    @Test
    void aWorkbookNobodyCanSeeIsRefused() throws IOException {
        assertThat(broken(
                        "xl/workbook.xml",
                        workbook("<sheet name=\"Cover\" sheetId=\"1\" state=\"veryHidden\" r:id=\"rId1\"/>", "")))
                .containsExactly("has no visible sheet: every one is hidden");
    }

    @Test
    void twoSheetsOfOneNameAreRefused() throws IOException {
        assertThat(broken(
                        "xl/workbook.xml",
                        workbook(
                                "<sheet name=\"Cover\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"COVER\" sheetId=\"2\" r:id=\"rId1\"/>",
                                "")))
                .containsExactly("xl/workbook.xml: has two sheets named 'COVER'");
    }

    @Test
    void aStrictWorkbookIsRefusedByName() throws IOException {
        assertThat(broken(
                        "xl/workbook.xml",
                        parts.get("xl/workbook.xml")
                                .replace(Book.MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")))
                .containsExactly(
                        "xl/workbook.xml: is a Strict Open XML workbook: save it as plain .xlsx (Excel Workbook)");
    }

    @Test
    void aPartThatIsNotThereIsNamed() throws IOException {
        assertThat(broken(SHEET_RELS, relations("drawing", "../drawings/drawing1.xml")))
                .containsExactly(SHEET + ": refers to ../drawings/drawing1.xml, which is missing from the workbook");
        assertThat(broken(SHEET_RELS, relations("drawing", "../../../etc/x.xml")))
                .containsExactly(SHEET + ": refers to ../../../etc/x.xml, which is missing from the workbook");
    }
}
