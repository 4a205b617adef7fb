#!/usr/bin/env python3
"""What fuzzing begins from: seeds.py OUT JAR. Makes OUT/READER/* and OUT/READER.dict for .ci/fuzz.

Files of this project, cut small, and the hostile files of ../shared where they are."""
import glob
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile

HOSTILE = "../shared/data/hostile/"
MOST = 40_000
CALIBRATION = """extends: default
description: ours
source: measured on our machines
bands:
  - {engine: vllm, phase: request, evidence: measured here, p10: 0.9, p90: 1.2, rows: 24}
measured:
  - {engine: vllm, hardware: h100-sxm, memory: HBM, memory_bandwidth: 3.35e12, peak: 9.894e14, model: llama-3-8b, layers: 32, hidden_size: 4096, weight_bytes: 2, tensor_parallel: 1, pipeline_parallel: 1, batch_size: [1, 64], prompt_tokens: [128, 2048], output_tokens: [128, 128]}
"""
DEFINITIONS = """models:
  mine: {extends: llama-3.1-8b, intermediate_size: 20480, parameters: {total: 9000000000, active: 9000000000}}
hardware:
  mine: {extends: h100-sxm, memory: 96 GB, peak_flops: {bf16: 989 TFLOPS, fp8: 1979 TFLOPS}, memory_bandwidth: 3.6 TB/s}
"""
WHOLE = """models:
  mine: {hidden_size: 4096, num_hidden_layers: 32, num_attention_heads: 32, num_key_value_heads: 8, head_dim: 128,
    intermediate_size: 14336, vocab_size: 128256, tie_word_embeddings: false}
hardware:
  mine: {name: Mine, peak_flops: {bf16: 989 TFLOPS}, memory: 80 GB, memory_bandwidth: 3.35 TB/s, link_bandwidth: 450 GB/s,
    link_latency: 10 us, pcie_bandwidth: 64 GB/s, scale_up_devices: 8, scale_out_latency: 5 us,
    scale_out_bandwidth: 50 GB/s, power: 700 W, price_per_hour: 2.5, source: datasheet}
"""
SWEEP = """name: x
models: [llama-3.1-8b, {id: w, extends: llama-3.1-8b, intermediate_size: 20480}]
hardware: [h100-sxm, {id: oc, extends: h100-sxm, memory_bandwidth: 3.6 TB/s}]
fixed: {kv_dtype: bf16}
sweep: {tensor_parallel: [1, 2], batch_size: {from: 1, to: 8, times: 2}, hardware.memory: {from: 40 GB, to: 80 GB, count: 3, scale: log}}
zip:
  - {prompt_tokens: 512, output_tokens: 128}
  - {prompt_tokens: 8192, output_tokens: 1024}
exclude:
  - {model: llama-3.1-8b, tensor_parallel: [2]}
  - batch_size * prompt_tokens > 30000
include:
  - {model: llama-3.1-8b, hardware: h100-sxm, batch_size: 1000}
slo: {ttft: 500 ms, tpot: 50 ms}
report: {template: report.xlsx, top: 50, rows: auto}
"""
SWEEPS = """sweeps:
  - {name: a, models: [llama-3.1-8b], hardware: [h100-sxm], sweep: {batch_size: {from: 1, to: 9, step: 2}}}
  - {models: [llama-3.1-8b], sweep: {hardware: [h100-sxm, a100-sxm-80gb]}, zip: [{batch_size: 1}, {batch_size: 2}]}
"""
QUANTITIES = ["80 GB", "3.35 TB/s", "450Gb/s", "989 TFLOPS", "10 us", "5 µs", "700 W", "1e3", "1e999", "-0", "0x10",
              "1_000", "1,5", "95%", "80 G", "1e-400", "9" * 40, "NaN", "１２", "1 GiB", "1e1000000000", "4k", "'1"]
EXPRESSIONS = ["batch_size * prompt_tokens > 1000000", "ttft_seconds > 0.5 and fits == \"true\"",
               "not (hardware == 'h100-sxm' or model in ['a', \"b\"])", "min(batch_size, 2, 3) % 2 == 1",
               "ceil(1 / 3) <= -floor(2.5e3)", "batch_size in [1, 2, 3]", "hardware.memory >= 8e10", "1 < 2 < 3",
               "not not not fits == 'true'", "((((1)))) == 1", "batch_size == 'x'"]
