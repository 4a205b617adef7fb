"""The checkers must find what is broken: each test breaks one thing of a good workbook and looks for the complaint.

    /usr/bin/python3 -B src/test/python/test_checks.py

Needs openpyxl, LibreOffice's soffice and poppler's pdftotext.
"""

import subprocess
import tempfile
import unittest
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table

import check_pdf
import check_workbook

PINNED = (1980, 1, 1, 0, 0, 0)
XML = '<?xml version="1.0" encoding="UTF-8"?>'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
CELL = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEADERS = {"A": ("Scenario", "scenario"), "B": ("Model", "model"), "C": ("Decode step (ms)", "decode_step_seconds"),
           "D": ("Batch", "batch_size")}


def text(reference, value, style=0):
    return f'<c r="{reference}" s="{style}" t="inlineStr"><is><t>{value}</t></is></c>'


def number(reference, value, style=0):
    return f'<c r="{reference}" s="{style}"><v>{value}</v></c>'


def hidden_note(column):
    return ('<v:shape type="#_x0000_t202" style="position:absolute;visibility:hidden"><x:ClientData ObjectType="Note">'
            f"<x:Row>0</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>")


def good_parts(widths=(10, 24, 18, 10), headers=None, rows=None, notes=True):
    headers = headers or HEADERS
    rows = rows or [text("B2", "llama-3.1-8b") + number("C2", 12.5) + number("D2", 8)]
    first = "".join(text(f"{column}1", title, 1) for column, (title, _) in headers.items())
    columns = "".join(f'<col min="{i}" max="{i}" width="{width}" customWidth="1"/>' for i, width in enumerate(widths, 1))
    data = "".join(f'<row r="{i}"{"" if "ht=" not in row else " " + row.split("|")[0]}>' + number(f"A{i}", i - 1)
                   + row.split("|")[-1] + "</row>" for i, row in enumerate(rows, 2))
    comments = "".join(f'<comment ref="{column}1" authorId="0"><text><t>{name}</t></text></comment>'
                       for column, (_, name) in headers.items())
    return {
        "[Content_Types].xml": f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{CELL}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{CELL}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{CELL}.styles+xml"/>'
        f'<Override PartName="/xl/comments1.xml" ContentType="{CELL}.comments+xml"/></Types>',
        "_rels/.rels": f'{XML}<Relationships {PACKAGE}><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{XML}<workbook {MAIN} xmlns:r="{OFFICE}"><sheets><sheet name="Latency" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{XML}<Relationships {PACKAGE}>'
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'{XML}<styleSheet {MAIN}><fonts count="1"><font><sz val="11"/><name val="Liberation Sans"/></font>'
        '</fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/>'
        '</cellStyleXfs><cellXfs count="3"><xf/><xf applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf><xf numFmtId="11" applyNumberFormat="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
        "xl/worksheets/sheet1.xml": f'{XML}<worksheet {MAIN}><dimension ref="A1:D{len(rows) + 1}"/><cols>{columns}</cols>'
        f'<sheetData><row r="1">{first}</row>{data}</sheetData><legacyDrawing xmlns:r="{OFFICE}" r:id="r2"/></worksheet>',
        "xl/worksheets/_rels/sheet1.xml.rels": f'{XML}<Relationships {PACKAGE}>'
        f'<Relationship Id="r1" Type="{OFFICE}/comments" Target="../comments1.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/vmlDrawing" Target="../vmlDrawing1.vml"/></Relationships>',
        "xl/comments1.xml": f"{XML}<comments {MAIN}><authors><author>Sweepbook</author></authors>"
        f"<commentList>{comments if notes else ''}</commentList></comments>",
        "xl/vmlDrawing1.vml": '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        f'xmlns:x="urn:schemas-microsoft-com:office:excel">{"".join(map(hidden_note, range(len(headers))))}</xml>',
    }


