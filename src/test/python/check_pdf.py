"""Reads workbooks beside the PDFs that LibreOffice made of them, and fails on whatever a reader would stumble over.

    soffice --headless --convert-to pdf --outdir PDFS output/*.xlsx
    python3 src/test/python/check_pdf.py OUTPUT PDFS

OUTPUT and PDFS are folders; X.xlsx goes with X.pdf. Needs poppler's pdftotext. Checked for every workbook:
  - no ###, error value, or raw exponent such as 1.2E-05 on any page;
  - every title and every text cell of every visible sheet stands whole on a page, as often as the workbook has it
    (text cut by its column is not in the PDF);
  - no two words on top of each other (text cut by its row);
  - on per-scenario sheets every header has a note with the column's id, and a unit where the column measures something, in
    brackets or, for rates, in words ("Output tokens per second").
"""

import bisect
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from posixpath import join, normpath

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
PER_SCENARIO = ("Scenarios", "Latency", "KV cache", "Batch thresholds", "Parameters & FLOPs", "Cost")
MEASURES = re.compile(r"seconds|bytes|flops|_share|^mfu$|^mbu$|per_second|bandwidth|memory$|latency|power|price|usd_|joules")
NOT_A_NUMBER = re.compile(r"###|Err:\d+|#(?:VALUE!|NAME\?|DIV/0!|REF!|N/A|NUM!|NULL!)|\d(?:[.,]\d+)?E[+-]\d+")
AT_ONCE = 40


class Sheet:
    """The cells of a visible sheet: (row, column) to text or number, and the notes of its headers."""

    def __init__(self, name):
        self.name, self.texts, self.numbers, self.notes, self.header_row = name, {}, set(), {}, 1


def place(reference):
    letters, digits = re.fullmatch(r"\$?([A-Z]+)\$?(\d+)", reference).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits), column


def plain(node):
    """Text of a string, without phonetic readings, with _x000A_ escapes undone."""
    text = "".join(part.text or "" for part in node.iter(MAIN + "t"))
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def related(parts, part, kind):
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations in parts.namelist():
        for relation in ElementTree.fromstring(parts.read(relations)):
            if relation.get("Type").endswith("/" + kind):
                yield relation.get("Id"), normpath(join(folder, relation.get("Target"))).lstrip("/")


def sheets_of(path):
    with zipfile.ZipFile(path) as parts:
        shared = []
        if "xl/sharedStrings.xml" in parts.namelist():
            shared = [plain(item) for item in ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))]
        targets = dict(related(parts, "xl/workbook.xml", "worksheet"))
        for entry in ElementTree.fromstring(parts.read("xl/workbook.xml")).iter(MAIN + "sheet"):
            if entry.get("state", "visible") == "visible":
                yield read_sheet(parts, entry.get("name"), targets[entry.get(RELATION)], shared)


def read_sheet(parts, name, part, shared):
    sheet = Sheet(name)
    hidden = set()
    with parts.open(part) as xml:
        for _, node in ElementTree.iterparse(xml):
            if node.tag == MAIN + "col" and node.get("hidden") in ("1", "true"):
                hidden.update(range(int(node.get("min")), int(node.get("max")) + 1))
            elif node.tag == MAIN + "autoFilter":
                sheet.header_row = place(node.get("ref").split(":")[0])[0]
            elif node.tag == MAIN + "row":
                if node.get("hidden") not in ("1", "true"):
                    read_row(sheet, node, hidden, shared)
                node.clear()
    for _, comments in related(parts, part, "comments"):
        for comment in ElementTree.fromstring(parts.read(comments)).iter(MAIN + "comment"):
            sheet.notes[place(comment.get("ref"))] = plain(comment)
    return sheet


