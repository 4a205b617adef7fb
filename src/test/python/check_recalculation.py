#!/usr/bin/env python3
"""Recalculates workbooks in LibreOffice and holds every formula against the value Java wrote beside it.

usage: check_recalculation.py FOLDER [JAR | COMMAND...]

Each workbook is recalculated as it is; a value that was spoilt beforehand must come back, so that nothing counts as
recalculated that was not. With a jar or a command, inputs are then edited (bandwidth, price, batch, lengths, formats, tensor
parallelism), recalculated, and compared with what its `run` makes of the same file. So are the cells
of the sheet What-if: what was picked there is also added as a scenario, which the run works out.
"""
import math
import os
import re
import subprocess
import sys
import tempfile
import zipfile

import openpyxl

TOLERANCE = 1e-12
SHEETS = ["Scenarios", "Latency", "KV cache", "Batch thresholds", "Parameters & FLOPs", "Cost"]
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""
POISON = "987654321.125"
# Inputs that the formula sets of the source do not read: a run shows them empty.
IGNORED_BY_SOURCES = ("Calibration", "Engine", "Memory utilization", "Micro batches", "KV block tokens", "Runtime memory",
                      "Expert imbalance")


def profile(work):
    """A profile of LibreOffice's that recalculates what it loads."""
    folder = os.path.join(work, "profile")
    os.makedirs(os.path.join(folder, "user"))
    with open(os.path.join(folder, "user", "registrymodifications.xcu"), "w", encoding="utf-8") as out:
        out.write(SETTINGS)
    return folder


def recalculated(folder, files, target):
    """Files as LibreOffice saves them after it worked out every formula."""
    os.makedirs(target, exist_ok=True)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", target, *files],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=1800)


def poison(source, target):
    """A copy with one cached number spoilt; the sheet's part and the cell, for the message."""
    spoilt = None
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            data = old.read(item.filename)
            if spoilt is None and re.fullmatch(r"xl/worksheets/sheet\d+\.xml", item.filename):
                text = data.decode("utf-8")
                found = re.search(r'<c r="([A-Z]+\d+)"[^>]*><f>(?!(?:Scenarios|Hardware|Models)!)[^<]*</f><v>([0-9.E-]+)</v>', text)
                if found:
                    spoilt = (item.filename, found.group(1))
                    data = (text[:found.start(2)] + POISON + text[found.end(2):]).encode("utf-8")
            new.writestr(item, data)
    return spoilt


def same(a, b, tolerance=TOLERANCE):
    a, b = ("#" if isinstance(v, str) and v.startswith("#") else None if v == "" else v for v in (a, b))
    if isinstance(a, bool) or isinstance(b, bool):
        return a == b or (isinstance(b, (int, float)) and isinstance(a, (int, float)) and float(a) == float(b))
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) <= tolerance * max(abs(a), abs(b))
    return a == b


class Problems:
    """What is wrong, by workbook and stage; the first few of each are told."""

    TOLD = 6

    def __init__(self):
        self.by_stage = {}

    def add(self, book, stage, text):
        self.by_stage.setdefault((book, stage), []).append(text)

    def tell(self):
        for (book, stage), texts in sorted(self.by_stage.items()):
            print(f"{book}, {stage}: {len(texts):,} wrong", file=sys.stderr)
            for text in texts[:self.TOLD]:
                print(f"  {text}", file=sys.stderr)

    def __bool__(self):
        return bool(self.by_stage)


class Original:
    """A workbook as it was written: its formulas and the values beside them."""

    def __init__(self, path):
        self.name = os.path.basename(path)
        self.formulas = openpyxl.load_workbook(path)
        self.values = openpyxl.load_workbook(path, data_only=True)
        self.living = "_made" in self.formulas.sheetnames


