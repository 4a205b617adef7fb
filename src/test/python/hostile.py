#!/usr/bin/env python3
"""Hostile inputs of every kind, made here and given to the real command: hostile.py JAR [--keep DIR] [--only WORD]

Each file is read alone under a small heap and a time limit. It must be accepted or refused as said here; a refusal names
the file and exits 1; nothing is printed that steers a terminal, no stack trace, nothing is left in the temporary folder or
outside the output folder, and a refused file leaves no report. Then all of them are run in one folder beside good files:
each good file is delivered, each bad one named, exit 1."""
import argparse
import io
import json
import os
import re
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib

GOOD = "models: [llama-3.1-8b]\nhardware: [h100-sxm]\nsweep: {batch_size: [1, 2]}\n"
CONFIG = {"model_type": "llama", "hidden_size": 4096, "num_hidden_layers": 32, "num_attention_heads": 32,
          "num_key_value_heads": 8, "intermediate_size": 14336, "vocab_size": 128256, "tie_word_embeddings": False}
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
ACCEPT, REFUSE, EITHER = "accept", "refuse", "either"
CASES = []


def case(name, content, expected=REFUSE):
    CASES.append((name, content.encode("utf-8") if isinstance(content, str) else content, expected))


def yaml_texts():
    for encoding in ("utf-32", "utf-32-be", "utf-16-be", "utf-7", "cp037"):
        case(encoding + ".yaml", (GOOD.replace("llama", "ll+ama") if encoding == "utf-7" else GOOD).encode(encoding))
    case("bom-twice.yaml", b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD.encode())
    case("bom-utf16-odd.yaml", GOOD.encode("utf-16") + b"\x00")
    case("bom-utf8-then-utf16.yaml", b"\xef\xbb\xbf" + GOOD.encode("utf-16"))
    case("latin-1.yaml", b"description: caf\xe9\n" + GOOD.encode())
    case("overlong.yaml", b"description: \xc0\xaf\n" + GOOD.encode())
    case("cesu-8.yaml", b"description: \xed\xa0\xbd\xed\xb8\x80\n" + GOOD.encode())
    case("cut-character.yaml", b"description: x\n" + GOOD.encode() + b"# \xe2\x82")
    for point in (0x00, 0x07, 0x1b, 0x7f, 0x85, 0x200b, 0x202e, 0x2028, 0x2066, 0xfdd0, 0xfeff, 0xffff, 0x10ffff):
        case("character-%x.yaml" % point, "description: a%sb\n" % chr(point) + GOOD)
    case("tag-characters.yaml", "name: a\U000e0041b\n" + GOOD)
    case("confusable-key.yaml", GOOD.replace("batch", "b\u0430tch"))
    case("confusable-id.yaml", GOOD.replace("llama-3.1", "ll\u0430ma-3.1"))
    case("hangul-filler.yaml", GOOD.replace("batch_size", "batch_size\u3164"))
    case("full-width-colon.yaml", GOOD.replace("models:", "models\uff1a"))
    case("full-width-digits.yaml", GOOD.replace("[1, 2]", "[\uff11]"))
    case("arabic-digits.yaml", GOOD.replace("[1, 2]", "[\u0661]"))
    case("emoji-name.yaml", "name: \U0001f469\u200d\U0001f4bb run\n" + GOOD, ACCEPT)