def read_row(sheet, row, hidden, shared):
    for cell in row.iter(MAIN + "c"):
        where, kind, value = place(cell.get("r")), cell.get("t", "n"), cell.find(MAIN + "v")
        if where[1] in hidden:
            continue
        if kind == "s":
            sheet.texts[where] = shared[int(value.text)]
        elif kind == "inlineStr":
            sheet.texts[where] = plain(cell)
        elif kind == "str" and value is not None:
            sheet.texts[where] = value.text or ""
        elif kind == "n" and value is not None:
            sheet.numbers.add(where)


class Word:
    """A word on a page, with the box it fills, in points."""

    __slots__ = ("page", "left", "top", "right", "bottom", "text")

    def __init__(self, page, left, top, right, bottom, text):
        self.page, self.left, self.top, self.right, self.bottom, self.text = page, left, top, right, bottom, text

    def height(self):
        return self.bottom - self.top

    def covers(self, other):
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        smaller = min((word.right - word.left) * word.height() for word in (self, other))
        return wide > 0 and high > 0 and wide * high > 0.4 * smaller


class Pages:
    """The words of a PDF, found again by their text and by their place."""

    def __init__(self, path):
        told = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, check=True).stdout
        # an illegal control character in a cell would make the page unreadable as XML
        told = re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", told)
        self.words, page = [], 0
        self.of_text, self.of_page = defaultdict(list), defaultdict(list)
        for node in ElementTree.fromstring(told).iter():
            if node.tag.endswith("}page"):
                page += 1
            elif node.tag.endswith("}word") and node.text and squeezed(node.text):
                box = [float(node.get(side)) for side in ("xMin", "yMin", "xMax", "yMax")]
                self.words.append(Word(page, *box, squeezed(node.text)))
        for word in sorted([*self.words, *self.parted()], key=lambda each: (each.page, each.top, each.left)):
            self.of_text[word.text].append(word)
            self.of_page[word.page].append(word)
            self.of_page[word.page, word.text[0]].append(word)
        self.tops = {place: [word.top for word in words] for place, words in self.of_page.items()}
        self.count = page

    def parted(self):
        """Texts that pdftotext ran together with the number in the cell before them."""
        for word in self.words:
            joined = re.fullmatch(r"([\d.,]+)([^\d.,].*)", word.text)
            if joined:
                share = len(joined[1]) / len(word.text)
                left = word.left + share * (word.right - word.left)
                yield Word(word.page, left, word.top, word.right, word.bottom, joined[2])

    def near(self, word, above, below, initial=None):
        """The words beside a word, all or those that begin with a letter: one line can have a hundred."""
        place = (word.page, initial) if initial else word.page
        tops = self.tops.get(place, [])
        first = bisect.bisect_left(tops, word.top + above * word.height())
        last = bisect.bisect_right(tops, word.top + below * word.height())
        return self.of_page[place][first:last] if tops else []

    def places(self, text, enough):
        """How many times the text stands whole on a page, counted up to enough."""
        found = 0
        for length in range(1, len(text) + 1):
            for word in self.of_text.get(text[:length], ()):
                found += self.goes_on(word, text[length:], word.left, word.right)
                if found >= enough:
                    return found
        return found

    def goes_on(self, word, rest, left, right):
        if not rest:
            return True
        for after in self.near(word, -0.4, 1.9, rest[0]):
            if rest.startswith(after.text) and self.follows(word, after, left, right):
                if self.goes_on(after, rest[len(after.text):], min(left, after.left), max(right, after.right)):
                    return True
        return False

    @staticmethod
    def follows(word, after, left, right):
        em = word.height()
        if abs(after.top - word.top) < 0.4 * em:
            return -0.3 * em < after.left - word.right < 1.2 * em
        below = 0.5 * em < after.top - word.top < 1.9 * em
        return below and after.right > left - 6 * em and after.left < right + 2 * em

    def overlaps(self):
        read = set(map(id, self.words))
        for word in self.words:
            for other in self.near(word, -0.7, 0.7):
                if id(other) in read and id(other) != id(word) and word.covers(other) and (
                        (other.top, other.left) >= (word.top, word.left)):
                    yield word, other


