"""Draws the roofline scenarios of IndependentCalculationTest: seeded, so the same file comes out every time.

    python3 src/test/python/random_roofline_scenarios.py > src/test/resources/independent/roofline.csv

independent_roofline.py works the expected figures.
"""

import csv
import random
import sys

AXES = """model hardware formulas calibration engine tensor_parallel pipeline_parallel data_parallel expert_parallel replicas
micro_batches batch_size prompt_tokens output_tokens cached_prompt_tokens weight_dtype kv_dtype activation_dtype overlap
interference memory_utilization kv_block_tokens runtime_memory expert_imbalance request_rate price_per_device_hour
utilization pue api_price_per_million_output_tokens""".split()
DENSE = """gpt2 gpt3-13b opt-1.3b bloom-3b gpt-neox-20b gpt-j-6b phi-2 falcon-7b falcon-180b mpt-7b llama-2-7b llama-2-70b
llama-3.1-8b llama-3.1-70b llama-3.1-405b llama-3.2-1b qwen2.5-7b qwen2.5-72b qwen3-8b qwen3-32b olmo-7b olmo-2-7b command-r
starcoder starcoder2-7b palm-540b gopher-280b tinyllama-1.1b yi-34b""".split()
WINDOWED = "mistral-7b-v0.1 gemma-2-9b gemma-3-1b gemma-3-27b starcoder2-15b".split()
EXPERTS = """mixtral-8x7b qwen3-30b-a3b qwen3-235b-a22b qwen1.5-moe-a2.7b dbrx grok-1 glm-4.5 minimax-m2 gpt-oss-20b
llama-4-scout""".split()
LATENT = "deepseek-v2-lite deepseek-v3 deepseek-v3.2 moonlight-16b-a3b kimi-k2".split()
STATE = "minimax-m1 qwen3-next-80b-a3b".split()
DEVICES = """h100-sxm h100-sxm h200-sxm b200-sxm gb200 a100-sxm-80gb a100-sxm-40gb a100-pcie-80gb mi300x l40s rtx-4090 t4
v100-sxm-32gb tpu-v5p m2-ultra gaudi3 rtx-3090""".split()
FORMATS = "bf16 bf16 fp16 fp8 fp8 int8 int4 nvfp4 mxfp4 q4_k_m fp32".split()


def logarithmic(draw, least, most):
    return round(least * (most / least) ** draw.random())


def drawn(draw):
    """A scenario of every axis; each may be left to its default."""
    chance = draw.random
    family = draw.choice((DENSE, DENSE, WINDOWED, EXPERTS, EXPERTS, LATENT, LATENT, STATE))
    scenario = {"model": draw.choice(family), "hardware": draw.choice(DEVICES),
                "calibration": draw.choice(("ideal", "default", "default"))}
    if scenario["calibration"] == "default":
        scenario["engine"] = draw.choice(("generic", "tensorrt-llm", "vllm", "vllm", "llama.cpp", "llama.cpp"))
    if chance() < 0.6:
        scenario["tensor_parallel"] = draw.choice((2, 2, 2, 4, 4, 4, 8, 8, 8, 16, 16, 32, 3))
    if chance() < 0.2:
        scenario["pipeline_parallel"] = draw.choice((2, 2, 2, 4, 4, 3))
        scenario["micro_batches"] = draw.choice((1, 2, 4))
    if chance() < 0.2:
        scenario["data_parallel"] = draw.choice((2, 4, 8))
    if family in (EXPERTS, LATENT, STATE) and chance() < 0.5:
        scenario["expert_parallel"] = scenario.get("tensor_parallel", 1) * scenario.get("data_parallel", 1)
        if chance() < 0.4:
            scenario["expert_imbalance"] = draw.choice((1.2, 1.75, 4))
    if chance() < 0.3:
        scenario["replicas"] = draw.choice((2, 3, 7))
    if chance() < 0.9:
        scenario["batch_size"] = logarithmic(draw, 1, 2000)
    if chance() < 0.9:
        scenario["prompt_tokens"] = logarithmic(draw, 1, 100_000)
    if chance() < 0.15:
        scenario["prompt_tokens"] = 0
    if chance() < 0.9:
        scenario["output_tokens"] = logarithmic(draw, 1, 200)
    prompt = scenario.get("prompt_tokens", 1024)
    if chance() < 0.2 and prompt:
        scenario["cached_prompt_tokens"] = draw.choice((1, prompt // 2, prompt - 1, prompt))
    for axis in ("weight_dtype", "kv_dtype", "activation_dtype"):
        if chance() < 0.5:
            scenario[axis] = draw.choice(FORMATS[:6] if axis == "kv_dtype" else FORMATS if axis == "weight_dtype" else FORMATS[:6])
    if chance() < 0.3:
        scenario["overlap"] = draw.choice((0.25, 0.5, 0.9, 1))
    if chance() < 0.3:
        scenario["interference"] = "on"
    if chance() < 0.3:
        scenario["memory_utilization"] = draw.choice((0.5, 0.8, 0.95, 1))
    if chance() < 0.3:
        scenario["kv_block_tokens"] = draw.choice((1, 32, 64, 100))
    if chance() < 0.2:
        scenario["runtime_memory"] = draw.choice((0, 2**30, 4_000_000_000))
    if chance() < 0.3:
        scenario["request_rate"] = draw.choice((0.01, 1, 25, 1000))
    if chance() < 0.3:
        scenario.update(price_per_device_hour=draw.choice((0.5, 2.49, 98)), utilization=draw.choice((0.3, 1)), pue=draw.choice((1.1, 1.5)),
                        api_price_per_million_output_tokens=draw.choice(("", 0.6, 15)))
    return scenario


def main():
    draw = random.Random(20260101)
    scenarios = [drawn(draw) for _ in range(600)]
    writer = csv.DictWriter(sys.stdout, AXES, lineterminator="\n")
    writer.writeheader()
    writer.writerows({**scenario, "formulas": "roofline"} for scenario in scenarios)


if __name__ == "__main__":
    main()