def yaml_structure():
    for depth in (33, 5_000, 200_000):
        case("flow-lists-%d.yaml" % depth, GOOD + "description: " + "[" * depth + "]" * depth + "\n")
        case("flow-maps-%d.yaml" % depth, GOOD + "description: " + "{a: " * depth + "1" + "}" * depth + "\n")
    case("flow-open-only.yaml", "[" * 500_000)
    case("compact-lists.yaml", GOOD + "exclude: " + "- " * 100_000 + "x\n")
    case("block-maps.yaml", "".join(" " * i + "a:\n" for i in range(1_000)))
    case("questions.yaml", "? " * 100_000)
    case("quotes-nested.yaml", GOOD.replace("[1, 2]", "[" + "'" * 100_001 + "]"))
    case("deep-expression.yaml", GOOD + "exclude: ['" + "(" * 900 + "1" + ")" * 900 + " == 1']\n")
    case("deep-not.yaml", GOOD + "exclude: ['" + "not " * 480 + "batch_size == 1']\n")
    case("long-expression.yaml", GOOD + "exclude: ['batch_size == 1" + " or batch_size == 1" * 50_000 + "']\n")
    case("laughs.yaml", "a: &a [x]\n" + "".join(
        "%s: &%s [%s]\n" % (c, c, ", ".join(["*" + p] * 9)) for p, c in zip("abcdefgh", "bcdefghi")) + GOOD)
    case("merge.yaml", GOOD + "fixed:\n  <<: {prompt_tokens: 5}\n")
    case("tag-script.yaml", GOOD + "name: !!javax.script.ScriptEngineManager [x]\n")
    case("tag-local.yaml", GOOD + "name: !x y\n")
    case("directive-tag.yaml", "%TAG ! tag:yaml.org,2002:\n---\n" + GOOD)
    case("directive-version.yaml", "%YAML 9.9\n---\n" + GOOD, EITHER)
    case("two-documents.yaml", GOOD + "---\n" + GOOD)
    case("after-the-end.yaml", GOOD + "...\ngarbage: [\n")
    case("key-list.yaml", GOOD + "? [a, b]\n: 1\n")
    case("key-twice-quoted.yaml", GOOD + "\"models\": [llama-3.1-8b]\n")
    case("key-twice-escaped.yaml", GOOD + "\"mod\\u0065ls\": [llama-3.1-8b]\n")
    case("key-composed.yaml", GOOD + "fixed: {caf\u00e9: 1, cafe\u0301: 1}\n")
    case("key-long.yaml", "a" * 200_000 + ": 1\n" + GOOD)
    case("keys-many.yaml", GOOD + "".join("k%d: 1\n" % i for i in range(80_000)))
    case("block-indent.yaml", "description: |9\n  x\n" + GOOD)
    case("block-huge.yaml", "description: |\n" + "  x\n" * 200_000 + GOOD, EITHER)
    case("comments-only.yaml", "# x\n" * 100_000)
    case("lines-empty.yaml", "\n" * 900_000 + GOOD, ACCEPT)
    case("line-long.yaml", GOOD + "description: \"" + "x" * 900_000 + "\" y\n")
    case("one-byte-too-large.yaml", GOOD + "#" * ((1 << 20) - len(GOOD) + 1))
    case("just-fits.yaml", GOOD + "#" * ((1 << 20) - len(GOOD)), ACCEPT)
    case("cr-only.yaml", GOOD.replace("\n", "\r"), ACCEPT)
    case("tabs.yaml", GOOD.replace("sweep: {", "sweep:\n\t{"), EITHER)
    case("gzip.yaml", zlib.compress(GOOD.encode(), 9))
    case("html.yaml", "<!DOCTYPE html><html><body onload=alert(1)>\n")


def yaml_numbers():
    for i, number in enumerate((
            "1e999", "1e999999999", "1e-999999999", "1e2147483648", "9" * 400, "9" * 500_000, "0." + "0" * 5_000 + "1",
            "-0", "+5", "5.", ".5", "1e", "0b1", "Infinity", ".nan", "-.inf", "1_000", "'1,5'", "0x1p3", "12e3.4", "1d", "0x10",
            "007", "1:30", "2024-01-01", "1 000", "'1' '2'", "1%", "'=1+1'", "true", "null", "~", "1e400", "4k", "\u2212" + "1",
            "1\u00a0000", "\u00bd", "\u2164", "1e1e1", "--1", "0e0", "1.5", "1000000001", "9223372036854775808", "1e-1")):
        case("number-%02d.yaml" % i, GOOD.replace("[1, 2]", "[" + number + "]"))
    case("number-1e3.yaml", GOOD.replace("[1, 2]", "[1e3]"), ACCEPT)


def yaml_grids():
    for i, span in enumerate((
            "{from: 1, to: 1e18, step: 1}", "{from: 0.1, to: 1, step: 1e-300}", "{from: 1, to: 2, count: 1e30, scale: linear}",
            "{from: 1, to: 1e9, times: 1.0000000001}", "{from: 1, to: 1e9, times: 1}", "{from: 5, to: 1, step: 1}",
            "{from: 1, to: 9, step: -1}", "{from: 1, to: 9, step: 0}", "{from: 0, to: 9, times: 2}", "{from: 1, to: 1e999, times: 2}",
            "{from: 1, to: 10, count: 1, scale: log}", "{from: 1, to: 10, count: 3, scale: cubic}", "{from: 1}", "{}",
            "{from: 1, to: 9, step: 1, times: 2}", "{from: 1, to: 1e9, step: 1e-9}", "{from: {from: 1}, to: 2, step: 1}",
            "{from: 1, to: 2, step: 1e-400}", "[[1, 2]]", "[]", "[1, 1.0]", "[1, {a: b}]")):
        case("range-%02d.yaml" % i, GOOD.replace("[1, 2]", span))
    fields = ["batch_size", "prompt_tokens", "output_tokens", "tensor_parallel", "replicas", "micro_batches", "kv_block_tokens"]
    wide = ", ".join("%s: {from: 1, to: 1000, step: 1}" % field for field in fields)
    case("grid-1e21.yaml", GOOD.replace("batch_size: [1, 2]", wide))
    case("values-100k.yaml", GOOD.replace("[1, 2]", str(list(range(1, 100_001)))), EITHER)
    case("values-twice-100k.yaml", GOOD.replace("[1, 2]", "[" + "7, " * 100_000 + "8]"))
    case("zip-20k.yaml", GOOD + "zip:\n" + "".join("- {prompt_tokens: %d}\n" % i for i in range(20_000)), EITHER)
    case("exclude-10k.yaml", GOOD + "exclude:\n" + "".join("- prompt_tokens == %d\n" % i for i in range(10_000)), EITHER)
    case("exclude-list.yaml", GOOD + "exclude:\n- {prompt_tokens: %s}\n" % list(range(100_000)), EITHER)
    case("include-10k.yaml", GOOD + "include:\n" + "".join(
        "- {model: llama-3.1-8b, hardware: h100-sxm, prompt_tokens: %d}\n" % (i + 5) for i in range(10_000)), EITHER)
    case("include-twice.yaml", GOOD + "include:\n" + "- {model: llama-3.1-8b, hardware: h100-sxm, prompt_tokens: 9}\n" * 9_999)
    case("sweeps-5k.yaml", "sweeps:\n" + "- {models: [llama-3.1-8b], hardware: [h100-sxm]}\n" * 5_000, EITHER)


