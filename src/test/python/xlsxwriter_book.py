#!/usr/bin/env python3
"""Writes the cells of a report with XlsxWriter and prints the processor seconds and the cells.

    xlsxwriter_book.py CELLS OUTPUT

CELLS is what `dev.sweepbook.books.OtherBook cells` wrote. It is read, and made into numbers and texts, before the clock
starts. XlsxWriter runs with constant_memory, its fastest way, which writes one sheet after another.
"""

import resource
import sys
from datetime import datetime

import xlsxwriter


def cell(text):
    if text.startswith("n"):
        return float(text[1:])
    return text == "btrue" if text.startswith("b") else text[1:] if text else None


def main():
    sheets = {}
    for line in open(sys.argv[1], encoding="utf-8"):
        name, *cells = line.rstrip("\n").split("\t")
        if name:
            sheets.setdefault(name, []).append([cell(text) for text in cells])
    before = resource.getrusage(resource.RUSAGE_SELF)
    book = xlsxwriter.Workbook(sys.argv[2], {"constant_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1)})
    number, boolean, text = (lambda s: s.write_number), (lambda s: s.write_boolean), (lambda s: s.write_string)
    count = 0
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.write_string(0, 0, "header")
        of = {float: number(sheet), bool: boolean(sheet), str: text(sheet)}
        for i, row in enumerate(rows, 1):
            count += len(row)
            for j, value in enumerate(row):
                if value is not None:
                    of[type(value)](i, j, value)
    book.close()
    after = resource.getrusage(resource.RUSAGE_SELF)
    print(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, count)


main()
