"""Takes workbooks apart and fails on what Excel, a colleague or a security team would object to.

    /usr/bin/python3 src/test/python/check_workbook.py OUTPUT

The interpreter must have openpyxl (Debian: python3-openpyxl). Checked for every .xlsx under OUTPUT:
  - the archive: checksums, no name twice, none absolute or climbing, every entry with the same pinned time;
  - every XML part is well-formed, has a content type, and every relationship leads to a part that is there;
  - cells: rows and columns in rising order, one cell a place, numbers finite, inside the declared dimension,
    within Excel's limits;
  - no macros, links to other files, or formulas that reach outside the workbook;
  - no path, user or host of this machine, and no date but the pinned one;
  - openpyxl opens it without missing a default style, and counts the same cells;
  - tables have headers that are their cells, names and ids of their own, and lie inside their sheet; links inside the
    workbook lead to cells that are there; conditional formats of a table's column end where the table does; headers of
    Sweepbook's tables have the named style a template can restyle.
"""

import datetime
import getpass
import math
import re
import socket
import sys
import warnings
import xml.etree.ElementTree as ElementTree
import zipfile
from collections import Counter
from pathlib import Path
from posixpath import join, normpath

import openpyxl

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
PATH = re.compile(r"(?<![\w/:.])/(?:home|root|tmp|work|Users|var|usr|opt|mnt|etc)/[\w.]|\b[A-Za-z]:\\\w|file:/")
REACHES_OUT = re.compile(r"HYPERLINK|WEBSERVICE|FILTERXML|RTD\(|\bDDE(?:AUTO)?\b|\[\d*\]|\[[^\]]+\.xl|\||\bCALL\(|REGISTER", re.IGNORECASE)
COMMON_NAMES = {"root", "user", "admin", "runner", "build", "localhost", "main", "test"}


def place(reference):
    letters, digits = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d+)", reference).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits), column


def archive(parts):
    damaged = parts.testzip()
    if damaged:
        yield f"{damaged}: checksum does not match"
    for name, count in Counter(parts.namelist()).items():
        if count > 1:
            yield f"{name}: {count} times in the archive"
        if name.startswith("/") or ".." in name.split("/") or "\\" in name:
            yield f"{name}: not a plain name"
    times = {entry.date_time for entry in parts.infolist()}
    if len(times) > 1:
        yield f"entries have {len(times)} different times"
    for year, month, day, *_ in times:
        if abs((datetime.date.today() - datetime.date(year, month, day)).days) < 3:
            yield f"entries carry the time of the run, {year}-{month:02}-{day:02}"


def structure(parts, trees):
    types = trees["[Content_Types].xml"]
    by_ending = {node.get("Extension").lower() for node in types.iter(CONTENT + "Default")}
    by_name = {node.get("PartName") for node in types.iter(CONTENT + "Override")}
    names = set(parts.namelist())
    for name in sorted(names - {"[Content_Types].xml"}):
        if "/" + name not in by_name and name.rpartition(".")[2].lower() not in by_ending:
            yield f"{name}: no content type"
        if re.search(r"vbaProject|externalLinks|activeX|embeddings|connections\.xml", name):
            yield f"{name}: a part that reaches outside, or runs"
    for name in sorted(by_name - {"/" + name for name in names}):
        yield f"[Content_Types].xml: {name} is not there"
    for name in [name for name in names if name.endswith(".rels")]:
        folder = name.replace("_rels/", "").rpartition("/")[0]
        for relation in trees[name]:
            target = relation.get("Target")
            if relation.get("TargetMode") == "External":
                if not target.startswith("https://"):
                    yield f"{name}: links to {target}"
            elif (target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))) not in names:
                yield f"{name}: {target} is not there"