def yaml_names():
    for i, name in enumerate((
            "CON", "nul.txt", "aux", "COM1", "lpt9.x", "COM\u00b9", "..", ".", "a/b", "a\\\\b", "C:x", "x.", "x ", " ", "a|b", "a?",
            "a*", "<x>", "/etc/passwd", "//host/share", "a\\0b", "a\\nb", "a\\u202eb", "x" * 101, "\U0001f600" * 101, "a\\u0085",
            "CONIN$", "\\u200b", "prn .txt")):
        case("name-%02d.yaml" % i, 'name: "%s"\n' % name + GOOD)
    for i, name in enumerate(("=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(1)", "a&b", "_x000D_", "{{7}}", "${run.name}", "~", "#REF!")):
        case("text-%02d.yaml" % i, 'name: "%s"\ndescription: "%s"\n' % (name, name) + GOOD, ACCEPT)
    for i, path in enumerate((
            "/etc/passwd", "../../../../etc/passwd", "..", ".", "", "\\0", "CON", "file:///etc/passwd", "http://127.0.0.1:9/x",
            "config/../../x", "x" * 5_000, "//a/b", "~/.ssh/id_rsa", "$HOME", "link.json", "pipe.json", "deep/link2/passwd")):
        case("config-%02d.yaml" % i, 'models: [{id: m, config: "%s"}]\nhardware: [h100-sxm]\n' % path)
    for i, path in enumerate(("/etc/passwd", "../../x.xlsx", "..", "\\0", "CON", "a\\\\b.xlsx", "x" * 300 + ".xlsx", "http://127.0.0.1/x.xlsx")):
        case("template-%02d.yaml" % i, GOOD + 'report: {template: "%s"}\n' % path)
    for i, model in enumerate((
            "{id: a, extends: a}", "{id: a, extends: b}, {id: b, extends: a}", "{id: '../x', extends: llama-3.1-8b}",
            "{id: a, hidden_size: 1e18}", "{id: a, extends: llama-3.1-8b, num_hidden_layers: 0}",
            "{id: a, extends: llama-3.1-8b, hidden_size: 1.5}", "{id: a, extends: llama-3.1-8b, vocab_size: '=1'}",
            "{id: a, extends: llama-3.1-8b, parameters: {total: 1e400}}", "{id: a, extends: llama-3.1-8b, layer_types: [x]}",
            "{id: '=a', extends: llama-3.1-8b, hidden_size: {a: 1}}", "{id: a}", "{extends: llama-3.1-8b}")):
        case("model-%02d.yaml" % i, "models: [%s]\nhardware: [h100-sxm]\n" % model, EITHER if "../x" in model else REFUSE)
    case("model-largest.yaml", "models: [{id: a, extends: llama-3.1-8b, num_hidden_layers: 1000000000}]\nhardware: [h100-sxm]\n", EITHER)
    chain = "".join("- {id: m%d, extends: m%d}\n" % (i, i + 1) for i in range(3_000))
    case("extends-chain.yaml", "hardware: [h100-sxm]\nmodels:\n" + chain + "- {id: m3000, extends: llama-3.1-8b}\n", EITHER)
    devices = ("memory: -1 GB", "memory: 1e400", "memory_bandwidth: 0", "peak_flops: {bf99: 1}", "peak_flops: 5", "link_latency: 1 h",
               "price_per_hour: -1", "scale_up_devices: 0.5", "memory: {a: b}", "memory: [80 GB]", "power: NaN")
    for i, device in enumerate(devices):
        case("device-%02d.yaml" % i, "models: [llama-3.1-8b]\nhardware: [{id: d, extends: h100-sxm, %s}]\n" % device)


