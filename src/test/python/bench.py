#!/usr/bin/env python3
"""Whole processes side by side: a workbook by Sweepbook and the same cells by other libraries, and growth with the
scenarios. Build first, then measure:

    mvn -q -Pbench -DskipTests package dependency:build-classpath -Dmdep.outputFile=target/bench.classpath
    python3 src/test/python/bench.py [--scenarios N] [--repeat N] [--largest N] [--write]

--scenarios  of the workbook that is compared; 40,000 by default. Starting Java and compiling weigh on small ones
--repeat     how often each program runs; 3 by default
--largest    up to which size growth is measured: 1,000 by tens to this; 100,000 by default, at most 100,000,000
--write      puts the tables into src/site/markdown/performance.md

Sweepbook is started by its launcher (target/sweepbook/bin/sweepbook), compiling as for a large grid; the others by java,
with the same heap. Parquet is measured where its jar was built (mvn -q -Pspark -DskipTests package).

Every program is held to the cells of the others: a reader of its own (Python's zipfile and expat) reads back the first
5,000 rows of every sheet, and counts the others. A figure is the median; behind it, the smallest and the largest.
Processor time is that of all threads, Java's start and its compilers included; XlsxWriter's begins when the cells are in
memory.
"""

import argparse
import html
import json
import math
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from xml.parsers import expat

ROOT = Path(__file__).resolve().parents[3]
LAUNCHER = ROOT / "target" / "sweepbook" / "bin" / "sweepbook"
PARQUET_JAR = ROOT / "target" / "sweepbook-spark.jar"
PAGE = ROOT / "src" / "site" / "markdown" / "performance.md"
HEAP = "-Xmx256m"
PARQUET_HEAP = "-Xmx512m"
OPTIMISED = "-XX:TieredStopAtLevel=4"
MOST_FOR_PYTHON = 100_000  # all cells are in its memory

GRID = """name: bench
models: [llama-3.1-8b, llama-3.1-70b, qwen2.5-32b, mixtral-8x7b]
hardware: [a100-sxm-80gb, h100-sxm]
sweep:
  tensor_parallel: [1, 2, 4, 8]
  batch_size: {{from: 1, to: {batches}, step: 1}}
  prompt_tokens: {{from: 128, to: 12800, step: 128}}
report: {{rows: {rows}}}
"""
WARM = """name: warm
models: [llama-3.1-8b, llama-3.1-70b]
hardware: [h100-sxm]
sweep:
  tensor_parallel: [1, 2, 4, 8]
  batch_size: {{from: 1, to: 1000, step: 1}}
  prompt_tokens: {{from: 128, to: {longest}, step: 128}}
  output_tokens: {{from: 1, to: 125, step: 1}}
"""
READ_BACK = 5_000
FEWEST = 4 * 2 * 4 * 100


def grid(folder, scenarios, rows):
    """A file of about so many scenarios; they are counted afterwards."""
    file = folder / f"grid-{scenarios}-{rows}.yaml"
    text = GRID.format(batches=max(1, round(scenarios / FEWEST)), rows=rows)
    if scenarios < FEWEST:
        text = text.replace("to: 12800", f"to: {128 * max(1, round(scenarios / (FEWEST / 100)))}")
    file.write_text(text)
    return file


