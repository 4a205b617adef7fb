"""Compares what LibreOffice works out on the cover of a filled template with the cells the formulas are over.

    /usr/bin/python3 src/test/python/check_template.py COVER.csv REPORT.xlsx

The report is made from board.xlsx of the test resources (make_template.py); COVER.csv is its first sheet, saved by
LibreOffice after it recalculated.
"""

import csv
import math
import sys

import openpyxl


def main(cover, report):
    with open(cover, encoding="utf-8") as lines:
        shown = {index: row[1] for index, row in enumerate(csv.reader(lines), 1) if len(row) > 1}
    book = openpyxl.load_workbook(report, data_only=True)
    board, costs, latency = book["Board"], book["Kosten"], book["Latency"]
    top, bottom = [int("".join(filter(str.isdigit, end))) for end in board.tables["sb_latency"].ref.split(":")]
    steps = [board.cell(row, 4).value for row in range(top + 1, bottom + 1)]
    ordinals = [cell.value for cell in costs["A"][2:] if isinstance(cell.value, (int, float))]
    eighth = [cell.value for cell in latency["H"][1:] if isinstance(cell.value, (int, float))]
    expected = {6: max(steps), 7: sum(steps), 8: len(ordinals), 9: max(eighth), 10: sum(steps)}
    bad = 0
    for row, value in expected.items():
        found = {"TRUE": "1", "FALSE": "0"}.get(shown.get(row, ""), shown.get(row, ""))  # of a column of truths
        if not found or not math.isclose(float(found), value, rel_tol=1e-9):
            bad += 1
            print(f"B{row} of the cover: LibreOffice has {found!r}, the cells give {value!r}")
    if len(steps) != len(ordinals) or len(steps) != latency.max_row - 1:
        bad += 1
        print(f"{len(steps)} lines on Board, {len(ordinals)} on Kosten, {latency.max_row - 1} on Latency")
    print(f"checked {len(expected)} formulas over {len(steps)} lines; {bad} problems")
    return 1 if bad else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
