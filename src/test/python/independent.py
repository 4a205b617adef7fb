"""The arithmetic of seed-2020 and kipply-2022, worked a second time: exact fractions, no line shared with the product.

Written from the equations alone (FORMULAS.md 1, 2 and 4) by someone who had not read the Java. It reads a scenario
file in CSV, one scenario a row, and prints every result column in SI base units; IndependentCalculationTest holds the
product to it.

    scenarios   python3 src/test/python/random_scenarios.py > src/test/resources/independent/scenarios.csv
    expected    python3 src/test/python/independent.py src/test/resources/independent/scenarios.csv \
                    --models MODELS.csv --hardware HARDWARE.csv \
                    --definitions src/test/resources/independent/catalog/definitions.yaml \
                    > src/test/resources/independent/expected.csv

MODELS.csv has id, layers, d_model, vocab; HARDWARE.csv has id, fp32_tflops, fp16_tflops, bf16_tflops, memory_bytes,
mem_bw_gb_per_s, link_gb_per_s_per_direction, pcie_gb_per_s_per_direction (the tables the catalogue was made from).
The definitions are YAML that is also JSON.
"""

import argparse
import csv
import json
import re
import sys
from fractions import Fraction
from math import floor

MICROSECOND = Fraction(1, 10**6)
RESULTS = """status parameters active_parameters embedding_parameters flops_per_token attention_flops_per_token
elementwise_flops_per_token prefill_flops kv_bytes_per_token kv_bytes_per_sequence kv_bytes kv_bytes_per_device
kv_flops_per_token kv_recompute_saved_seconds weight_bytes memory_bytes free_bytes kv_token_capacity max_batch_size
min_devices fits weight_bytes_per_device memory_bytes_per_device memory_seconds compute_seconds comms_seconds
overhead_seconds decode_step_seconds bound next_bound memory_share compute_share comms_share overhead_share
prefill_seconds prefill_bound ttft_seconds tpot_seconds request_seconds mfu mbu output_tokens_per_second
output_tokens_per_second_per_device output_tokens_per_second_per_user total_tokens_per_second requests_per_second
flops_per_byte batch_threshold weights_batch_threshold kv_equals_weights_batch comms_throughput_batch
flops_per_comms_byte binding_threshold qkv_flops_per_token projection_flops_per_token mlp_flops_per_token
position_flops_per_token comms_values_per_token flops_per_link_byte vanishing_context comms_compute_batch
comms_compute_tensor_parallel""".split()
INPUTS = """scenario model hardware formulas calibration engine tensor_parallel pipeline_parallel expert_parallel
data_parallel replicas micro_batches devices batch_size prompt_tokens output_tokens cached_prompt_tokens weight_dtype
kv_dtype activation_dtype overlap interference memory_utilization kv_block_tokens runtime_memory
expert_imbalance""".split()
IGNORED = "calibration engine memory_utilization micro_batches kv_block_tokens runtime_memory expert_imbalance".split()
DEFAULTS = dict(tensor_parallel="1", pipeline_parallel="1", expert_parallel="1", data_parallel="1", replicas="1",
                batch_size="1", prompt_tokens="1024", output_tokens="256", cached_prompt_tokens="0",
                weight_dtype="bf16", kv_dtype="bf16", activation_dtype="bf16", overlap="0", interference="off")
UNITS = {"": 1, "B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12, "KiB": 2**10, "MiB": 2**20,
         "GiB": 2**30, "TiB": 2**40, "FLOPS": 1, "GFLOPS": 10**9, "TFLOPS": 10**12, "PFLOPS": 10**15,
         "Gb/s": Fraction(10**9, 8)}
UNITS.update({f"{unit}/s": UNITS[unit] for unit in ("B", "kB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB")})


def quantity(text):
    number, unit = re.fullmatch(r"(-?[0-9.]+(?:[eE][+-]?[0-9]+)?) ?(.*)", str(text)).groups()
    return Fraction(number) * UNITS[unit]