def run(command, env=None):
    """Wall and processor seconds of a process, its peak of memory in MB, and what it printed."""
    with tempfile.TemporaryFile() as out:
        start = time.monotonic()
        child = subprocess.Popen([str(word) for word in command], stdout=out, stderr=subprocess.STDOUT, env=env)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read().decode()
    if child.returncode:
        sys.exit(f"{command[0]} … ended with {child.returncode}:\n{said}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said


def sweepbook(file, out, pace, *more):
    """A run by the launcher; with the optimising compiler, or without as for usual folders."""
    env = {**os.environ, "SWEEPBOOK_JAVA": f"{HEAP} {pace}"}
    return run([LAUNCHER, "run", file, "--output", out, "--force", "--quiet", *more], env)


def parquet(file, out, *more):
    java = ["java", PARQUET_HEAP, "-XX:+UseParallelGC", "-jar", PARQUET_JAR]
    return run([*java, "run", file, "--output", out, "--force", "--quiet", "--limit", 10**9, "--format", "parquet", *more])


class Sheet:
    """The cells below the header as a reader finds them, as one number and one text that any difference changes."""

    def __init__(self, strings, digits):
        self.strings, self.digits, self.row, self.cells, self.hash = strings, digits, 0, 0, 0
        self.kind = self.place = self.text = None

    def begin(self, name, attributes):
        if name == "row":
            self.row = int(attributes["r"])
        elif name == "c":
            self.place, self.kind, self.text = attributes["r"], attributes.get("t", "n"), []
        elif name in ("v", "t") and self.place:
            self.reading = True

    def data(self, text):
        if self.place and getattr(self, "reading", False):
            self.text.append(text)

    def end(self, name):
        if name in ("v", "t"):
            self.reading = False
        elif name == "c":
            text = "".join(self.text)
            if text and 1 < self.row <= READ_BACK + 1:
                value = float(text) if self.kind == "n" else self.strings[int(text)] if self.kind == "s" else text
                if self.digits and self.kind == "n":
                    value = float(f"{value:.{self.digits}g}")
                self.cells += 1
                self.hash ^= hash((self.place, value))
            self.place = None


def read(path, titles, digits=None):
    """The sheets of some titles, each as (rows, cells read that say something, a hash of them and their places).
    Numbers are rounded to so many digits, or taken as they are."""
    with zipfile.ZipFile(path) as book:
        names = set(book.namelist())
        strings = []
        if "xl/sharedStrings.xml" in names:
            for item in re.findall(r"<si>(.*?)</si>", book.read("xl/sharedStrings.xml").decode(), re.S):
                text = "".join(re.findall(r"<t[^>]*>(.*?)</t>", item, re.S))
                strings.append(html.unescape(text))
        targets = dict(
            re.findall(r'<Relationship (?=[^>]*Id="([^"]+)")(?=[^>]*Target="([^"]+)")', book.read("xl/_rels/workbook.xml.rels").decode())
        )
        found = {}
        for element in re.findall(r"<sheet [^>]*/>", book.read("xl/workbook.xml").decode()):
            title = re.search(r'name="([^"]*)"', element).group(1).replace("&amp;", "&")
            if title not in titles:
                continue
            target = targets[re.search(r'r:id="([^"]*)"', element).group(1)].lstrip("/")
            sheet = Sheet(strings, digits)
            parser = expat.ParserCreate()
            parser.buffer_text = True
            parser.StartElementHandler, parser.EndElementHandler = sheet.begin, sheet.end
            parser.CharacterDataHandler = sheet.data
            rows, tail = -1, b""  # the header is none
            with book.open(target if target.startswith("xl/") else "xl/" + target) as part:
                while chunk := part.read(1 << 16):
                    rows += (tail + chunk).count(b"<row ")
                    tail = chunk[-4:]
                    if sheet.row <= READ_BACK + 1:
                        parser.Parse(chunk)
            found[title] = (rows, sheet.cells, sheet.hash)
        return found


def spread(values):
    return f"{statistics.median(values):.1f} ({min(values):.1f}–{max(values):.1f})"


class Asked:
    """A grid of about so many scenarios, what Sweepbook writes of it, and the same cells for others."""

    def __init__(self, folder, scenarios):
        self.folder, self.file, self.out = folder, grid(folder, scenarios, "all"), folder / f"own-{scenarios}"
        self.sweepbook()  # also leaves the launcher's archive of classes
        manifest = json.loads((self.out / f"{self.file.stem}.manifest.json").read_text())["outputs"][0]
        self.scenarios = manifest["scenarios"]
        self.sheets = [sheet["name"] for sheet in manifest["sheets"] if sheet["rows"] == self.scenarios]
        self.checked = sum(found[1] for found in self.own().values())
        self.cells = round(self.checked * self.scenarios / min(self.scenarios, READ_BACK))

    def own(self, digits=None):
        return read(self.out / f"{self.file.stem}.xlsx", self.sheets, digits)

    def sweepbook(self):
        return sweepbook(self.file, self.out, OPTIMISED)

    def other(self, library, into):
        classes = [ROOT / "target" / "test-classes", ROOT / "target" / "classes"]
        classpath = os.pathsep.join([*map(str, classes), (ROOT / "target" / "bench.classpath").read_text().strip()])
        return run(["java", HEAP, "-cp", classpath, "dev.sweepbook.books.OtherBook", library, self.file, into, *self.sheets])

    def by(self, library):
        return lambda: self.other(library, self.folder / f"{library.lower()}.xlsx")

    def by_xlsxwriter(self, python):
        self.other("cells", self.folder / "cells.txt")

        def measured():
            script = Path(__file__).with_name("xlsxwriter_book.py")
            _, _, memory, said = run([python, script, self.folder / "cells.txt", self.folder / "xlsxwriter.xlsx"])
            return math.nan, float(said.split()[0]), memory, said

        return measured

    def hold(self, library):
        """Ends where another library's workbook has other cells."""
        digits = 16 if library == "XlsxWriter" else None  # it writes no more
        found, expected = read(self.folder / f"{library.lower()}.xlsx", self.sheets, digits), self.own(digits)
        for title in self.sheets:
            if found.get(title) != expected[title]:
                sys.exit(f"{library} has other cells on {title}: {found.get(title)}, not {expected[title]}")


def compare(folder, scenarios, repeat):
    whole = Asked(folder, scenarios)
    programs = {"Sweepbook": (whole, whole.sweepbook)}
    programs |= {library: (whole, whole.by(library.lower())) for library in ("SXSSF", "fastexcel")}
    python = next((p for p in ("/usr/bin/python3", sys.executable) if has_xlsxwriter(p)), None)
    if python:
        few = whole if scenarios <= MOST_FOR_PYTHON else Asked(folder, MOST_FOR_PYTHON)
        programs["XlsxWriter"] = few, few.by_xlsxwriter(python)
    figures = {library: [] for library in programs}
    for _ in range(repeat):
        for library, (_, program) in programs.items():
            figures[library].append(program())
    for library in list(programs)[1:]:
        programs[library][0].hold(library)

    lines = [
        f"{whole.scenarios:,} scenarios, {len(whole.sheets)} sheets with a line for each, about {whole.cells:,} cells that"
        f" say something; runs of each: {repeat}. Machine load meanwhile: {os.getloadavg()[1]:.0f} on {os.cpu_count()}"
        " processors. Ratios are to Sweepbook: of wall time, and of processor time a cell.",
        "",
        "| writer | scenarios | wall s | ratio | processor s | µs a cell | ratio | peak MB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    own_wall, own = (statistics.median(of) for of in zip(*[(wall, cpu) for wall, cpu, _, _ in figures["Sweepbook"]]))
    for library, runs in figures.items():
        asked = programs[library][0]
        wall, cpu = statistics.median(run[0] for run in runs), statistics.median(run[1] for run in runs)
        walls = ["–", "–"] if math.isnan(wall) else [spread([run[0] for run in runs]), f"{wall / own_wall:.1f}"]
        lines.append(
            f"| {library} | {asked.scenarios:,} | {' | '.join(walls)} | {spread([run[1] for run in runs])}"
            f" | {cpu / asked.cells * 1e6:.2f} | {cpu / asked.cells / (own / whole.cells):.1f}"
            f" | {max(run[2] for run in runs):.0f} |"
        )
    lines += ["", f"Read back by another reader: the same {whole.checked:,} cells in the same places in all of them, in the first"
              f" {READ_BACK:,} rows of each sheet" + (", numbers by XlsxWriter to the 16 digits it writes." if python else ".")]
    return lines


def has_xlsxwriter(python):
    return os.path.exists(python) and subprocess.run([python, "-c", "import xlsxwriter"], capture_output=True).returncode == 0


def growth(folder, largest):
    """A row for each size. What is left out would take hours or a disk of hundreds of gigabytes."""
    kinds = {
        "workbook of all rows": ("all", "xlsx", 1_000_000),
        "CSV": ("all", "csv", 10_000_000),
        "Parquet": ("all", "parquet", largest if PARQUET_JAR.exists() else 0),
        "workbook of the best": ("best", "xlsx", largest),
    }
    lines = [
        "| scenarios | " + " | ".join(f"{kind}, processor s | peak MB" for kind in kinds) + " |",
        "|---|" + "---|---|" * len(kinds),
    ]
    size = 1000
    while size <= largest:
        scenarios = None
        cells = []
        for rows, form, most in kinds.values():
            if size > most:
                cells += ["–", "–"]
                continue
            file, out = grid(folder, size, rows), folder / f"grown-{form}"
            columns = [] if form == "xlsx" else ["--columns", COLUMNS]
            limit = ["--limit", 10**9] if size >= 10_000_000 else []
            if form == "parquet":
                _, cpu, memory, _ = parquet(file, out, *columns)
            else:
                pace = OPTIMISED if size >= 100_000 else ""
                _, cpu, memory, _ = sweepbook(file, out, pace, "--format", form, *columns, *limit)
            scenarios = json.loads((out / f"{file.stem}.manifest.json").read_text())["grid"]["scenarios"]
            cells += [f"{cpu:.1f}", f"{memory:.0f}"]
            for left in out.glob("grid-*"):
                left.unlink()
        lines.append(f"| {scenarios:,} | " + " | ".join(cells) + " |")
        print(lines[-1], flush=True)
        size *= 10
    lines += ["", f"Heap: `{HEAP}`, Parquet `{PARQUET_HEAP}`. The peak is that of the whole process, what Java keeps outside its"
              " heap included. CSV and Parquet: 20 columns. The best: every scenario is estimated and summed up, the best are shown."]
    return lines


COLUMNS = (
    "scenario,model,hardware,tensor_parallel,batch_size,prompt_tokens,status,fits,weight_bytes,kv_bytes,memory_bytes,"
    "max_batch_size,decode_step_seconds,prefill_seconds,ttft_seconds,tpot_seconds,request_seconds,bound,"
    "output_tokens_per_second,batch_threshold"
)


def warm(folder):
    """What a row of Parquet costs once all is compiled: from ten to forty million rows."""
    if not PARQUET_JAR.exists():
        return ["Not measured: the jar of Parquet was not built."]
    numbers = COLUMNS.replace("status,", "").replace("max_batch_size,", "max_batch_size,min_devices,")
    lines = [
        "| 20 columns | rows | processor s | rows | processor s | µs a row between | rows a second of processor time |",
        "|---|---|---|---|---|---|---|",
    ]
    for title, columns in (("numbers, model, device, what binds", numbers), ("the same, `status` in place of `min_devices`", COLUMNS)):
        found = []
        for prompts in (10, 40):
            file, out = folder / f"warm-{prompts}.yaml", folder / "warm"
            file.write_text(WARM.format(longest=128 * prompts))
            _, cpu, _, _ = parquet(file, out, "--columns", columns)
            manifest = json.loads((out / f"{file.stem}.manifest.json").read_text())
            found.append((manifest["grid"]["scenarios"], cpu))
            for left in out.glob("warm-*"):
                left.unlink()
        (few, start), (many, end) = found
        cost = (end - start) / (many - few)
        lines.append(f"| {title} | {few:,} | {start:.1f} | {many:,} | {end:.1f} | {cost * 1e6:.2f} | {1 / cost:,.0f} |")
        print(lines[-1], flush=True)
    return lines


def put(mark, lines):
    page = PAGE.read_text()
    begin, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    before, rest = page.split(begin)
    PAGE.write_text(before + begin + "\n" + "\n".join(lines) + "\n" + end + rest.split(end)[1])


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--scenarios", type=int, default=40_000)
    options.add_argument("--repeat", type=int, default=3)
    options.add_argument("--largest", type=int, default=100_000)
    options.add_argument("--write", action="store_true")
    asked = options.parse_args()
    if asked.largest > 100_000_000:
        options.error("--largest: at most 100,000,000")
    with tempfile.TemporaryDirectory() as folder:
        compared = compare(Path(folder), asked.scenarios, asked.repeat)
        print("\n".join(compared), flush=True)
        grown = growth(Path(folder), asked.largest)
        rows = warm(Path(folder))
    print("\n".join(grown[-2:]))
    if asked.write:
        put("side by side", compared)
        put("growth", grown)
        put("warm", rows)


main()
