"""Turns the collected measurements into the product's own files.

    python3 src/test/python/convert_measured.py MEASURED_DIR src/main/resources/dev/sweepbook/measured

MEASURED_DIR holds a CSV a source with the columns id, source_url_or_repo_path, source_version_or_date, model_id,
hardware_id, tp, pp, weight_dtype, kv_dtype, batch_or_concurrency, input_tokens, output_tokens, metric, value, notes and
tier, and a folder catalog/ of models that occur nowhere else. What is written: a CSV a source in the format that
`accuracy` and `calibrate` read, memory.csv and kernels.csv, which have formats of their own, and catalog/configs. The
files sources.csv and catalog/*.csv beside them are kept by hand. The same input gives the same bytes.
"""

import csv
import json
import pathlib
import re
import sys

ENGINES = {
    "TensorRT-LLM": "tensorrt-llm",
    "trtllm": "tensorrt-llm",
    "vLLM": "vllm",
    "vllm": "vllm",
    "FasterTransformer": "fastertransformer",
    "TurboMind": "lmdeploy",
    "llama.cpp": "llama.cpp",
    "Deepspeed-MII": "generic",  # has no class of its own
}
ENGINE_OF_FILE = {"llamacpp_gpus": "llama.cpp", "lmdeploy_a100": "lmdeploy", "kipply_ft13b": "fastertransformer"}
SOURCES = {
    "fastertransformer": "ft-guide",
    "trtllm_static": "trtllm-docs",
    "lmdeploy_a100": "lmdeploy-docs",
    "kipply_ft13b": "kipply",
    "argonne_llm_inference_bench": "argonne",
    "llamacpp_gpus": "llama-bench",
    "aic_silicon_serving": "aiconfigurator-serving",
}
HEADER = """model hardware engine tensor_parallel pipeline_parallel batch_size prompt_tokens output_tokens
weight_dtype kv_dtype activation_dtype interference hardware.scale_up_devices metric value source id tier family""".split()
MEMORY = "model hardware engine tensor_parallel batch_size prompt_tokens output_tokens weight_dtype kv_dtype metric value source id".split()
KERNELS = """hardware devices software dtype kv_dtype m n k batch_size tokens heads kv_heads head_dim message metric
value source id""".split()
MEMORY_METRICS = ("gpu_memory_gb", "oom", "weights_gib_per_device", "kv_cache_tokens_capacity")
DEVICES = {
    "NVIDIA A100-SXM4-80GB": "a100-sxm-80gb",
    "NVIDIA A100 SXM": "a100-sxm-80gb",
    "A100-80GB": "a100-sxm-80gb",
    "NVIDIA A100 PCIe": "a100-pcie-80gb",
    "NVIDIA H100 80GB HBM3": "h100-sxm",
    "NVIDIA H100 SXM": "h100-sxm",
    "A6000": "rtx-a6000",
    "V100": "v100-sxm-32gb",
    "4090": "rtx-4090",
}
DTYPES = {"bfloat16": "bf16", "half": "fp16", "float16": "fp16"}