class Tables:
    """Models as (layers, width, vocabulary, parameters or None), devices as field to number."""

    def __init__(self, models, hardware, definitions):
        with open(models, encoding="utf-8") as lines:
            self.models = {row["id"]: (int(row["layers"]), int(row["d_model"]), int(row["vocab"]), None)
                           for row in csv.DictReader(lines)}
        with open(hardware, encoding="utf-8") as lines:
            self.devices = {row["id"]: self.device(row) for row in csv.DictReader(lines)}
        if definitions:
            with open(definitions, encoding="utf-8") as text:
                self.define(json.load(text))

    @staticmethod
    def device(row):
        columns = {"peak_flops.fp32": ("fp32_tflops", 10**12), "peak_flops.fp16": ("fp16_tflops", 10**12),
                   "peak_flops.bf16": ("bf16_tflops", 10**12), "memory": ("memory_bytes", 1),
                   "memory_bandwidth": ("mem_bw_gb_per_s", 10**9),
                   "link_bandwidth": ("link_gb_per_s_per_direction", 10**9),
                   "pcie_bandwidth": ("pcie_gb_per_s_per_direction", 10**9)}
        return {field: Fraction(row[name]) * unit for field, (name, unit) in columns.items() if row[name]}

    def define(self, document):
        for name, fields in document.get("models", {}).items():
            layers, width, vocabulary, parameters = self.models.get(fields.get("extends"), (0, 0, 0, None))
            self.models[name] = (fields.get("num_hidden_layers", layers), fields.get("hidden_size", width),
                                 fields.get("vocab_size", vocabulary), fields.get("parameters", parameters))
        for name, fields in document.get("hardware", {}).items():
            device = dict(self.devices.get(fields.get("extends"), {}))
            for field, value in fields.items():
                if field == "peak_flops":
                    device.update({f"peak_flops.{dtype}": quantity(peak) for dtype, peak in value.items()})
                elif field.endswith("bandwidth") or field == "memory":
                    device[field] = quantity(value)
            self.devices[name] = device


def peak(device, dtypes):
    """Same width first (bf16 and fp16 stand in for each other), then wider: fp32."""
    wanted = "fp16" if dtypes == {"fp16"} else "bf16"
    other = {"fp16": "bf16", "bf16": "fp16"}[wanted]
    for dtype in (wanted, other, "fp32"):
        if f"peak_flops.{dtype}" in device:
            return device[f"peak_flops.{dtype}"]
    raise ValueError("no peak")


def not_supported(asked, device):
    one = ("pipeline_parallel", "expert_parallel", "data_parallel")
    reasons = [axis for axis in one if int(asked[axis]) > 1]
    reasons += ["cached_prompt_tokens"] if int(asked["cached_prompt_tokens"]) > 0 else []
    reasons += ["overlap"] if Fraction(asked["overlap"]) != 0 else []
    reasons += ["interference"] if asked["interference"] == "on" else []
    reasons += [axis for axis in ("weight_dtype", "kv_dtype", "activation_dtype")
                if asked[axis] not in ("bf16", "fp16")]
    if int(asked["tensor_parallel"]) > 1 and not ({"link_bandwidth", "pcie_bandwidth"} & device.keys()):
        reasons.append("tensor_parallel")
    return reasons


def ranked(terms):
    """Names of the terms above zero, largest first, ties in the order given."""
    order = sorted(range(len(terms)), key=lambda i: (-terms[i][1], i))
    return [terms[i][0] for i in order if terms[i][1] > 0]


