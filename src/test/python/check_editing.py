#!/usr/bin/env python3
"""Edits living workbooks in an open window of LibreOffice with its usual settings, and looks whether results follow.

usage: check_editing.py WORKBOOK...

The usual settings work nothing out on loading. A batch size, a bandwidth and a price are edited, each on its sheet as a
person sees it; then every cell of the sheets of results must be what LibreOffice makes of it when it works out the whole
workbook, and some must have changed. A price alone must mark no row. Last, Scenarios is sorted the other way round: sheets
of results must say what they did of every scenario that is not marked.
"""
import os
import subprocess
import sys
import tempfile

SHEETS = ["Latency", "KV cache", "Batch thresholds", "Cost"]
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>
"""
LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" library:link="false"/></library:libraries>
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Function Filled(sheet)
  cursor = sheet.createCursor()
  cursor.gotoEndOfUsedArea(False)
  last = cursor.RangeAddress
  Filled = sheet.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow).getDataArray()
End Function

Function Column(sheet, title)
  Column = -1
  For i = 0 To 80
    If Column = -1 And Left(sheet.getCellByPosition(i, 0).String, Len(title)) = title Then Column = i
  Next
End Function

Function Differs(a, b)
  Differs = a &lt;&gt; b
  If IsNumeric(a) And IsNumeric(b) Then Differs = Abs(a - b) &gt; 1E-12 * (Abs(a) + Abs(b))
End Function

Function Different(before, after)
  found = 0
  For i = LBound(before) To UBound(before)
    For j = LBound(before(i)) To UBound(before(i))
      If Differs(before(i)(j), after(i)(j)) Then found = found + 1
    Next
  Next
  Different = found
End Function

Function Marked(sheet)
  found = 0
  rows = Filled(sheet)
  mark = Column(sheet, "Run again")
  For i = 1 To UBound(rows)
    If rows(i)(mark) &lt;&gt; "" Then found = found + 1
  Next
  Marked = found
End Function

Function UnmarkedDifferent(book, names, before)
  found = 0
  For k = 0 To UBound(names)
    sheet = book.Sheets.getByName(names(k))
    rows = Filled(sheet)
    mark = Column(sheet, "Run again")
    For i = 1 To UBound(rows)
      If rows(i)(mark) = "" Then
        For j = 0 To UBound(rows(i))
          If Differs(before(k)(i)(j), rows(i)(j)) Then found = found + 1
        Next
      End If
    Next
  Next
  UnmarkedDifferent = found
End Function

Sub Turn(sheet)
  cursor = sheet.createCursor()
  cursor.gotoEndOfUsedArea(False)
  last = cursor.RangeAddress
  Dim by(0) As New com.sun.star.table.TableSortField
  by(0).Field = 0
  by(0).IsAscending = False
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "SortFields"
  how(0).Value = by()
  how(1).Name = "ContainsHeader"
  how(1).Value = True
  sheet.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow).sort(how())
End Sub

Sub See(book, sheet)
  book.CurrentController.setActiveSheet(sheet)
  Wait 2000
End Sub

Sub Check
  On Error Goto Failed
  Dim settings(0) As New com.sun.star.beans.PropertyValue
  settings(0).Name = "Hidden"
  settings(0).Value = False
  answer = FreeFile
  Open "@ANSWER@" For Output As #answer
  names = Array(@SHEETS@)
  Dim asFound(3), edited(3)
  book = StarDesktop.loadComponentFromURL("@BOOK@", "_blank", 0, settings())
  For i = 0 To UBound(names)
    asFound(i) = Filled(book.Sheets.getByName(names(i)))
  Next
  book.close(True) ' reading works out what has no value, so that edits begin with a book nobody has read
  book = StarDesktop.loadComponentFromURL("@BOOK@", "_blank", 0, settings())
  Wait 3000
  scenarios = book.Sheets.getByName("Scenarios")
  hardware = book.Sheets.getByName("Hardware")
  See book, scenarios
  scenarios.getCellByPosition(Column(scenarios, "Batch size"), 1).Value = 7
  See book, hardware
  bandwidth = hardware.getCellByPosition(Column(hardware, "Memory bandwidth"), 1)
  bandwidth.Value = bandwidth.Value * 0.8
  If Column(hardware, "Price") &gt;= 0 Then hardware.getCellByPosition(Column(hardware, "Price"), 1).Value = 1.7321
  For i = 0 To UBound(names)
    edited(i) = Filled(book.Sheets.getByName(names(i)))
  Next
  book.calculateAll()
  For i = 0 To UBound(names)
    Print #answer, names(i) &amp; ": " &amp; Different(asFound(i), edited(i)) &amp; " " &amp; Different(edited(i), Filled(book.Sheets.getByName(names(i))))
  Next
  book.close(True)
  book = StarDesktop.loadComponentFromURL("@BOOK@", "_blank", 0, settings())
  Wait 3000
  hardware = book.Sheets.getByName("Hardware")
  See book, hardware
  If Column(hardware, "Price") &gt;= 0 Then hardware.getCellByPosition(Column(hardware, "Price"), 1).Value = 1.7321
  Print #answer, "marked by a price: " &amp; Marked(book.Sheets.getByName("Scenarios")) &amp; " 0"
  book.close(True)
  book = StarDesktop.loadComponentFromURL("@BOOK@", "_blank", 0, settings())
  Wait 3000
  scenarios = book.Sheets.getByName("Scenarios")
  See book, scenarios
  Turn scenarios
  book.calculateAll()
  Print #answer, "sorted: " &amp; Marked(scenarios) &amp; " " &amp; UnmarkedDifferent(book, names, asFound)
  Close #answer
  book.close(True)
  Exit Sub
Failed:
  Print #answer, "failed: " &amp; Error
  Close #answer
  StarDesktop.terminate()
End Sub
</script:module>
"""


