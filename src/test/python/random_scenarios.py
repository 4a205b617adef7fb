"""Draws the scenarios of IndependentCalculationTest: seeded, so the same file comes out every time.

    python3 src/test/python/random_scenarios.py MODELS.csv HARDWARE.csv > src/test/resources/independent/scenarios.csv

independent.py says what the two tables hold and works the expected figures.
"""

import csv
import random
import sys

AXES = """model hardware formulas calibration engine tensor_parallel pipeline_parallel expert_parallel data_parallel
replicas micro_batches batch_size prompt_tokens output_tokens cached_prompt_tokens weight_dtype kv_dtype
activation_dtype overlap interference memory_utilization kv_block_tokens runtime_memory expert_imbalance
hardware.memory hardware.memory_bandwidth hardware.link_bandwidth hardware.pcie_bandwidth hardware.peak_flops.bf16
hardware.peak_flops.fp16 model.parameters model.num_hidden_layers""".split()
FORMULAS = ("seed-2020", "kipply-2022")
NO_LINK = ("m2-ultra", "m3-ultra", "cerebras-wse3", "lonely")
MOST = 10**9


def ids(path):
    with open(path, encoding="utf-8") as lines:
        return [row["id"] for row in csv.DictReader(lines)]


def logarithmic(random_numbers, least, most):
    return round(least * (most / least) ** random_numbers.random())


def drawn(random_numbers, models, devices):
    """A scenario of every axis that the formula sets use; each may be left to its default."""
    chance = random_numbers.random
    scenario = {"model": random_numbers.choice(models), "hardware": random_numbers.choice(devices),
                "formulas": random_numbers.choice(FORMULAS)}
    if chance() < 0.75 and scenario["hardware"] not in NO_LINK:
        scenario["tensor_parallel"] = random_numbers.choice((2, 2, 3, 4, 4, 5, 8, 8, 12, 16, 64))
    if chance() < 0.4:
        scenario["replicas"] = random_numbers.choice((2, 3, 7, 100))
    if chance() < 0.85:
        scenario["batch_size"] = logarithmic(random_numbers, 1, 5000)
    if chance() < 0.85:
        scenario["prompt_tokens"] = logarithmic(random_numbers, 1, 200_000)
    if chance() < 0.85:
        scenario["output_tokens"] = logarithmic(random_numbers, 1, 20_000)
    if chance() < 0.15 and scenario["hardware"] != "uneven":
        scenario[random_numbers.choice(("weight_dtype", "kv_dtype", "activation_dtype"))] = "fp16"
    if chance() < 0.1:
        scenario["weight_dtype"] = scenario["activation_dtype"] = "fp16"
    if chance() < 0.15:
        scenario[random_numbers.choice(("hardware.memory", "hardware.memory_bandwidth", "hardware.link_bandwidth",
                                        "hardware.pcie_bandwidth", "hardware.peak_flops.bf16"))] = None
    for field in [name for name, value in scenario.items() if value is None]:
        scenario[field] = random_numbers.choice({
            "hardware.memory": ("16 GiB", "48 GB", "1.5 TB", "123456789012"),
            "hardware.memory_bandwidth": ("2 TB/s", "1500 GB/s", "3.35TB/s", "2e12", "800 Gb/s"),
            "hardware.link_bandwidth": ("50 GB/s", "400 Gb/s", "1.8 TB/s", "450000000000"),
            "hardware.pcie_bandwidth": ("64 GB/s", "15.75 GB/s"),
            "hardware.peak_flops.bf16": ("989 TFLOPS", "1.25 PFLOPS", "312e12", "98500 GFLOPS")}[field])
    return scenario