def results(asked, model, device):
    layers, d, vocabulary, override = model
    seed = asked["formulas"] == "seed-2020"
    n, replicas = int(asked["tensor_parallel"]), int(asked["replicas"])
    batch, s, o = int(asked["batch_size"]), int(asked["prompt_tokens"]), int(asked["output_tokens"])
    flops = peak(device, {asked["weight_dtype"], asked["activation_dtype"]})
    bandwidth, memory = device["memory_bandwidth"], device["memory"]
    link = device.get("link_bandwidth", device.get("pcie_bandwidth"))
    out = dict.fromkeys(RESULTS)

    embedding = vocabulary * d
    parameters = Fraction(override) if override else Fraction(12 * layers * d * d + embedding)
    out["parameters"] = out["active_parameters"] = parameters
    out["embedding_parameters"] = embedding

    qkv, z, projection, mlp, mlp_elementwise, positions = 6 * d * d, 11 * d, 2 * d * d, 16 * d * d, 6 * d, 6 * d
    matmuls = layers * (qkv + projection + mlp)
    out["qkv_flops_per_token"] = layers * qkv
    out["projection_flops_per_token"] = layers * projection
    out["mlp_flops_per_token"] = layers * (mlp + mlp_elementwise) if seed else layers * mlp
    out["flops_per_token"] = matmuls + layers * (z + mlp_elementwise + positions) if seed else matmuls
    if seed:
        out["attention_flops_per_token"] = layers * z
        out["elementwise_flops_per_token"] = layers * (mlp_elementwise + positions)
        out["position_flops_per_token"] = layers * positions
    else:
        out["prefill_flops"] = 2 * parameters * s * batch

    kv = 2 * layers * d * 2
    needed = 2 * parameters + batch * (s + o) * kv
    out["kv_bytes_per_token"], out["kv_bytes_per_sequence"] = kv, (s + o) * kv
    out["kv_bytes"] = batch * (s + o) * kv
    out["kv_bytes_per_device"] = Fraction(out["kv_bytes"], n)
    out["kv_flops_per_token"] = layers * 2 * d * d * 2
    reused = sum(range(s, s + o)) if o <= 1000 else o * s + o * (o - 1) // 2
    out["kv_recompute_saved_seconds"] = reused * out["kv_flops_per_token"] / flops
    out["weight_bytes"], out["memory_bytes"] = 2 * parameters, needed
    out["weight_bytes_per_device"], out["memory_bytes_per_device"] = 2 * parameters / n, needed / n
    out["free_bytes"] = n * memory - needed
    out["kv_token_capacity"] = max(0, floor((n * memory - 2 * parameters) / kv))
    out["max_batch_size"] = out["kv_token_capacity"] // (s + o)
    out["min_devices"] = -floor(-needed / memory) if memory else None
    out["fits"] = "true" if needed <= n * memory else "false"
    out["status"] = "ok" if needed <= n * memory else "does not fit: "

    def comms(tokens):
        if n == 1:
            return Fraction(0)
        if seed:
            return max(layers * 4 * 10 * MICROSECOND, Fraction(tokens * layers * 12 * d) / link)
        return max(layers * 4 * 8 * MICROSECOND, Fraction(tokens * 2 * 4 * layers * d) / link)

    memory_time, compute_time, comms_time = 2 * parameters / (n * bandwidth), batch * 2 * parameters / (n * flops), comms(batch)
    step = max(memory_time, compute_time) + comms_time if seed else max(memory_time, compute_time, comms_time)
    total = memory_time + compute_time + comms_time
    out["memory_seconds"], out["compute_seconds"], out["comms_seconds"] = memory_time, compute_time, comms_time
    out["overhead_seconds"], out["overhead_share"], out["decode_step_seconds"] = 0, 0, step
    out["memory_share"], out["compute_share"], out["comms_share"] = memory_time / total, compute_time / total, comms_time / total
    order = ranked([("memory", memory_time), ("compute", compute_time), ("comms", comms_time), ("overhead", 0)])
    out["bound"], out["next_bound"] = order[0], order[1]
    out["mfu"] = batch * 2 * parameters / (n * flops * step)
    out["mbu"] = 2 * parameters / (n * bandwidth * step)

    out["output_tokens_per_second"] = batch * replicas / step
    out["output_tokens_per_second_per_device"] = batch * replicas / step / (n * replicas)
    out["output_tokens_per_second_per_user"] = 1 / step
    if not seed:
        terms = [("memory", memory_time), ("compute", s * compute_time), ("comms", comms(batch * s))] if s else []
        prefill = max((time for _, time in terms), default=Fraction(0))
        out["prefill_seconds"] = out["ttft_seconds"] = prefill
        out["prefill_bound"] = ranked(terms)[0] if terms else None
        out["tpot_seconds"] = step
        out["request_seconds"] = prefill + (o - 1) * step if s else o * step
        out["requests_per_second"] = out["output_tokens_per_second"] / o
        out["total_tokens_per_second"] = out["output_tokens_per_second"] * (s + o) / o

    threshold = flops / bandwidth
    # 12·d values a layer in the source; 4·d in the revision (its 8·d are bytes)
    out["comms_values_per_token"] = layers * (12 if seed else 4) * d
    out["flops_per_byte"] = out["batch_threshold"] = out["weights_batch_threshold"] = threshold
    out["flops_per_link_byte"] = flops / link if link else None
    out["kv_equals_weights_batch"] = 2 * parameters / ((s + o) * kv)
    candidates = [("weights", threshold), ("kv", out["kv_equals_weights_batch"]), ("memory", out["max_batch_size"])]
    if n > 1:
        latency, values = (10, 12) if seed else (8, 8)
        out["comms_throughput_batch"] = 4 * latency * MICROSECOND * link / (values * d)
        out["flops_per_comms_byte"] = Fraction(24 * d * d, values * d)
        outgrows = Fraction(layers * values * d) / link > 2 * parameters / (n * flops)
        candidates.append(("comms_compute" if outgrows else "comms_throughput", out["comms_throughput_batch"]))
    out["binding_threshold"] = min(candidates, key=lambda candidate: candidate[1])[0]
    return out