def csv_files():
    head, row = "model,hardware,batch_size\n", "llama-3.1-8b,h100-sxm,%s\n"
    case("columns-1e6.csv", "a" + ",a" * 999_999 + "\n")
    case("columns-empty-1e6.csv", "," * 1_000_000 + "\n" + "," * 1_000_000)
    case("columns-1025.csv", ",".join("hardware.x%d" % i for i in range(1_025)) + "\n")
    case("row-columns-1e6.csv", head + "," * 1_000_000 + "\n")
    case("rows-bad-200k.csv", head + row % 0 * 200_000)
    case("rows-ragged-200k.csv", head + "a,b\n" * 200_000)
    case("rows-twice.csv", head + row % 1 * 100_000)
    case("rows-blank-2e6.csv", head + row % 1 + ",,\n" * 2_000_000, ACCEPT)
    case("line-40-mb.csv", head + "x" * 40_000_000)
    case("quote-open-40-mb.csv", head + '"' + "x\n" * 20_000_000)
    case("quotes-40-mb.csv", head + '"' * 40_000_001)
    case("field-32767.csv", head + "x" * 32_768 + ",h100-sxm,1\n")
    case("nul.csv", head + row % "1\x00")
    case("nul-padding.csv", (head + row % 1).encode() + b"\x00" * 4096)
    case("utf-32.csv", (head + row % 1).encode("utf-32"))
    case("utf-16-odd.csv", (head + row % 1).encode("utf-16") + b"\x00")
    case("utf-16-lone.csv", (head + row % 1).encode("utf-16") + b"\x00\xd8\x0a\x00")
    case("latin-1.csv", head.encode() + b"caf\xe9,h100-sxm,1\n")
    case("gzip.csv", zlib.compress((head + row % 1).encode()))
    case("bom-middle.csv", head + "\ufeff" + row % 1)
    for i, sep in enumerate(("", "a", "\x00", "\"", "\n", ";;", "=", "\u202e", "|")):
        case("sep-%d.csv" % i, "sep=%s\n" % sep + head + row % 1)
    for i, value in enumerate(("=1+1", "1e999", "NaN", "1,5", "0x10", "1;2", "\"1", "'1", " ", "\u00a01", "1\u2009", "TRUE", "#N/A",
                               "01.02.2024", "1e-9", "$1", "(1)", "\uff11", "1e1000000000", "-0", "\u202e1", "\t1")):
        case("value-%02d.csv" % i, head + row % value, EITHER if value.strip() != value else REFUSE)
    for i, header in enumerate(("model,hardware,batch_size,batch_size", "model,hardware,=1+1", "model,hardware,", "model", "\x1b[31m,b",
                                "model,hardware,batch\u200b_size", "model,hardware,\u202ebatch_size", "MODEL,HARDWARE,BATCH_SIZE",
                                "model,hardware,b\u0430tch_size", "model,hardware,hardware.", "model,hardware,hardware.memory.x")):
        case("header-%02d.csv" % i, header + "\n" + row % 1)
    case("model-formula.csv", head + "=cmd|' /C calc'!A0,h100-sxm,1\n")
    case("cr-lf-mixed.csv", "model,hardware\r\nllama-3.1-8b,h100-sxm\rllama-3.1-70b,h100-sxm\n", EITHER)


def configs():
    def config(name, text, expected=REFUSE):
        case("config-" + name + ".json", text, expected)

    text = json.dumps(CONFIG)
    config("plain", text, ACCEPT)
    config("bom", "\ufeff" + text, EITHER)
    config("utf-16", text.encode("utf-16"), EITHER)
    config("utf-32", text.encode("utf-32"), EITHER)
    config("latin-1", text[:-1].encode() + b', "a": "caf\xe9"}', EITHER)
    config("nul", text + "\x00")
    config("cut", text[:60])
    for name, more in (("twice", '"hidden_size": 1'), ("twice-escaped", '"hidden_siz\\u0065": 1'), ("trailing", ""), ("nan", '"rms_norm_eps": NaN'),
                       ("infinity", '"rope_theta": -Infinity'), ("comment", '/* x */ "a": 1'), ("single", "'a': 1"), ("octal", '"a": 010'),
                       ("plus", '"a": +1'), ("hex", '"a": 0x1'), ("lone-surrogate", '"a": "\\ud800"'), ("control", '"a": "\n"')):
        config(name, text[:-1] + ", " + more + "}", EITHER if name == "lone-surrogate" else REFUSE)
    config("1e999", text[:-1] + ', "rope_theta": 1e999}', EITHER)
    config("digits", text[:-1] + ', "a": ' + "9" * 500_000 + "}", EITHER)
    config("exponent", text[:-1] + ', "a": 1e999999999}', EITHER)
    config("string", text[:-1] + ', "a": "' + "x" * 900_000 + '"}', EITHER)
    config("too-large", text[:-1] + ', "a": "' + "x" * (1 << 20) + '"}')
    for depth in (40, 900, 200_000):
        config("deep-%d" % depth, text[:-1] + ', "a": ' + "[" * depth + "]" * depth + "}", EITHER)
    config("deep-open", '{"a":' * 150_000)
    config("nested-text", '{"text_config":' * 900 + text + "}" * 900, EITHER)
    for name, value in (("top-list", "[]"), ("top-null", "null"), ("top-number", "1"), ("top-string", '"x"'), ("empty", ""), ("blank", "  \n"),
                        ("empty-map", "{}"), ("two", text + text), ("html", "<html>")):
        config(name, value)
    for name, field, value in (
            ("negative", "hidden_size", -1), ("zero", "num_attention_heads", 0), ("fraction", "num_hidden_layers", 1.5),
            ("largest", "hidden_size", 2**63), ("word", "hidden_size", "4096"), ("flag", "hidden_size", True), ("list", "hidden_size", [1]),
            ("null", "hidden_size", None), ("heads", "num_attention_heads", 31), ("layers", "num_hidden_layers", 10**18),
            ("type-long", "model_type", "x" * 5_000), ("type-path", "model_type", "../../x"), ("type-formula", "model_type", "=1+1"),
            ("type-escape", "model_type", "\x1b[31m"), ("type-bidi", "model_type", "\u202egpt"), ("experts", "num_local_experts", 10**12)):
        config(name, json.dumps({**CONFIG, field: value}), EITHER if name in ("experts", "null") else REFUSE)
    config("layer-types", json.dumps({**CONFIG, "layer_types": ["full_attention"] * 40_000}), EITHER)
    config("layers-1e9", json.dumps({**CONFIG, "num_hidden_layers": 10**9}), EITHER)
    config("keys-many", json.dumps({**CONFIG, **{"k%d" % i: i for i in range(50_000)}}), EITHER)
    config("key-odd", json.dumps({**CONFIG, "\x1b[31m\u202e": 1, "__proto__": {}, "": 1}), EITHER)