def cells(name, tree, shared, counted):
    """Problems of one sheet; counts its filled cells into counted."""
    declared = tree.find(MAIN + "dimension")
    corner = place(declared.get("ref").split(":")[-1]) if declared is not None else (1_048_576, 16_384)
    last_row = 0
    for row in tree.iter(MAIN + "row"):
        number, last_column = int(row.get("r", last_row + 1)), 0
        if number <= last_row:
            yield f"{name}: row {number} after row {last_row}"
        last_row = number
        for cell in row.iter(MAIN + "c"):
            reference = cell.get("r")
            if reference is None:  # right of the one before, as the standard has it
                at = (number, last_column + 1)
                cell.set("r", f"R{at[0]}C{at[1]}")
                reference = cell.get("r")
            else:
                at = place(reference)
            if at[0] != number or at[1] <= last_column:
                yield f"{name}: {reference} stands in the wrong place"
            if at[0] > corner[0] or at[1] > corner[1]:
                yield f"{name}: {reference} is outside the dimension {declared.get('ref')}"
            last_column = at[1]
            yield from content(name, cell, shared, counted)


def content(name, cell, shared, counted):
    reference, kind, value, formula = cell.get("r"), cell.get("t", "n"), cell.find(MAIN + "v"), cell.find(MAIN + "f")
    filled = (value is not None and value.text) or cell.find(MAIN + "is") is not None
    counted["cells"] += 1 if filled or formula is not None else 0
    if formula is not None:
        counted["formulas"] += 1
        if REACHES_OUT.search(formula.text or "") or not (formula.text or formula.get("t") == "shared"):
            yield f"{name}: {reference} has a formula that reaches outside: {formula.text}"
        if value is None and not counted["recalculated"]:
            yield f"{name}: {reference} has a formula without a cached value"
    if kind == "n" and value is not None:
        try:
            finite = math.isfinite(float(value.text))
        except (TypeError, ValueError):
            finite = False
        if not finite:
            yield f"{name}: {reference} is no number: {value.text}"
    if kind == "s" and not (value is not None and 0 <= int(value.text) < shared):
        yield f"{name}: {reference} names no shared string"
    text = "".join(part.text or "" for part in cell.iter(MAIN + "t"))
    if len(text) > 32_767:
        yield f"{name}: {reference} holds {len(text)} characters"


def secrets(parts, trees):
    strangers = {name for name in (getpass.getuser(), socket.gethostname()) if len(name) > 2} - COMMON_NAMES
    today = datetime.date.today().isoformat()
    for name in trees:
        text = parts.read(name).decode("utf-8", "replace")
        for found in PATH.finditer(text):
            yield f"{name}: a path, {text[found.start():found.start() + 60]!r}"
        for stranger in strangers:
            if re.search(rf"\b{re.escape(stranger)}\b", text):
                yield f"{name}: names {stranger}"
        if today in text:
            yield f"{name}: the date of the run"
    if "docProps/core.xml" in trees:
        for node in trees["docProps/core.xml"].iter():
            tag = node.tag.rpartition("}")[2]
            if tag in ("creator", "lastModifiedBy") and node.text and "sweepbook" not in node.text.lower():
                yield f"docProps/core.xml: {tag} is {node.text}"


def check(path):
    counted = Counter(workbooks=1)
    try:
        parts = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as problem:
        return [str(problem)], counted, set()
    with parts:
        problems = list(archive(parts))
        trees = {}
        for name in parts.namelist():
            if name.endswith((".xml", ".rels", ".vml")):
                try:
                    trees[name] = ElementTree.fromstring(parts.read(name))
                except (ElementTree.ParseError, zipfile.BadZipFile) as problem:
                    problems.append(f"{name}: {problem}")
        if not {"[Content_Types].xml", "xl/workbook.xml", "_rels/.rels"} <= trees.keys():
            return problems + ["not a workbook"], counted, set()
        problems += structure(parts, trees)
        calculation = trees["xl/workbook.xml"].find(MAIN + "calcPr")
        recalculated = calculation is not None and calculation.get("fullCalcOnLoad") in ("1", "true")
        counted["recalculated"] = int(recalculated)  # a template's own formulas have no value yet
        shared = len(list(trees["xl/sharedStrings.xml"])) if "xl/sharedStrings.xml" in trees else 0
        sheets = sorted(name for name in trees if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name))
        for name in sheets:
            problems += cells(name, trees[name], shared, counted)
        problems += secrets(parts, trees)
        pinned = {node.text for node in trees.get("docProps/core.xml", ()) if node.tag.endswith(("created", "modified"))}
        pinned |= {str(entry.date_time) for entry in parts.infolist()}
    counted.update(parts=len(trees), sheets=len(sheets))
    problems += reopened(path, counted)
    for nothing in [name for name in ("parts", "sheets", "cells") if not counted[name]]:
        problems.append(f"no {nothing} to check")
    return problems, counted, pinned