def shown(value):
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    exact = Fraction(value)
    return str(exact.numerator) if exact.denominator == 1 and abs(exact) < 2**53 else repr(float(exact))


def row_of(number, cells, tables):
    asked = {**DEFAULTS, **{axis: text for axis, text in cells.items() if text}}
    layers, d, vocabulary, override = tables.models[asked["model"]]
    fields = {name[6:]: int(quantity(text)) for name, text in asked.items() if name.startswith("model.")}
    model = (fields.get("num_hidden_layers", layers), d, fields.get("vocab_size", vocabulary),
             fields.get("parameters", override))
    device = dict(tables.devices[asked["hardware"]])
    device.update({name[9:]: quantity(text) for name, text in asked.items() if name.startswith("hardware.")})
    reasons = not_supported(asked, device)
    out = dict.fromkeys(RESULTS)
    if reasons:
        out["status"] = "not supported: " + (reasons[0] if len(reasons) == 1 else "")
    else:
        out = results(asked, model, device)
    inputs = {axis: asked.get(axis) for axis in INPUTS}
    inputs.update(dict.fromkeys(IGNORED), scenario=number)
    parts = ("tensor_parallel", "pipeline_parallel", "data_parallel", "replicas")
    inputs["devices"] = 1
    for axis in parts:
        inputs["devices"] *= int(asked[axis])
    dotted = {name: shown(quantity(text)) if text else "" for name, text in cells.items() if "." in name}
    return ([shown(inputs[axis]) for axis in INPUTS] + list(dotted.values()) + [shown(out[column]) for column in RESULTS],
            list(dotted))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("scenarios")
    arguments.add_argument("--models", required=True)
    arguments.add_argument("--hardware", required=True)
    arguments.add_argument("--definitions")
    given = arguments.parse_args()
    tables = Tables(given.models, given.hardware, given.definitions)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    with open(given.scenarios, encoding="utf-8") as lines:
        rows = [cells for cells in csv.DictReader(lines) if any(cells.values())]
    for number, cells in enumerate(rows, 1):
        values, dotted = row_of(number, cells, tables)
        if number == 1:
            writer.writerow(INPUTS + dotted + RESULTS)
        writer.writerow(values)


if __name__ == "__main__":
    main()