def squeezed(text):
    return re.sub(r"[\s\u00ad\u200b]+", "", text)


def on_pages(pages, texts):
    """What stands on a page and should not."""
    written = " ".join(texts)
    for word in pages.words:
        found = NOT_A_NUMBER.search(word.text)
        if found and word.text not in written:
            yield f"page {word.page}: {word.text}"
    for word, other in pages.overlaps():
        yield f"page {word.page}: '{word.text}' and '{other.text}' lie on top of each other"


def cut(pages, sheets):
    """Texts of the workbook that are not whole in the PDF."""
    cells = Counter(squeezed(text) for sheet in sheets for text in sheet.texts.values())
    where = {squeezed(text): f"{sheet.name} row {row} column {column}"
             for sheet in sheets for (row, column), text in sheet.texts.items()}
    del cells[""]
    for text, count in cells.items():
        found = pages.places(text, count)
        if found < count:
            yield f"{where[text]}: '{text[:70]}' stands whole {found} of {count} times"


def headers(sheet):
    """(title, whether it must have a unit or a note and has not) of each column of a per-scenario sheet."""
    for (row, column), title in sorted(sheet.texts.items()):
        if row != sheet.header_row:
            continue
        note = sheet.notes.get((row, column), "")
        known = re.search(r"\b[a-z][a-z0-9_.]*\b", note)
        if not known:
            yield title, f"{sheet.name}: header '{title}' has no note with the column's id"
            continue
        numeric = any(place[1] == column and place[0] > row for place in sheet.numbers)
        needs = numeric and MEASURES.search(known[0])
        has = re.search(r"\([^)]+\)\s*$| per second", title)
        yield title, f"{sheet.name}: header '{title}' ({known[0]}) has no unit" if needs and not has else None


def check(workbook, pdf):
    sheets, pages = list(sheets_of(workbook)), Pages(pdf)
    texts = [squeezed(text) for sheet in sheets for text in sheet.texts.values()]
    problems = list(on_pages(pages, texts)) + list(cut(pages, sheets))
    titles = [found for sheet in sheets if re.sub(r" \(\d+\)$", "", sheet.name) in PER_SCENARIO for found in headers(sheet)]
    problems += [problem for _, problem in titles if problem]
    checked = Counter(workbooks=1, sheets=len(sheets), pages=pages.count, words=len(pages.words), texts=len(texts),
                      headers=len(titles), numbers=sum(len(sheet.numbers) for sheet in sheets))
    for nothing in [name for name in ("sheets", "pages", "words", "texts", "headers", "numbers") if not checked[name]]:
        problems.append(f"no {nothing} to check")
    return problems, checked


def pdf_of(workbook, output, pdfs):
    pdf = Path(pdfs) / workbook.relative_to(output).with_suffix(".pdf")
    return pdf if pdf.is_file() else Path(pdfs) / (workbook.stem + ".pdf")


def looked_at(workbook, pdf):
    return check(workbook, pdf) if pdf.is_file() else (["has no PDF"], Counter())


def main(output, pdfs):
    workbooks = sorted(Path(output).rglob("*.xlsx"))
    total, bad = Counter(), 0
    with ProcessPoolExecutor() as processes:
        found = list(processes.map(looked_at, workbooks, [pdf_of(workbook, output, pdfs) for workbook in workbooks]))
    for workbook, (problems, checked) in zip(workbooks, found):
        total += checked
        bad += len(problems)
        for problem in problems[:AT_ONCE]:
            print(f"{workbook.name}: {problem}")
        if len(problems) > AT_ONCE:
            print(f"{workbook.name}: … and {len(problems) - AT_ONCE} more")
    print("checked " + (", ".join(f"{count} {name}" for name, count in total.items()) or "nothing") + f"; {bad} problems")
    return 1 if bad or not workbooks else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