class Checked(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.path = self.folder / "book.xlsx"

    def write(self, parts, time=PINNED):
        with zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(zipfile.ZipInfo(name, time), content)

    def complains(self, problems, words):
        self.assertTrue(any(words in problem for problem in problems), f"{words!r} not in {problems}")


class WorkbookTest(Checked):
    def problems(self, parts, time=PINNED):
        self.write(parts, time)
        return check_workbook.check(self.path)[0]

    def changed(self, old, new, part="xl/worksheets/sheet1.xml"):
        parts = good_parts()
        self.assertIn(old, parts[part])
        return self.problems({**parts, part: parts[part].replace(old, new)})

    def test_a_good_workbook_passes(self):
        self.assertEqual([], self.problems(good_parts()))

    def table(self, change):
        """A good table with a link and a format, of which one thing is changed."""
        book = openpyxl.Workbook()
        sheet = book.active
        for row in [("Scenario", "Fits"), (1, True), (2, False)]:
            sheet.append(row)
        table = Table(displayName="sb_latency", ref="A1:B3")
        table._initialise_columns()  # else the columns would be called after the changed cells
        for column, title in zip(table.tableColumns, ("Scenario", "Fits")):
            column.name = title
        sheet.add_table(table)
        sheet.conditional_formatting.add("B2:B3", FormulaRule(formula=["B2=FALSE"]))
        sheet["A1"].hyperlink = Hyperlink(ref="A1", location="'Sheet'!A1")
        change(sheet)
        book.save(self.path)
        again, counted = openpyxl.load_workbook(self.path), check_workbook.Counter()
        return [*check_workbook.tables(again, counted), *check_workbook.links(again, counted)]

    def test_tables_links_and_formats(self):
        def shorter(sheet):
            sheet.conditional_formatting.add("A2:A2", FormulaRule(formula=["A2=1"]))

        self.assertEqual([], self.table(lambda sheet: None))
        self.complains(self.table(lambda sheet: sheet.__setitem__("B1", "Other")), "are not its headers")
        self.complains(self.table(shorter), "does not cover table")
        self.complains(self.table(lambda sheet: sheet["A1"].hyperlink.__setattr__("location", "'Gone'!A1")), "not there")
        self.complains(self.table(lambda sheet: sheet.__setattr__("title", "Latency")), "without the named style")

    def test_an_empty_folder_is_no_pass(self):
        self.assertEqual(1, check_workbook.main(self.folder))

    def test_broken_xml_is_found(self):
        self.complains(self.changed("</sheetData>", ""), "mismatched tag")

    def test_a_damaged_byte_is_found(self):
        self.write(good_parts())
        data = bytearray(self.path.read_bytes())
        with zipfile.ZipFile(self.path) as archive:
            entry = archive.getinfo("xl/worksheets/sheet1.xml")
        middle = entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2
        data[middle] ^= 0xFF
        self.path.write_bytes(data)
        with self.assertRaises(Exception):
            with zipfile.ZipFile(self.path) as archive:
                archive.read("xl/worksheets/sheet1.xml")
        self.assertTrue(check_workbook.check(self.path)[0])

    def test_a_part_without_content_type_is_found(self):
        self.complains(self.problems({**good_parts(), "xl/odd.bin": "x"}), "xl/odd.bin: no content type")

    def test_a_missing_part_is_found(self):
        parts = good_parts()
        del parts["xl/styles.xml"]
        self.complains(self.problems(parts), "xl/styles.xml is not there")

    def test_infinity_as_a_number_is_found(self):
        self.complains(self.changed("<v>12.5</v>", "<v>Infinity</v>"), "C2 is no number: Infinity")

    def test_a_cell_outside_the_dimension_is_found(self):
        self.complains(self.changed("A1:D2", "A1:C2"), "D2 is outside the dimension A1:C2")

    def test_cells_out_of_order_are_found(self):
        self.complains(self.changed('r="D2"', 'r="B2"'), "B2 stands in the wrong place")

    def test_a_formula_that_runs_a_program_is_found(self):
        self.complains(self.changed("<v>12.5</v>", "<f>cmd|' /C calc'!A0</f><v>0</v>"), "reaches outside")

    def test_a_formula_without_a_value_is_found(self):
        self.complains(self.changed("<v>12.5</v>", "<f>1+1</f>"), "without a cached value")

    def test_a_path_is_found(self):
        self.complains(self.changed("llama-3.1-8b", "/home/someone/x.yaml"), "a path, '/home/someone/x.yaml")
        self.complains(self.changed("llama-3.1-8b", "C:\\Users\\x.yaml"), "a path, ")

    def test_the_time_of_the_run_is_found(self):
        now = check_workbook.datetime.date.today()
        self.complains(self.problems(good_parts(), (now.year, now.month, now.day, 1, 2, 4)), "carry the time of the run")
        self.complains(self.changed("llama-3.1-8b", now.isoformat()), "the date of the run")

    def test_a_macro_is_found(self):
        self.complains(self.problems({**good_parts(), "xl/vbaProject.bin": "x"}), "reaches outside, or runs")

    def test_a_climbing_name_is_found(self):
        self.complains(self.problems({**good_parts(), "../x.rels": f"{XML}<a/>"}), "not a plain name")


class PdfTest(Checked):
    def problems(self, parts):
        self.write(parts)
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        subprocess.run(["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", self.folder, self.path],
                       check=True, capture_output=True)
        return check_pdf.check(self.path, self.folder / "book.pdf")[0]

    def test_a_good_workbook_passes(self):
        self.assertEqual([], self.problems(good_parts()))

    def test_wrapped_titles_and_texts_pass(self):
        note = "a longer text that takes several lines of its cell"
        headers = {**HEADERS, "C": ("Time of one decode step (ms)", "decode_step_seconds")}
        rows = [f'ht="30" customHeight="1"|{text("B2", note, 1)}' + number("C2", 1) + number("D2", 2),
                text("B3", "b") + number("C3", 1) + number("D3", 2)]
        self.assertEqual([], self.problems(good_parts(headers=headers, rows=rows)))

    def test_a_workbook_without_a_pdf_is_no_pass(self):
        self.write(good_parts())
        self.assertEqual(1, check_pdf.main(self.folder, self.folder / "nowhere"))
        self.assertEqual(1, check_pdf.main(self.folder / "nowhere", self.folder))

    def test_a_number_too_wide_for_its_column_is_found(self):
        rows = [text("B2", "m") + number("C2", 12) + number("D2", 123456789)]
        self.complains(self.problems(good_parts(widths=(10, 24, 18, 2), rows=rows)), "###")

    def test_a_raw_exponent_is_found(self):
        rows = [text("B2", "m") + number("C2", "1.2E-5", 2) + number("D2", 2)]
        self.complains(self.problems(good_parts(rows=rows)), "1.20E-05")

    def test_an_error_value_is_found(self):
        rows = [text("B2", "m") + '<c r="C2" t="e"><v>#VALUE!</v></c>' + number("D2", 2)]
        self.complains(self.problems(good_parts(rows=rows)), "#VALUE!")

    def test_a_text_cut_by_its_column_is_found(self):
        rows = [text("B2", "a-model-with-a-long-name-and-more") + number("C2", 12) + number("D2", 2)]
        self.complains(self.problems(good_parts(widths=(10, 12, 18, 10), rows=rows)), "stands whole 0 of 1 times")

    def test_one_cut_text_among_whole_ones_is_found(self):
        name = "a-model-with-a-long-name-and-more"
        rows = [text("B2", name) + number("D2", 2), text("B3", name) + number("C3", 12) + number("D3", 2)]
        self.complains(self.problems(good_parts(widths=(10, 20, 18, 10), rows=rows)), "stands whole 1 of 2 times")

    def test_a_text_cut_by_its_row_is_found(self):
        long = "a longer text that takes several lines of its cell"
        rows = [f'ht="12" customHeight="1"|{text("B2", long, 1)}' + number("C2", 1) + number("D2", 2),
                text("B3", "below") + number("C3", 1) + number("D3", 2)]
        self.complains(self.problems(good_parts(widths=(10, 12, 18, 10), rows=rows)), "on top of each other")

    def test_a_header_without_unit_is_found(self):
        headers = {**HEADERS, "C": ("Decode step", "decode_step_seconds")}
        self.complains(self.problems(good_parts(headers=headers)), "'Decode step' (decode_step_seconds) has no unit")

    def test_a_header_without_note_is_found(self):
        self.complains(self.problems(good_parts(notes=False)), "has no note")


if __name__ == "__main__":
    unittest.main()