def compare_recalculated(original, again, problems):
    """Holds each formula's recalculated value against the one in the file."""
    after = openpyxl.load_workbook(again, data_only=True)
    compared = 0
    for sheet in original.formulas.worksheets:
        if sheet.title == "_steps":
            continue  # written without values: they are worked out when the workbook is opened
        was, now = original.values[sheet.title], after[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    compared += 1
                    java, office = was[cell.coordinate].value, now[cell.coordinate].value
                    if not same(java, office):
                        problems.add(original.name, "as written", f"{sheet.title}!{cell.coordinate}: Java {java!r}, "
                                     f"LibreOffice {office!r}: {str(cell.value)[:200]}")
    return compared


def ids(sheet):
    """Column by its id, the first line of the header's note."""
    found = {}
    for cell in sheet[1]:
        if cell.comment:
            found[cell.comment.text.split("\n", 1)[0]] = cell.column
    return found


def edit(path, target, kind):
    """Edits inputs as a user would; the number of cells edited."""
    book = openpyxl.load_workbook(path)
    scenarios = book["Scenarios"]
    columns = ids(scenarios)
    edited = 0
    if kind == "device" and "Hardware" in book.sheetnames:
        hardware = book["Hardware"]
        for field, factor in (("memory_bandwidth", 1.25), ("price_per_hour", 0.5), ("peak_flops.bf16", 1.5),
                              ("memory", 1.5), ("reported_memory", 1.5), ("power", 1.25), ("link_bandwidth", 0.75)):
            column = ids(hardware).get(field)
            for row in range(2, hardware.max_row + 1 if column else 2):
                cell = hardware.cell(row, column)
                if isinstance(cell.value, (int, float)):
                    cell.value = cell.value * factor
                    edited += 1
    for row in range(2, scenarios.max_row + 1 if kind != "device" else 2):
        def put(name, change):
            nonlocal edited
            column = columns.get(name)
            cell = scenarios.cell(row, column) if column else None
            if cell is not None and cell.value not in (None, ""):
                new = change(cell.value)
                if new != cell.value:
                    cell.value = new
                    edited += 1
        closed = scenarios.cell(row, columns["formulas"]).value != "roofline"
        if kind == "work":
            put("batch_size", lambda v: v + 3)
            put("prompt_tokens", lambda v: v + 96)
            put("output_tokens", lambda v: v + 33)
            put("utilization", lambda v: v * 0.5)
        elif kind == "format":
            put("tensor_parallel", lambda v: v * 2)
            put("weight_dtype", lambda v: ({"bf16": "fp16", "fp16": "bf16"} if closed else {"bf16": "fp8", "fp8": "int4", "int4": "bf16"}).get(v, v))
            put("kv_dtype", lambda v: v if closed else {"bf16": "fp8", "fp8": "bf16"}.get(v, v))
            column = columns.get("price_per_device_hour")
            if column:
                price = scenarios.cell(row, column)
                price.value = 1.7321 if price.value in (None, "") else price.value * 0.5
                edited += 1
    book.save(target)
    return edited


def compare_with_run(original, stage, lived, made, problems):
    """Holds what was recalculated after an edit against what Sweepbook makes of the edited file."""
    lived = openpyxl.load_workbook(lived, data_only=True)
    made = openpyxl.load_workbook(made, data_only=True)
    compared = marked = 0
    for title in SHEETS:
        if title not in original.formulas.sheetnames or title not in made.sheetnames:
            continue
        here, there = original.formulas[title], made[title]
        columns, others = ids(here), ids(there)
        rows = {there.cell(r, others["scenario"]).value: r for r in range(2, there.max_row + 1)}
        for row in range(2, here.max_row + 1):
            number = lived[title].cell(row, columns["scenario"]).value
            if number not in rows:
                problems.add(original.name, stage, f"{title} row {row}: no scenario {number} in the run")
                continue
            marked += lived[title].cell(row, columns["run_again"]).value == "run again"
            for column_id, column in columns.items():
                cell = here.cell(row, column)
                if cell.data_type != "f" or column_id not in others or column_id in ("run_again", "status"):
                    continue
                now = lived[title].cell(row, column).value
                want = there.cell(rows[number], others[column_id]).value
                compared += 1
                # The threshold of a mixture of experts is a fixed point: it keeps its value, and the row is marked.
                kept = column_id == "batch_threshold" and same(now, original.values[title].cell(row, column).value)
                if kept or column_id == "binding_threshold":
                    continue
                if not same(now, want, 1e-11):
                    problems.add(original.name, stage, f"{title}!{cell.coordinate} ({column_id}, scenario {number}): "
                                 f"recalculated {now!r}, run {want!r}")
    said = [cell.value for row in lived["Summary"].iter_rows(min_col=2, max_col=2) for cell in row]
    if marked == 0:
        problems.add(original.name, stage, "no edited row says run again")
    elif not any("were edited since" in str(text) for text in said):
        problems.add(original.name, stage, "the summary does not say that inputs were edited")
    return compared, marked


def plain(title):
    """A header without its unit."""
    return re.sub(r" \([^)]*\)$", "", str(title))


def picked(sheet):
    """Rows of the sheet What-if by what they show: inputs first, as they stand there."""
    rows = {}
    for row in range(6, sheet.max_row + 1):
        if sheet.cell(row, 1).value and sheet.cell(row, 7).value:
            rows.setdefault(sheet.cell(row, 1).value, row)
    return rows


def pick(path, target, step):
    """Picks other inputs on What-if and adds them as a scenario behind the others."""
    book = openpyxl.load_workbook(path)
    sheet, scenarios = book["What-if"], book["Scenarios"]
    rows = picked(sheet)

    def cell(title):
        return sheet.cell(rows[title], 3)

    def follow(title, table):
        ids_there = [book[table].cell(row, 1).value for row in range(2, book[table].max_row + 1)]
        cell(title).value = ids_there[(ids_there.index(cell(title).value) + step) % len(ids_there)]

    closed = cell("Formulas").value != "roofline"
    follow("Model", "Models")
    follow("Hardware", "Hardware")
    cell("Tensor parallel").value = 2 * step
    cell("Batch size").value += 5 * step
    cell("Prompt tokens").value += 100 * step
    cell("Price per device hour").value = 1.7321 * step
    dtype = cell("Weight dtype")
    dtype.value = ({"bf16": "fp16"} if closed else {"bf16": "fp8", "fp8": "int8"}).get(dtype.value, "bf16")
    last = scenarios.max_row + 1
    for column in range(1, scenarios.max_column + 1):
        title = plain(scenarios.cell(1, column).value)
        if title in rows and rows[title] < rows["Devices"] and title != "Status":
            value = cell(title).value
            if not (isinstance(value, str) and value.startswith("=")):
                scenarios.cell(last, column).value = value
    book.save(target)


def compare_what_if(book, stage, lived, made, problems):
    """Holds the recalculated sheet What-if against the scenario that was added."""
    lived = openpyxl.load_workbook(lived, data_only=True)
    made = openpyxl.load_workbook(made, data_only=True)
    number = max(made["Scenarios"].cell(row, 1).value for row in range(2, made["Scenarios"].max_row + 1))
    there = {}
    for title in SHEETS:
        if title in made.sheetnames:
            sheet = made[title]
            for row in range(2, sheet.max_row + 1):
                if sheet.cell(row, 1).value == number:
                    for column in range(1, sheet.max_column + 1):
                        there.setdefault(plain(sheet.cell(1, column).value), sheet.cell(row, column).value)
    compared = 0
    sheet = lived["What-if"]
    for title, row in picked(sheet).items():
        now, want = sheet.cell(row, 3).value, there.get(title)
        if title == "Status":
            if str(now).split(":")[0] != str(want).split(":")[0]:
                problems.add(book, stage, f"says {now!r}, the run {want!r}")
        elif title in there and now != "run again" and sheet.cell(row, 7).value and not same(now, want, 1e-11):
            if not (title in IGNORED_BY_SOURCES and want is None):
                problems.add(book, stage, f"What-if!C{row} ({title}): recalculated {now!r}, run {want!r}")
        compared += title in there and isinstance(now, (int, float))
    if compared < 40:
        problems.add(book, stage, f"only {compared} cells of What-if were compared")
    return compared


STAGES = ("device", "work", "format", "what-if 1", "what-if 2")


def edited(original, path, folder, problems):
    """The copies of a workbook with edited inputs: stage to file name."""
    copies = {}
    for stage in STAGES:
        if not original.living and not stage.startswith("what-if"):
            continue  # its rows hold values
        copy = f"{original.name[:-5]}, {stage}.xlsx"
        if stage.startswith("what-if"):
            pick(path, os.path.join(folder, copy), int(stage[-1]))
        elif edit(path, os.path.join(folder, copy), stage) == 0:
            problems.add(original.name, stage, "nothing to edit")
            continue
        copies[stage] = copy
    return copies


def main():
    folder = sys.argv[1]
    run = sys.argv[2:]
    if len(run) == 1 and run[0].endswith(".jar"):
        run = ["java", "-jar", *run]
    books = sorted(f for f in os.listdir(folder) if f.endswith(".xlsx") and not f.endswith(".changes.xlsx"))
    problems = Problems()
    recalculations = edits = marks = free = 0
    with tempfile.TemporaryDirectory() as work:
        before, after, made = (os.path.join(work, part) for part in ("before", "after", "made"))
        changed = os.path.join(work, "changed")
        for part in (before, changed):
            os.makedirs(part)
        originals, spoilt, copies = {}, {}, {}
        for book in books:
            path = os.path.join(folder, book)
            originals[book] = Original(path)
            spoilt[book] = poison(path, os.path.join(before, book))
            copies[book] = edited(originals[book], path, changed, problems) if run else {}
        # One start of each program for all workbooks.
        recalculated(profile(work), [os.path.join(part, f) for part in (before, changed) for f in sorted(os.listdir(part))],
                     after)
        if run:
            subprocess.run([*run, "run", changed, "--output", made, "--quiet"], check=True)
        for book, original in originals.items():
            compared = compare_recalculated(original, os.path.join(after, book), problems)
            recalculations += compared
            if compared == 0 or spoilt[book] is None:
                problems.add(book, "as written", "has no formula that could be spoilt and recalculated")
            for stage, copy in copies[book].items():
                files = os.path.join(after, copy), os.path.join(made, copy)
                if stage.startswith("what-if"):
                    free += compare_what_if(book, stage, *files, problems)
                else:
                    compared, marked = compare_with_run(original, stage, *files, problems)
                    edits += compared
                    marks += marked
    print(f"{len(books)} workbooks, {recalculations:,} formulas recalculated")
    if run:
        print(f"{edits:,} cells recalculated after edits and compared with a run, {marks:,} rows marked; "
              f"{free:,} cells of What-if after other inputs were picked")
        if edits == 0 or free == 0:
            problems.add("all", "after edits", "nothing was compared")
    problems.tell()
    return 1 if problems or not books else 0


if __name__ == "__main__":
    sys.exit(main())