def edges():
    """The corners, each in both formula sets."""
    base = {"model": "llama-3.1-8b", "hardware": "h100-sxm"}
    yield from ({**base, "tensor_parallel": 2, axis: 2} for axis in ("pipeline_parallel", "expert_parallel", "data_parallel"))
    yield {**base, "cached_prompt_tokens": 512}
    yield {**base, "overlap": 0.5}
    yield {**base, "interference": "on"}
    yield from ({**base, axis: dtype} for axis in ("weight_dtype", "kv_dtype", "activation_dtype")
                for dtype in ("fp32", "fp8", "int8", "int4", "nvfp4", "mxfp4", "q4_k_m"))
    yield {**base, "weight_dtype": "fp8", "activation_dtype": "fp8", "pipeline_parallel": 2}
    yield {**base, "calibration": "ideal", "engine": "vllm", "micro_batches": 4, "memory_utilization": 0.5,
           "kv_block_tokens": 32, "runtime_memory": "2 GiB", "expert_imbalance": 1.5}
    yield {**base, "overlap": 0, "interference": "off", "cached_prompt_tokens": 0, "memory_utilization": 1}
    yield from ({"model": "gemma-2-9b", "hardware": device, "tensor_parallel": n} for device in NO_LINK for n in (1, 2))
    yield {"model": "llama-3.1-8b", "hardware": "m2-ultra", "tensor_parallel": 4, "hardware.link_bandwidth": "100 GB/s"}
    yield {"model": "llama-3.1-8b", "hardware": "m2-ultra", "tensor_parallel": 4, "hardware.pcie_bandwidth": "4 GB/s"}
    yield from ({"model": "llama-2-7b", "hardware": "t4", "tensor_parallel": n, "batch_size": 64} for n in (1, 2, 16))
    yield from ({"model": "opt-13b", "hardware": device, "weight_dtype": dtype, "activation_dtype": dtype}
                for device in ("v100-sxm-32gb", "tpu-v4", "fp32-only", "uneven") for dtype in ("bf16", "fp16"))
    yield {"model": "opt-13b", "hardware": "v100-sxm-32gb", "hardware.peak_flops.bf16": "50 TFLOPS"}
    yield {"model": "opt-13b", "hardware": "tpu-v4", "hardware.peak_flops.fp16": "50 TFLOPS",
           "weight_dtype": "fp16", "activation_dtype": "fp16"}
    for n in (1, 4):
        yield {"model": "anthropic-52b", "hardware": "a100-sxm-40gb", "tensor_parallel": n, "prompt_tokens": 0}
        yield {"model": "anthropic-52b", "hardware": "a100-sxm-40gb", "tensor_parallel": n, "prompt_tokens": 0, "output_tokens": 1}
        yield {"model": "anthropic-52b", "hardware": "a100-sxm-40gb", "tensor_parallel": n, "output_tokens": 1}
        yield {"model": "anthropic-52b", "hardware": "a100-sxm-40gb", "tensor_parallel": n, "prompt_tokens": 1, "output_tokens": 1}
    yield from ({"model": "gpt3-175b", "hardware": "b200-sxm", axis: MOST}
                for axis in ("tensor_parallel", "replicas", "batch_size", "prompt_tokens", "output_tokens"))
    yield {"model": "gpt3-175b", "hardware": "b200-sxm", "batch_size": MOST, "prompt_tokens": MOST, "output_tokens": MOST,
           "replicas": MOST, "tensor_parallel": MOST}
    yield from ({"model": "gopher-260b", "hardware": device, "tensor_parallel": 16, "batch_size": batch}
                for device in ("a100-sxm-40gb", "a100-printed") for batch in (1, 512))
    yield from ({"model": "anthropic-52e9", "hardware": "a100-printed", "tensor_parallel": 4, "batch_size": batch,
                 "prompt_tokens": tokens} for batch, tokens in ((1, 207), (1, 208), (1, 209), (207, 100), (208, 100), (209, 100)))
    yield {"model": "anthropic-52e9", "hardware": "a100-printed", "tensor_parallel": 4, "batch_size": 2048}
    yield {"model": "gopher-280b", "hardware": "a100-sxm-40gb", "tensor_parallel": 16, "model.parameters": 260 * 10**9}
    yield {"model": "anthropic-52b", "hardware": "a100-sxm-40gb", "tensor_parallel": 4, "model.num_hidden_layers": 80}
    # 2P + (1000 + 24) * 2,097,152 bytes over four devices: fits to the byte, and misses by one
    exact = (104_152_956_928 + 1024 * 2_097_152) // 4
    yield from ({"model": "anthropic-52b", "hardware": "a100-sxm-40gb", "tensor_parallel": 4, "prompt_tokens": 1000,
                 "output_tokens": 24, "hardware.memory": size} for size in (exact - 1, exact, exact + 1))
    yield {"model": "llama-3.1-8b", "hardware": "h100-sxm", "hardware.memory": "0 B"}
    # narrow and deep against a slow link: communication outgrows compute, or starts beyond every other threshold
    yield {"model": "gpt2", "hardware": "rtx-3090", "tensor_parallel": 2, "batch_size": 4096}
    yield {"model": "gpt2", "hardware": "rtx-3090", "tensor_parallel": 2, "hardware.link_bandwidth": "1 GB/s"}
    yield {"model": "gpt3-175b", "hardware": "v100-sxm-32gb", "tensor_parallel": 16, "hardware.link_bandwidth": "900 GB/s"}


def main():
    random_numbers = random.Random(20200420)
    models = ids(sys.argv[1]) + ["gopher-260b", "anthropic-52e9"]
    devices = ids(sys.argv[2]) + ["fp32-only", "a100-printed", "lonely", "uneven"]
    scenarios = [{**edge, "formulas": formulas} for edge in edges() for formulas in FORMULAS]
    scenarios += [drawn(random_numbers, models, devices) for _ in range(300)]
    writer = csv.DictWriter(sys.stdout, AXES, lineterminator="\n")
    writer.writeheader()
    writer.writerows(scenarios)


if __name__ == "__main__":
    main()