def reopened(path, counted):
    try:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            book = openpyxl.load_workbook(path)
    except Exception as problem:  # whatever openpyxl stumbles over is the finding
        yield f"openpyxl does not open it: {problem!r}"
        return
    yield from (f"openpyxl warns: {warning.message}" for warning in told if "default style" in str(warning.message))
    yield from tables(book, counted)
    yield from links(book, counted)
    seen = sum(1 for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None)
    if seen != counted["cells"]:
        yield f"openpyxl counts {seen} filled cells, the parts hold {counted['cells']}"


def tables(book, counted):
    seen_ids, seen_names = set(), {name.lower() for name in names(book)}
    for sheet in book.worksheets:
        for table in sheet.tables.values():
            counted["tables"] += 1
            place = f"{sheet.title}: table {table.displayName}"
            if table.id in seen_ids or table.displayName.lower() in seen_names:
                yield f"{place}: its id {table.id} or its name is taken"
            seen_ids.add(table.id)
            seen_names.add(table.displayName.lower())
            left, top, right, bottom = openpyxl.utils.range_boundaries(table.ref)
            heads = [sheet.cell(top, column) for column in range(left, right + 1)]
            titles = [column.name for column in table.tableColumns]
            if [str(head.value) for head in heads] != titles:
                yield f"{place}: its columns {titles} are not its headers"
            if bottom > sheet.max_row + 1 or table.autoFilter is not None and not table.ref.startswith(
                    table.autoFilter.ref.split(":")[0]):
                yield f"{place}: {table.ref} is not where its rows are"
            ours = sheet.title in ("Scenarios", "Latency", "Cost") and top == 1
            known = {"sb_header", "sb_header_number", "sb_header_link"}
            if ours and (heads[0].style != "sb_header_link" or any(head.style not in known for head in heads)):
                yield f"{place}: a header without the named style"
            yield from formats(sheet, table, counted)


def formats(sheet, table, counted):
    """A format that begins in a table's first line ends in its last."""
    left, top, right, bottom = openpyxl.utils.range_boundaries(table.ref)
    for found in sheet.conditional_formatting:
        for area in found.sqref.ranges:
            if area.min_row == top + 1 and left <= area.min_col <= right:
                counted["formats"] += 1
                if area.max_row != bottom:
                    yield f"{sheet.title}: the format of {area.coord} does not cover table {table.ref}"


def names(book):
    defined = book.defined_names
    return list(defined.keys()) if hasattr(defined, "keys") else [name.name for name in defined.definedName]


def links(book, counted):
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                link = cell.hyperlink
                if link is None or not link.location:
                    continue
                counted["links"] += 1
                target, _, reference = link.location.rpartition("!")
                target = target.strip("'").replace("''", "'")
                if target not in book.sheetnames or not re.fullmatch(r"\$?[A-Z]{1,3}\$?\d+", reference):
                    yield f"{sheet.title}!{cell.coordinate}: links to {link.location}, which is not there"


def main(output):
    total, bad, pinned = Counter(), 0, set()
    workbooks = sorted(Path(output).rglob("*.xlsx"))
    for workbook in workbooks:
        problems, counted, dates = check(workbook)
        total += counted
        pinned |= dates
        bad += len(problems)
        for problem in problems[:40]:
            print(f"{workbook.name}: {problem}")
        if len(problems) > 40:
            print(f"{workbook.name}: … and {len(problems) - 40} more")
    if len(pinned) > 2:  # one time in the archives, one in the properties
        bad += 1
        print(f"the workbooks carry several dates: {', '.join(sorted(map(str, pinned)))}")
    print("checked " + (", ".join(f"{count} {name}" for name, count in total.items()) or "nothing") + f"; {bad} problems")
    return 1 if bad or not workbooks else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