class Book:
    """A report of the command's own, to be taken apart."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        with open(path, "rb") as file:
            self.bytes = file.read()
        self.sheet = self.part_of("Scenarios")

    def part_of(self, name):
        workbook = self.parts["xl/workbook.xml"].decode()
        ident = re.search(r'<sheet [^>]*name="%s"[^>]*r:id="([^"]+)"' % name, workbook).group(1)
        for relation in re.findall(r"<Relationship [^>]+>", self.parts["xl/_rels/workbook.xml.rels"].decode()):
            if 'Id="%s"' % ident in relation:
                return "xl/" + re.search(r'Target="/?(?:xl/)?([^"]+)"', relation).group(1)
        raise KeyError(name)

    def zip(self, changed=None, method=zipfile.ZIP_DEFLATED):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as archive:
            for name, content in {**self.parts, **(changed or {})}.items():
                if content is not None:
                    archive.writestr(name, content)
        return out.getvalue()

    def edit(self, part, old, new, count=1):
        text = self.parts[part].decode()
        assert re.search(old, text), (part, old)
        return self.zip({part: re.sub(old, lambda _: new, text, count=count).encode()})

    def behind_head(self, part, more, head=r"^<\?xml[^>]*\?>"):
        return self.edit(part, head, '<?xml version="1.0" encoding="UTF-8"?>' + more)


def workbook_archives(book):
    case("zip-cut.xlsx", book.bytes[: len(book.bytes) // 2])
    case("zip-junk-before.xlsx", b"#!/bin/sh\nexit\n" + book.bytes)
    case("zip-junk-after.xlsx", book.bytes + b"x" * 100_000)
    case("zip-stored.xlsx", book.zip(method=zipfile.ZIP_STORED), EITHER)
    case("zip-bzip2.xlsx", book.zip(method=zipfile.ZIP_BZIP2))
    case("zip-lzma.xlsx", book.zip(method=zipfile.ZIP_LZMA))
    case("zip-empty.xlsx", b"PK\x05\x06" + b"\0" * 18)
    case("zip-nothing.xlsx", b"")
    case("zip-zeros.xlsx", b"\0" * 5_000_000)
    case("zip-comment.xlsx", book.bytes[:-2] + struct.pack("<H", 9_999) + b"x" * 9_999, EITHER)
    case("zip-comment-lies.xlsx", book.bytes[:-2] + struct.pack("<H", 9_999))
    for name, entry in (("parent", "../../../tmp/pwned"), ("absolute", "/tmp/pwned"), ("backslash", "..\\..\\tmp\\pwned"), ("drive", "C:\\pwned"),
                        ("nul", "a\x00b"), ("long", "x" * 60_000), ("device", "CON"), ("escape", "\x1b[31m.xml"), ("folder", "xl/media/")):
        case("zip-entry-%s.xlsx" % name, book.zip({entry: b"x"}), EITHER)
    case("zip-entry-case.xlsx", book.zip({"XL/WORKBOOK.XML": b"<x/>"}))
    case("zip-entries-70k.xlsx", book.zip({"xl/media/%d.png" % i: b"" for i in range(70_000)}))
    case("zip-in-zip.xlsx", book.zip({"xl/media/a.zip": book.bytes}), EITHER)
    bomb = b"<worksheet>" + b" " * 60_000_000
    case("bomb-sheet.xlsx", book.zip({book.sheet: bomb}))
    case("bomb-unused-part.xlsx", book.zip({"xl/media/a.png": b"\0" * 300_000_000}), EITHER)
    case("bomb-strings.xlsx", book.zip({"xl/sharedStrings.xml": b"<sst>" + b"<si/>" * 20_000_000}), EITHER)
    flipped = bytearray(book.bytes)
    for place in range(200, len(flipped), 997):
        flipped[place] ^= 0x55
    case("zip-flipped.xlsx", bytes(flipped))
    for name, offset, value in (("encrypted", 8, b"\x01\x00"), ("method-99", 10, b"\x63\x00"), ("crc", 16, b"\0\0\0\0"), ("size-small", 24, b"\1\0\0\0"),
                                ("size-large", 24, b"\xff\xff\xff\x7f"), ("packed-large", 20, b"\xff\xff\xff\x7f"), ("offset", 42, b"\xff\xff\xff\x7f"),
                                ("offset-same", 42, b"\0\0\0\0"), ("name-length", 28, b"\xff\xff"), ("extra-length", 30, b"\xff\xff")):
        case("zip-%s.xlsx" % name, every_entry(book.bytes, offset, value))
    case("zip-overlap.xlsx", overlap(20_000))
    case("ole2.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096)


def every_entry(content, offset, value):
    """Changes the same field in every entry of the central directory."""
    changed, at = bytearray(content), 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        changed[at + offset:at + offset + len(value)] = value
        at += 4
    return bytes(changed)


def overlap(entries):
    """Many names for one compressed part: small in the file, large in all."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    plain = b"a" * 5_000_000
    packed = packer.compress(plain) + packer.flush()
    crc = zlib.crc32(plain)
    sizes = struct.pack("<LLL", crc, len(packed), len(plain))
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 33) + sizes + struct.pack("<HH", 4, 0) + b"0000" + packed
    central = b"".join(
        b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 33) + sizes + struct.pack("<HHHHHLL", 4, 0, 0, 0, 0, 0, 0)
        + b"%04d" % (i % 10_000) for i in range(entries))
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, entries, entries, len(central), len(local), 0)
    return local + central + end