XML = ["<row r=\"2\">", "<c r=\"A1\" t=\"s\"><v>0</v></c>", "t=\"inlineStr\"", "<is><t>", "</t></is>", "<f>", "</f>",
       "<v>", "</v>", "xml:space=\"preserve\"", "_x000D_", "&#0;", "&#x10FFFF;", "&amp;", "<!DOCTYPE a>", "<![CDATA[",
       "]]>", "<!--", "-->", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>", "TargetMode=\"External\"", "Target=\"../../x\"",
       "\n#part xl/vbaProject.bin\n", "\n#part xl/sharedStrings.xml\n", "\n#part xl/comments1.xml\n", "r=\"XFD1048576\"",
       "1e999", "t=\"b\"", "t=\"e\"", "#REF!", "<definedName name=\"", "<mergeCell ref=\"A1:XFD1048576\"/>", "${run.name}",
       "${column batch_size}", "DDE", "WEBSERVICE(", "sb_latency", "mc:AlternateContent"]
TEXT = [": ", "- ", "{", "}", "[", "]", "&a ", "*a", "!!", "<<: ", "---\n", "...\n", "%YAML 1.2\n", "|\n", ">\n", "? ",
        "\"", "'", "\\x00", "\\ud800", "\\U0010FFFF", "\t", "#", "null", "~", "yes", "0x10", "0o7", "1_000", "1e999", ".inf",
        ".nan", "NaN", "Infinity", "-0", "1e-999", "from", "to", "step", "times", "count", "scale", "log", "linear"]


def parts(path):
    text = b""
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            if entry.file_size < MOST:
                text += b"#part " + entry.filename.encode("utf-8") + b"\n" + archive.read(entry) + b"\n"
    return text


class Seeds:
    def __init__(self, out):
        self.out = out

    def put(self, reader, content):
        content = content.encode("utf-8") if isinstance(content, str) else content
        if len(content) <= MOST:
            folder = os.path.join(self.out, reader)
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, hashlib.sha1(content).hexdigest()), "wb") as file:
                file.write(content)

    def files(self, reader, pattern, cut=None):
        for path in sorted(glob.glob(pattern)):
            with open(path, "rb") as file:
                content = file.read()
            self.put(reader, b"".join(content.splitlines(True)[:cut]) if cut else content)

    def packages(self, kind, pattern):
        for path in sorted(glob.glob(pattern)):
            with open(path, "rb") as file:
                self.put(kind, file.read())
            try:
                self.put(kind + "_PARTS", parts(path))
            except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError):
                pass  # broken on purpose

    def dictionary(self, reader, words):
        with open(os.path.join(self.out, reader + ".dict"), "w", encoding="ascii") as file:
            for word in sorted(set(words)):
                escaped = "".join(
                    chr(b) if 32 <= b < 127 and b not in b'"\\' else "\\x%02x" % b for b in word.encode("utf-8"))
                file.write('"%s"\n' % escaped)


def own_workbooks(seeds, jar):
    """Reports of small sweeps, which are scenario files and templates too."""
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(folder + "/in")
        for name, text in (("a", SWEEPS), ("b", SWEEP.replace("report:", "#"))):
            with open(f"{folder}/in/{name}.yaml", "w", encoding="utf-8") as file:
                file.write(text)
        subprocess.run(["java", "-jar", jar, "run", folder + "/in", "--output", folder + "/out", "--quiet"], check=True)
        for path in glob.glob(folder + "/out/*.xlsx"):
            keep = re.compile(r"\[Content|rels$|workbook\.xml|sheet[2345]\.xml|comments|styles|table")
            small = path.replace(".xlsx", "-small.xlsx")
            with zipfile.ZipFile(path) as whole, zipfile.ZipFile(small, "w", zipfile.ZIP_DEFLATED) as cut:
                for entry in whole.infolist():
                    if keep.search(entry.filename):
                        cut.writestr(entry.filename, whole.read(entry))
            with open(path, "rb") as file:
                for kind in ("WORKBOOK", "TEMPLATE"):
                    seeds.put(kind, file.read())
                    file.seek(0)
            seeds.put("WORKBOOK_PARTS", parts(path)[:MOST])
            seeds.put("WORKBOOK_PARTS", parts(small)[:MOST])
            seeds.put("TEMPLATE_PARTS", parts(small)[:MOST])


