"""Writes the template of TemplateRunTest with XlsxWriter: what a colleague may have drawn up, made by a program that is
not ours. Usage: make_template.py src/test/resources/templates/board.xlsx"""
import datetime
import io
import struct
import sys
import zlib

import xlsxwriter


def picture():
    """A logo: one colour, 120 by 40."""
    raw = b"".join(b"\0" + bytes((31, 58, 95)) * 120 for _ in range(40))

    def chunk(kind, data):
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", 120, 40, 8, 2, 0, 0, 0)
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")
    )


def cover(book, title):
    sheet = book.add_worksheet("Deckblatt ü")
    sheet.write("B2", "${run.name}", title)
    sheet.write("B3", "${run.description}")
    sheet.write("B4", "by Sweepbook ${run.tool_version}")
    sheet.insert_image("D1", "logo.png", {"image_data": picture()})
    sheet.write_formula("B6", "=MAX(Board!D5:D5)")
    sheet.write_formula("B7", "=SUM(sb_latency[Step])")
    sheet.write_formula("B8", "=COUNT(Kosten!A3:A3)")
    sheet.write_formula("B9", "=MAX(Latency!H:H)")
    sheet.write_formula("B10", "=Board!D8")


def board(book, title):
    sheet = book.add_worksheet("Board")
    sheet.write("A1", "Latency board", title)
    columns = [
        {"header": "hardware"},
        {"header": "Batch size"},
        {"header": "Step"},
        {"header": "${bound}"},
        {"header": "Twice", "formula": "=sb_latency[[#This Row],[Step]]*2"},
    ]
    sheet.add_table("B4:F5", {"name": "sb_latency", "columns": columns})
    sheet.write("D5", "${decode_step_seconds}", book.add_format({"num_format": '0.00" ms"', "italic": True}))
    sheet.write("J5", "beside")
    sheet.write("A8", "Total")
    sheet.write_formula("D8", "=SUM(D5:D5)")
    sheet.merge_range("A9:C9", "joined")
    sheet.write_formula("D9", "=D8*2")
    slow = book.add_format({"bg_color": "#FFC7CE"})
    sheet.conditional_format("D5:D5", {"type": "cell", "criteria": ">", "value": 10, "format": slow})
    sheet.conditional_format("D5:D5", {"type": "data_bar", "data_bar_2010": True})
    sheet.data_validation("C5:C5", {"validate": "integer", "criteria": ">", "value": 0})
    sheet.print_area("A1:F5")
    sheet.freeze_panes(4, 0)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"name": "=Board!$D$4", "categories": "=Board!$C$5:$C$5", "values": "=Board!$D$5:$D$5"})
    sheet.insert_chart("A12", chart)
    sheet.add_sparkline("H2", {"range": "Board!D5:D5"})
    book.define_name("steps", "=Board!$D$5:$D$5")


def costs(book):
    sheet = book.add_worksheet("Kosten")
    sheet.write_row("A2", ["Scenario", "Text", "Cost"])
    sheet.write("F1", 2)
    sheet.write("A3", "${scenario}")
    sheet.write("B3", "Batch ${batch_size} on ${hardware}")
    sheet.write("C3", "${usd_per_million_output_tokens}")
    sheet.write_formula("D3", "=C3*$F$1")
    sheet.write("A4", "end")
    sheet.write_comment("A4", "a note")


def main(path):
    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": datetime.datetime(2024, 1, 1)})
    title = book.add_format({"bold": True, "font_size": 20, "font_color": "#8A4300"})
    cover(book, title)
    board(book, title)
    costs(book)
    hidden = book.add_worksheet("geheim")
    hidden.hide()
    hidden.write_formula("A2", "=Kosten!A4")
    latency = book.add_worksheet("Latency")
    latency.write("A1", "of an older report")
    latency.set_tab_color("#8A4300")
    latency.insert_image("L30", "logo.png", {"image_data": picture()})
    mine = book.add_worksheet("Mine")
    mine.add_table("B2:C3", {"name": "sb_models", "columns": [{"header": "Model"}, {"header": "My note"}]})
    mine.write("C3", "ask Kim")
    book.close()


if __name__ == "__main__":
    main(sys.argv[1])