def workbook_xml(book):
    external = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    laughs = "<!DOCTYPE x [<!ENTITY a0 \"ha\">" + "".join(
        '<!ENTITY a%d "%s">' % (i, "&a%d;" % (i - 1) * 10) for i in range(1, 12)) + "]>"
    parts = {"sheet": book.sheet, "workbook": "xl/workbook.xml", "types": "[Content_Types].xml", "styles": "xl/styles.xml",
             "relations": "xl/_rels/workbook.xml.rels", "package": "_rels/.rels"}
    for name, part in parts.items():
        for what, more in (("external", external), ("laughs", laughs), ("parameter", '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">')):
            case("xml-%s-%s.xlsx" % (what, name), book.behind_head(part, more))
        case("xml-cut-%s.xlsx" % name, book.zip({part: book.parts[part][:-30]}))
        case("xml-empty-%s.xlsx" % name, book.zip({part: b""}))
        case("xml-missing-%s.xlsx" % name, book.zip({part: None}), EITHER if name == "styles" else REFUSE)
        case("xml-utf16-%s.xlsx" % name, book.zip({part: re.sub('encoding="UTF-8"', 'encoding="UTF-16"', book.parts[part].decode()).encode("utf-16")}), EITHER)
        case("xml-deep-%s.xlsx" % name, book.behind_head(part, "<a>" * 100_000))
        case("xml-pi-%s.xlsx" % name, book.behind_head(part, '<?xml-stylesheet href="http://127.0.0.1:9/x"?>'), EITHER)
        case("xml-comment-%s.xlsx" % name, book.behind_head(part, "<!--" + "x y " * 500_000 + "-->"), EITHER)
        case("xml-attributes-%s.xlsx" % name, book.behind_head(part, "<a " + " ".join('a%d=""' % i for i in range(100_000)) + "/>"))
    encoded = book.parts[book.sheet].decode().replace("UTF-8", "UTF-7").encode()
    case("xml-utf7.xlsx", book.zip({book.sheet: encoded}), EITHER)
    case("xml-1.1.xlsx", book.zip({book.sheet: book.parts[book.sheet].replace(b'version="1.0"', b'version="1.1"')}), EITHER)
    case("xml-include.xlsx", book.edit(book.sheet, "<sheetData>", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/><sheetData>'), EITHER)


def workbook_cells(book):
    sheet = book.sheet
    first = r'<row r="2"[^>]*>'
    for i, place in enumerate(("XFE2", "A1048577", "A0", "AAAA2", "2A", "", "A2 ", "A-2", "\u0391" + "2", "a2", "$A$2", "A2:B2", "A99999999999999999999")):
        case("cell-place-%02d.xlsx" % i, book.edit(sheet, r'r="A2"', 'r="%s"' % place), EITHER)
    for i, row in enumerate(("0", "-1", "1048577", "99999999999", "x", "", "1", "2.5", "1e3")):
        case("row-%d.xlsx" % i, book.edit(sheet, r'<row r="2"', '<row r="%s"' % row), EITHER)
    for i, cell in enumerate((
            '<c r="A2" t="s"><v>99999</v></c>', '<c r="A2" t="s"><v>-1</v></c>', '<c r="A2" t="s"><v>99999999999</v></c>', '<c r="A2" t="s"><v>x</v></c>',
            '<c r="A2" t="zzz"><v>1</v></c>', '<c r="A2" t="e"><v>#REF!</v></c>', '<c r="A2" t="d"><v>2024-01-01</v></c>', '<c r="A2"><v>1e999</v></c>',
            '<c r="A2"><v>NaN</v></c>', '<c r="A2"><v>0x10</v></c>', '<c r="A2"><f>1+1</f><v>2</v></c>', '<c r="A2"><f>WEBSERVICE("http://x")</f><v>1</v></c>',
            '<c r="A2"><f>[1]S!A1</f><v>1</v></c>', '<c r="A2" t="b"><v>7</v></c>', '<c r="A2" t="inlineStr"><is><t>_x0000_</t></is></c>',
            '<c r="A2" t="inlineStr"><is><t>%s</t></is></c>' % ("x" * 2_000_000), '<c r="A2" s="99999"><v>1</v></c>', '<c r="A2" s="-1"><v>1</v></c>',
            '<c r="A2"><v>%s</v></c>' % ("9" * 2_000_000), '<c r="A2"><v></v></c>', '<c r="A2"><v>1</v><v>2</v></c>', '<c r="A2"><v>1<b/>2</v></c>')):
        case("cell-%02d.xlsx" % i, book.edit(sheet, r'<c r="A2".*?</c>', cell), EITHER)
    case("rows-same.xlsx", book.edit(sheet, first, '<row r="2"/>' * 100_000 + '<row r="2">'), EITHER)
    case("rows-empty-1e6.xlsx", book.edit(sheet, "</sheetData>", "".join('<row r="%d"/>' % i for i in range(1_000, 1_048_577)) + "</sheetData>"), EITHER)
    case("cells-same.xlsx", book.edit(sheet, first, '<row r="2">' + '<c r="A2"><v>1</v></c>' * 100_000), EITHER)
    case("merge-all.xlsx", book.edit(sheet, "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'), EITHER)
    names = "".join('<definedName name="n%d">1</definedName>' % i for i in range(300_000))
    workbook = book.parts["xl/workbook.xml"].decode()
    anchor = "<definedNames>" if "<definedNames>" in workbook else "</sheets>"
    more = anchor + names if anchor == "<definedNames>" else anchor + "<definedNames>" + names + "</definedNames>"
    case("names-300k.xlsx", book.edit("xl/workbook.xml", re.escape(anchor), more), EITHER)
    case("sheets-2000.xlsx", book.edit("xl/workbook.xml", "<sheets>", "<sheets>" + "".join(
        '<sheet name="x%d" sheetId="%d" r:id="rId1"/>' % (i, i + 900) for i in range(2_000))))
    for i, name in enumerate(("x" * 1_000, "a[b]", "../x", "", "Scenarios2\x07", "'x'", "History", "\u202ex")):
        case("sheet-name-%d.xlsx" % i, book.edit("xl/workbook.xml", 'name="Summary"', 'name="%s"' % name.replace("\x07", "&#7;")), EITHER)
    case("sheet-name-twice.xlsx", book.edit("xl/workbook.xml", 'name="Summary"', 'name="scenarios"'), EITHER)
    for part in ("xl/vbaProject.bin", "xl/activeX/activeX1.xml", "xl/embeddings/oleObject1.bin", "xl/externalLinks/externalLink1.xml",
                 "xl/connections.xml", "xl/queryTables/queryTable1.xml", "customUI/customUI.xml", "xl/webextensions/webextension1.xml"):
        case("part-%s.xlsx" % part.replace("/", "-"), book.zip({part: b"<x/>"}), EITHER)
    target = '<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"%s/></Relationships>'
    for i, (kind, where, mode) in enumerate((
            ("worksheet", "http://127.0.0.1:9/x", ' TargetMode="External"'), ("externalLink", "file:///etc/passwd", ' TargetMode="External"'),
            ("worksheet", "../../../../etc/passwd", ""), ("image", "\\\\\\\\host\\\\share", ' TargetMode="External"'), ("sharedStrings", "workbook.xml", ""))):
        case("relation-%d.xlsx" % i, book.edit("xl/_rels/workbook.xml.rels", "</Relationships>", target % (kind, where, mode)), EITHER)


def command(jar, folder, *words):
    """Runs the command under a small heap; gives exit code, what it printed, seconds and resident bytes."""
    os.makedirs(folder, exist_ok=True)
    log = os.path.join(folder, "log")
    begin = time.monotonic()
    with open(log, "wb") as out:
        child = subprocess.Popen(
            ["java", "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + folder, "-jar", jar, *words],
            stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 30, 1 << 30)))
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() - begin > LIMIT:
                child.kill()
                os.wait4(child.pid, 0)
                return None, "", LIMIT, 0
            time.sleep(0.01)
    child.returncode = os.waitstatus_to_exitcode(status)
    with open(log, "rb") as file:
        text = file.read()
    os.unlink(log)
    return child.returncode, text, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


LIMIT = 300.0
SECONDS = 30.0
BYTES = 700 << 20


def manners(printed):
    if len(printed) > 65_536:
        yield "%d bytes printed" % len(printed)
    text = printed.decode("utf-8", "replace")
    if re.search(r"^\s+at [\w.$/]+\(|Exception|java\.lang|OutOfMemory", text, re.M):
        yield "a stack trace or the name of an exception: " + text[:300]
    if CONTROL.search(text):
        yield "control characters: " + ascii(CONTROL.search(text).group())
    if max(map(len, text.splitlines()), default=0) > 3_000:
        yield "a line of %d characters" % max(map(len, text.splitlines()))


def faults(jar, work, name, content, expected):
    folder = os.path.join(work, "one")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder + "/in")
    path = os.path.join(folder, "in", name)
    with open(path, "wb") as file:
        file.write(content)
    os.symlink("/etc/passwd", folder + "/in/link.json")
    os.makedirs(folder + "/in/deep")
    os.symlink("/etc", folder + "/in/deep/link2")
    os.mkfifo(folder + "/in/pipe.json")
    before = {entry for entry in os.listdir(folder)}
    words = ["catalog", "check", path] if name.endswith(".json") else ["run", path, "--output", folder + "/out", "--format", "xlsx,csv"]
    code, printed, seconds, memory = command(jar, folder + "/tmp", *words)
    if code is None:
        yield "no end within %d s" % LIMIT
        return
    yield from manners(printed)
    if code not in (0, 1) or (expected != EITHER and (code == 1) != (expected == REFUSE)):
        yield "expected %s, exit %s: %s" % (expected, code, printed[:300].decode("utf-8", "replace"))
    if code == 1 and name not in printed.decode("utf-8", "replace"):
        yield "is not named: " + printed[:200].decode("utf-8", "replace")
    if seconds > SECONDS:
        yield "%.0f CPU seconds" % seconds
    if memory > BYTES:
        yield "%d MiB resident" % (memory >> 20)
    reports = [file for _, _, files in os.walk(folder + "/out") for file in files if re.search(r"\.(xlsx|csv|manifest\.json)$", file)]
    if code == 1 and reports:
        yield "refused, yet wrote %s" % reports
    left = [os.path.join(d, f) for d, _, fs in os.walk(folder + "/tmp") for f in fs]
    if left:
        yield "left behind: %s" % left[:3]
    if set(os.listdir(folder)) - before - {"out", "tmp"} or os.path.exists("/tmp/pwned"):
        yield "wrote beside its place"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("jar")
    parser.add_argument("--keep")
    parser.add_argument("--only", default="")
    parser.add_argument("--together", action="store_true", help="only the run over one folder")
    options = parser.parse_args()
    work = tempfile.mkdtemp(prefix="hostile-")
    try:
        os.makedirs(work + "/base")
        with open(work + "/base/base.yaml", "w", encoding="utf-8") as file:
            file.write(GOOD)
        code, printed, _, _ = command(options.jar, work + "/t", "run", work + "/base", "--output", work + "/base-out", "--quiet")
        assert code == 0, printed
        book = Book(work + "/base-out/base.xlsx")
        for make in (yaml_texts, yaml_structure, yaml_numbers, yaml_grids, yaml_names, csv_files, configs):
            make()
        case("plain.xlsx", book.bytes, ACCEPT)
        for make in (workbook_archives, workbook_xml, workbook_cells):
            make(book)
        chosen = [one for one in CASES if options.only in one[0]]
        bad = 0
        if options.keep:
            os.makedirs(options.keep, exist_ok=True)
        if not options.together:
            for name, content, expected in chosen:
                found = list(faults(options.jar, work, name, content, expected))
                for fault in found:
                    print("%s: %s" % (name, fault), flush=True)
                if found and options.keep:
                    with open(os.path.join(options.keep, name), "wb") as file:
                        file.write(content)
                bad += bool(found)
            print("%d of %d as they must be" % (len(chosen) - bad, len(chosen)))
        for fault in together(options.jar, work, chosen):
            print("together: " + fault)
            bad += 1
        sys.exit(bool(bad))
    finally:
        shutil.rmtree(work, ignore_errors=True)


def together(jar, work, cases):
    """All that must be refused in one folder with a good file each: the good ones are delivered, the bad ones named."""
    refused = [(name, content) for name, content, expected in cases if expected == REFUSE and not name.endswith(".json")]
    if not refused:
        return
    folder = work + "/all"
    os.makedirs(folder + "/in")
    for i, (name, content) in enumerate(refused):
        with open("%s/in/%s" % (folder, name.replace(".", "-%d." % i, 1) if name.count(".") == 1 else "%d-%s" % (i, name)), "wb") as file:
            file.write(content)
        with open("%s/in/good%d.yaml" % (folder, i), "w", encoding="utf-8") as file:
            file.write(GOOD)
    names = [name for name in os.listdir(folder + "/in") if not name.startswith("good")]
    code, printed, seconds, memory = command(jar, folder + "/tmp", "run", folder + "/in", "--output", folder + "/out")
    if code is None:
        yield "no end within %d s" % LIMIT
        return
    text = printed.decode("utf-8", "replace")
    if code != 1:
        yield "exit %s" % code
    yield from (fault for fault in manners(printed[:65_000]))
    unnamed = [name for name in names if name not in text]
    if unnamed:
        yield "not named: %s" % unnamed[:5]
    reports = set(os.listdir(folder + "/out"))
    missing = [i for i in range(len(refused)) if "good%d.xlsx" % i not in reports]
    if missing:
        yield "not delivered: %s" % missing[:5]
    extra = [name for name in reports if name.endswith(".xlsx") and not name.startswith("good")]
    if extra:
        yield "delivered: %s" % extra[:5]
    print("%d bad among %d good files: %.0f CPU seconds, %d MiB resident" % (len(refused), len(refused), seconds, memory >> 20))


main()