def read(path):
    with open(path, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as lines:
        out = csv.writer(lines, lineterminator="\n")
        used = [name for name in header if any(row.get(name, "") for row in rows)]
        out.writerow(used)
        out.writerows([row.get(name, "") for name in used] for row in rows)
    print(f"{path.name}: {len(rows)} rows")


def engine(stem, notes):
    found = re.search(r"engine=([^;,]*)", notes)
    name = found.group(1).split(" ")[0].strip() if found else ""
    return ENGINES[name] if name else ENGINE_OF_FILE.get(stem, "fastertransformer")


def dtype(text, otherwise):
    return {"fp16/bf16": "bf16", "n/s": otherwise}.get(text, text)


def tier(row):
    """The author's two tpot_s are a division by 10 of what he measured over 9 steps: context, not data."""
    return "C" if row["id"].startswith("kipply") and row["metric"] == "tpot_s" else row["tier"]


def scenario(stem, row):
    """The axes of a row. A prefill rate needs a token to come out; llama-bench splits layers over the devices of one
    host."""
    weights = dtype(row["weight_dtype"], "bf16")
    two_bytes = "fp16" if weights in ("fp16", "q4_k_m") else "bf16"
    serving = stem == "aic_silicon_serving"
    return {
        "model": row["model_id"],
        "hardware": row["hardware_id"],
        "engine": engine(stem, row["notes"]),
        "tensor_parallel": "" if row["tp"] == "1" else row["tp"],
        "pipeline_parallel": "" if row["pp"] == "1" else row["pp"],
        "batch_size": row["batch_or_concurrency"],
        "prompt_tokens": row["input_tokens"],
        "output_tokens": "1" if row["output_tokens"] in ("", "0") else row["output_tokens"],
        "weight_dtype": weights,
        "kv_dtype": dtype(row["kv_dtype"], two_bytes),
        "activation_dtype": "fp8" if weights == "fp8" else two_bytes,
        "interference": "on" if serving else "",
        "hardware.scale_up_devices": "" if row["pp"] == "1" else row["pp"],
        "metric": row["metric"],
        "value": row["value"],
        "source": SOURCES.get(stem, ""),
        "id": row["id"],
        "tier": tier(row),
        "family": "serving" if serving else "",
    }


def memory(stem, row):
    if stem == "memory_capacity":  # an unnamed 80 GB device; the model is its architecture's
        row = dict(row, model_id="llama-3.1-70b", hardware_id="a100-sxm-80gb")
    cells = scenario(stem, row)
    cells["source"] = "vllm-pull-12569" if stem == "memory_capacity" else cells["source"]
    cells["engine"] = "vllm" if stem == "memory_capacity" else cells["engine"]
    return cells


def kernel(row):
    notes = row["notes"]

    def number(name):
        found = re.search(r"\b" + name + r"[ =](\d+)", notes)
        return found.group(1) if found else ""

    shape = re.search(r"shape (\d+)x(\d+)x(\d+)", notes)
    m, n, k = shape.groups() if shape else (number("M"), number("N"), number("K"))
    software = re.search(r"(TRTLLM|NCCL|vLLM|torch) [^;]+", notes)
    path = row["source_url_or_repo_path"]
    return {
        "hardware": DEVICES.get(row["hardware"], row["hardware"].lower().replace(" ", "-")),
        "devices": row["n_devices"],
        "software": software.group(0) if software else "",
        "dtype": DTYPES.get(row["weight_dtype"], row["weight_dtype"]),
        "kv_dtype": DTYPES.get(row["kv_dtype"], row["kv_dtype"]),
        "m": m,
        "n": n,
        "k": k,
        "batch_size": "" if m else row["batch_or_concurrency"],
        "tokens": row["input_tokens"],
        "heads": number("heads"),
        "kv_heads": number("kv_heads"),
        "head_dim": number("head_dim"),
        "message": number("message_size"),
        "metric": row["metric"],
        "value": row["value"],
        "source": path.split(":")[1].split("/")[1].lower() if "github:" in path else path,
        "id": row["id"],
    }


def compact(config, path):
    with open(config, encoding="utf-8") as text:
        path.write_text(json.dumps(json.load(text), indent=1) + "\n", encoding="utf-8")


def main(measured, target):
    measured, target = pathlib.Path(measured), pathlib.Path(target)
    (target / "catalog" / "configs").mkdir(parents=True, exist_ok=True)
    memories, kernels = [], []
    for path in sorted(measured.glob("*.csv")):
        rows = [row for row in read(path) if row["use"] == "yes"]
        kernels += [kernel(row) for row in rows if row["tier"] == "kernel"]
        memories += [memory(path.stem, row) for row in rows if row["metric"] in MEMORY_METRICS]
        timed = [scenario(path.stem, row) for row in rows if row["tier"] in ("A", "B", "C")]
        if timed:
            write(target / f"{SOURCES[path.stem]}.csv", HEADER, timed)
    write(target / "memory.csv", MEMORY, memories)
    write(target / "kernels.csv", KERNELS, kernels)
    for config in sorted((measured / "catalog").glob("*.json")):
        compact(config, target / "catalog" / "configs" / config.name)


if __name__ == "__main__":
    main(*sys.argv[1:])