def check(book, work):
    """Problems of a workbook, as text."""
    office = ["soffice", "--headless", f"-env:UserInstallation=file://{work}/profile"]
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "timeout": 180}
    subprocess.run([*office, "--terminate_after_init"], **quiet)  # makes the profile, which would replace the macro
    user = os.path.join(work, "profile", "user", "basic", "Standard")
    os.makedirs(user, exist_ok=True)
    answer = os.path.join(work, "answer")
    if os.path.exists(answer):
        os.remove(answer)
    module = (MODULE.replace("@ANSWER@", answer).replace("@BOOK@", "file://" + os.path.abspath(book))
              .replace("@SHEETS@", ", ".join(f'"{sheet}"' for sheet in SHEETS)))
    for name, text in (("Module1.xba", module), ("script.xlb", LIBRARY), ("../script.xlc", LIBRARIES)):
        with open(os.path.join(user, name), "w", encoding="utf-8") as out:
            out.write(text)
    subprocess.run([*office, "macro:///Standard.Module1.Check"], **quiet)
    if not os.path.exists(answer):
        return ["LibreOffice did not run the edits"]
    with open(answer, encoding="utf-8") as lines:
        said = lines.read()
    if "failed: " in said:
        return [said.strip()]
    counts = {name: tuple(map(int, rest.split())) for name, rest in (line.split(": ") for line in said.splitlines())}
    print(f"{os.path.basename(book)}: " + ", ".join(f"{name} {counts[name][0]:,}" for name in counts) + " cells followed")
    problems = [f"{name}: {late:,} cells were not worked out after the edits" for name, (_, late) in counts.items() if late]
    print(f"{counts.pop('sorted')[0]:,} rows are marked where Scenarios is sorted")
    if counts.pop("marked by a price")[0]:
        problems.append("a price marks rows")
    problems += [f"{name}: nothing changed" for name in SHEETS if counts.get(name, (0, 0))[0] == 0]
    return problems


def main():
    found = 0
    for book in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as work:
            for problem in check(book, work):
                print(f"{book}: {problem}")
                found += 1
    return 1 if found or len(sys.argv) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