def main():
    out, jar = sys.argv[1:]
    seeds = Seeds(out)
    seeds.files("YAML", "scenarios/*.yaml")
    seeds.files("YAML", HOSTILE + "yaml/*")
    for text in (SWEEP, SWEEPS):
        seeds.put("YAML", text)
    seeds.files("CSV", "scenarios/*.csv")
    seeds.files("CSV", HOSTILE + "csv/*")
    seeds.put("CSV", "sep=;\nmodel;hardware;hardware.memory\nllama-3.1-8b;h100-sxm;90 GB\n")
    seeds.put("CSV", "model,hardware\nllama-3.1-8b,h100-sxm\n".encode("utf-16"))
    resources = "src/main/resources/dev/sweepbook/"
    seeds.files("MEASURED", resources + "measured/*.csv", 12)
    seeds.files("CONFIG", resources + "catalog/configs/*.json")
    seeds.files("CONFIG", "src/test/resources/dev/sweepbook/catalog/*/*.json")
    seeds.put("CALIBRATION", CALIBRATION)
    seeds.put("CALIBRATION", "extends: mine\n")
    for text in (DEFINITIONS, WHOLE):
        seeds.put("DEFINITIONS", text)
    for text in QUANTITIES:
        seeds.put("QUANTITY", text)
    for text in EXPRESSIONS:
        seeds.put("EXPRESSION", text)
    for kind in ("WORKBOOK", "TEMPLATE"):
        seeds.packages(kind, HOSTILE + "xlsx/*")
    own_workbooks(seeds, jar)

    with open("scenarios/.sweepbook.schema.json", encoding="utf-8") as file:
        words = re.findall(r'"([A-Za-z][\w./-]{1,40})"', json.dumps(json.load(file)))
    with open(resources + "catalog/fields.csv", encoding="utf-8") as file:
        fields = re.findall(r"[a-z][a-z0-9_]+", "\n".join(line.rsplit(",", 1)[0] for line in file))
    with open(resources + "catalog/calibration-parameters.csv", encoding="utf-8") as file:
        parameters = re.findall(r"[a-z][a-z0-9_]{2,}", file.read())
    units = re.findall(r"\S+", "B kB MB GB TB KiB MiB GiB TiB GB/s TB/s Gb/s GFLOPS TFLOPS s ms us µs ns W kW")
    grammar = ["or", "and", "not", "in", "==", "!=", "<=", ">=", "min(", "max(", "ceil(", "floor(", "%"]
    for reader in ("YAML", "CSV", "DEFINITIONS"):
        seeds.dictionary(reader, words + units + TEXT + (grammar if reader == "YAML" else []))
    seeds.dictionary("MEASURED", words + ["metric", "value", "source", "tier", "total_latency_s", "ttft_s", "tpot_s", "id",
                                          "family", "output_tokens_per_s", "prefill_tokens_per_s", "sep=;\n"])
    seeds.dictionary("CONFIG", fields + ["null", "true", "false", "NaN", "Infinity", "1e999", "\\ud800", "-0", "{}", "[]"])
    seeds.dictionary("CALIBRATION", parameters + TEXT + ["extends", "bands", "measured", "engines", "vllm", "generic"])
    seeds.dictionary("QUANTITY", units + TEXT)
    seeds.dictionary("EXPRESSION", grammar + [word for word in words if "_" in word])
    for reader in ("WORKBOOK", "TEMPLATE", "WORKBOOK_PARTS", "TEMPLATE_PARTS"):
        seeds.dictionary(reader, XML + ["PK\x01\x02", "PK\x03\x04", "PK\x05\x06", "PK\x06\x06"])


main()
