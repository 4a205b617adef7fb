"""The arithmetic of formula set roofline, worked a second time: no line shared with the product.

Written from FORMULAS.md 3 and 4 and CONTRACT.md by someone who had not read the Java; where they are silent the
choice made stands beside the line as "silent:". Sizes and memory are exact fractions; times are sums of correctly
rounded doubles. Nothing is solved in closed form that can be searched or summed: a request is the sum of every one of
its decode steps, the largest batch and the batch threshold are searched, stages of a pipeline are laid out layer by
layer.

    scenarios   python3 src/test/python/random_roofline_scenarios.py > src/test/resources/independent/roofline.csv
    expected    python3 src/test/python/independent_roofline.py src/test/resources/independent/roofline.csv \
                    --configs CONFIGS --hardware HARDWARE.csv --slo 2,0.05 \
                    > src/test/resources/independent/roofline-expected.csv

CONFIGS is a folder of config.json files named after the models; HARDWARE.csv the table the catalogue was made from.
"""

import argparse
import csv
import sys
from fractions import Fraction
from functools import lru_cache
from math import ceil, expm1, floor, fsum, inf, log1p, log2
from pathlib import Path

from independent_models import read

BYTES = {"fp32": Fraction(4), "fp16": Fraction(2), "bf16": Fraction(2), "fp8": Fraction(1), "int8": Fraction(1),
         "int4": Fraction("0.5195"), "nvfp4": Fraction("0.5625"), "mxfp4": Fraction("0.53125"), "q4_k_m": Fraction("0.6005")}
WIDTHS = {"fp32": 32, "fp16": 16, "bf16": 16, "fp8": 8, "int8": 8, "int4": 4, "nvfp4": 4, "mxfp4": 4, "q4_k_m": 4}
# same width first, then wider; silent: no eight-bit integer stands in for an eight-bit float or the other way round
PEAKS = {"fp32": ["fp32"], "bf16": ["bf16", "fp16", "fp32"], "fp16": ["fp16", "bf16", "fp32"],
         "fp8": ["fp8", "bf16", "fp16", "fp32"], "int8": ["int8", "bf16", "fp16", "fp32"]}
PEAKS.update(int4=PEAKS["int8"], q4_k_m=PEAKS["int8"], nvfp4=["fp4"] + PEAKS["fp8"], mxfp4=["fp4"] + PEAKS["fp8"])
# Calibrations the test gives the product, by engine: "generic" has the textbook values that shipped first, the others
# every further term; devices with graphics memory have values of their own
IDEAL = dict(weights=1, cache=1, gemm=1, narrow=1, attention=1, vector=0, stream=0, rows=1, layer=0, step=0, sequence=0,
             request=0, launch=0, hop=0, link=1, out_hop=0, hand_over=0, runtime=0, chunk=8192, queues=False, turns=False,
             serving_step=1, serving_prefill=1)
TEXTBOOK = {**IDEAL, **dict(weights=0.8, cache=0.7, gemm=0.7, narrow=0.7, attention=0.5, layer=5e-6, step=3e-4,
                            sequence=2e-6, request=1e-3, launch=6e-6, hop=1e-6, link=0.75, out_hop=5e-6,
                            runtime=1_500_000_000)}
FITTED = dict(weights=0.9, cache=0.6, gemm=0.75, narrow=0.55, attention=0.4, vector=30, stream=12, rows=64, layer=8e-6,
              step=5e-4, sequence=9e-6, request=4e-3, launch=9e-6, hop=2e-6, link=0.8, out_hop=7e-6, hand_over=2e-4,
              runtime=2_500_000_000, chunk=2048, queues=False, turns=False, serving_step=1.3, serving_prefill=0.6)
ENGINES = {"generic": TEXTBOOK, "tensorrt-llm": FITTED, "vllm": {**FITTED, "queues": True},
           "llama.cpp": {**FITTED, "turns": True}}
GRAPHICS = dict(weights=0.85, gemm=0.65, layer=2e-5, serving_step=0.9)
NVLINK_3 = 300e9  # latencies are those of this link; others' follow their bandwidth, between half and twice
DEFAULTS = dict(calibration="default", engine="generic", tensor_parallel="1", pipeline_parallel="1",
                expert_parallel="1", data_parallel="1", replicas="1", micro_batches="1", batch_size="1",
                prompt_tokens="1024", output_tokens="256", cached_prompt_tokens="0", weight_dtype="bf16",
                kv_dtype="bf16", activation_dtype="bf16", overlap="0", interference="off", memory_utilization="0.9",
                kv_block_tokens="16", runtime_memory="", expert_imbalance="1", request_rate="",
                price_per_device_hour="", utilization="1", pue="1",
                api_price_per_million_output_tokens="")
EMPTY = """qkv_flops_per_token projection_flops_per_token mlp_flops_per_token position_flops_per_token
comms_values_per_token""".split()


class Asked:
    """One scenario, its words turned into numbers."""

    def __init__(self, cells, configs, hardware):
        self.words = {**DEFAULTS, **{axis: text for axis, text in cells.items() if text}}
        whole = {axis: int(self.words[axis]) for axis in DEFAULTS if self.words[axis].isdigit()}
        self.tensor, self.stages = whole["tensor_parallel"], whole["pipeline_parallel"]
        self.data, self.expert, self.micro = whole["data_parallel"], whole["expert_parallel"], whole["micro_batches"]
        self.batch, self.prompt, self.output = whole["batch_size"], whole["prompt_tokens"], whole["output_tokens"]
        self.cached, self.block, self.replicas = whole["cached_prompt_tokens"], whole["kv_block_tokens"], whole["replicas"]
        self.overlap, self.imbalance = float(self.words["overlap"]), float(self.words["expert_imbalance"])
        self.slowed = self.words["interference"] == "on"
        self.model = model(configs, self.words["model"])
        self.device = hardware[self.words["hardware"]]
        self.ideal = self.words["calibration"] == "ideal"
        own = ENGINES[self.words["engine"]]
        graphics = own is not TEXTBOOK and self.device["memory type"].startswith("GDDR")
        self.reached = IDEAL if self.ideal else {**own, **GRAPHICS} if graphics else own
        self.weight, self.kv, self.act = (self.words[f"{what}_dtype"] for what in ("weight", "kv", "activation"))
        compute = self.weight if WIDTHS[self.weight] >= WIDTHS[self.act] else self.act
        self.peak, self.attention_peak = peak(self.device, compute), peak(self.device, self.act)
        self.narrow = BYTES[compute] <= 1
        self.turns = self.reached["turns"] and self.stages > 1
        self.ranked = ceil(Fraction(self.batch, self.data))  # sequences of one attention copy
        self.devices = self.tensor * self.stages * self.data

    def kept(self):
        return BYTES["fp32"] if self.weight == "fp32" else Fraction(2)  # silent: fp32 weights have fp32 norms

    def embedding_bytes(self):
        table = {"q4_k_m": Fraction("0.8203") if self.model.tied else Fraction("0.5625")}  # one tensor, kept as the head
        return table.get(self.weight, self.kept())

    def head_bytes(self):
        return Fraction("0.8203") if self.weight == "q4_k_m" else self.kept()

    def crowd(self):
        """Load of the busiest rank; experts that are not dispatched have no ranks."""
        return self.imbalance if self.expert > 1 else 1

    def dense_bytes(self):
        only_experts = self.weight == "mxfp4" and self.model.type == "gpt_oss"
        return Fraction(2) if only_experts else BYTES[self.weight]


@lru_cache(maxsize=None)
def model(configs, name):
    return read(Path(configs) / f"{name}.json")


def peak(device, dtype):
    return next((device[f"peak {name}"] for name in PEAKS[dtype] if f"peak {name}" in device), None)


def devices(path):
    units = {"fp32_tflops": ("peak fp32", 10**12), "fp16_tflops": ("peak fp16", 10**12), "bf16_tflops": ("peak bf16", 10**12),
             "fp8_tflops": ("peak fp8", 10**12), "int8_tops": ("peak int8", 10**12), "fp4_tflops": ("peak fp4", 10**12),
             "memory_bytes": ("memory", 1), "memory_bytes_reported": ("reported", 1), "mem_bw_gb_per_s": ("bandwidth", 10**9),
             "link_gb_per_s_per_direction": ("link", 10**9), "pcie_gb_per_s_per_direction": ("pcie", 10**9),
             "scale_up_max": ("near", 1), "scale_out_gb_per_s_per_device": ("far", 10**9), "tdp_w": ("power", 1),
             "usd_per_hour": ("price", 1)}
    with open(path, encoding="utf-8") as lines:
        return {row["id"]: {"memory type": row["memory_type"],
                            **{name: Fraction(row[column]) * unit for column, (name, unit) in units.items() if row[column]}}
                for row in csv.DictReader(lines)}


# Sizes ----------------------------------------------------------------------------------------------------------------

def cached_values(attention):
    if attention["kind"] == "latent":
        return attention["rank"] + attention["rotary"]
    return 2 * attention["kv_heads"] * attention["size"] if attention["kind"] == "grouped" else 0


def state_values(attention):
    return attention.get("values", 0)


def held(attention, tensor):
    """Share of a layer's cache on one device: max(g/N, 1) of g heads, latent caches whole."""
    pairs = attention.get("kv_heads")
    return max(Fraction(pairs, tensor), 1) / pairs if pairs else Fraction(1)


def seen(attention, context):
    return min(context, attention.get("window") or context)


def sequence_bytes(asked, layers, tensor, indexed=True):
    """Cache of a sequence with its prompt and output, whole blocks; with the keys an indexer keeps on every device."""
    tokens = asked.prompt + asked.output
    total = Fraction(0)
    for layer in layers:
        of = layer.attention
        blocks = ceil(Fraction(seen(of, tokens), asked.block)) * asked.block
        total += cached_values(of) * blocks * held(of, tensor) + Fraction(state_values(of), tensor)
        total += of.get("index size", 0) * ceil(Fraction(tokens, asked.block)) * asked.block if indexed else 0
    return total * BYTES[asked.kv]


def cut(asked, matrix, attention, tensor):
    """Share of a matrix on one device; keys and values go with the heads a device holds."""
    return {"copied": Fraction(1), "kv": held(attention, tensor)}.get(matrix.cut, Fraction(1, tensor))


def layer_bytes(asked, layer, tensor, shards):
    dense = asked.dense_bytes()
    total = layer.vectors * asked.kept()
    for matrix in layer.matrices:
        total += matrix.parameters * cut(asked, matrix, layer.attention, tensor) * (asked.kept() if matrix.two_bytes else dense)
    if layer.experts:
        of = layer.experts
        total += of["count"] * (of["matrices"] * BYTES[asked.weight] + of["biases"] * asked.kept()) / shards
    return total


def stage_layers(made, stages):
    count = len(made.layers)
    return [made.layers[stage * count // stages:(stage + 1) * count // stages] for stage in range(stages)]


def stage_bytes(asked, tensor, stages, data):
    """Weights of a device of each stage: the embedding with the first, head and last norm with the last."""
    made, found = asked.model, []
    table = made.embedding * asked.embedding_bytes() + made.positions * asked.kept()  # silent: positions are not quantised
    head = made.embedding * asked.head_bytes()
    for number, layers in enumerate(stage_layers(made, stages)):
        total = sum(layer_bytes(asked, layer, tensor, tensor * data) for layer in layers)
        if number == 0:
            total += table / tensor
        if number == stages - 1:
            own_head = not (made.tied and stages == 1)
            total += (head if own_head else 0) / tensor + (made.outer_vectors + Fraction(made.head_bias, tensor)) * asked.kept()
        found.append(total)
    return found


def activation_bytes(asked, tensor, sequences, crowd, last=True):
    """silent: residual stream in and out and one widened layer in and out of a chunk's tokens; logits in fp32. The
    product's own count. Routed experts widen a token to k times what their first matrices make."""
    widest = max(widest_layer(asked.model), Fraction(crowd) * widest_experts(asked.model))
    fresh = max(1, asked.prompt - asked.cached)
    token = (4 * asked.model.hidden + 2 * widest / tensor) * BYTES[asked.act]
    logits = sequences * Fraction(asked.model.vocabulary, tensor) * 4 if last else 0  # where the head is
    return min(sequences * fresh, asked.reached["chunk"]) * token + logits


@lru_cache(maxsize=None)
def widest_experts(made):
    routed = [layer.experts for layer in made.layers if layer.experts]
    return max((of["per_token"] * 2 * of["width"] for of in routed), default=0)  # every one here is gated


@lru_cache(maxsize=None)
def widest_layer(made):
    groups = [group for layer in made.layers for group in grouped_matrices(layer)]
    return max(max(group[0].inputs, sum(matrix.outputs for matrix in group)) for group in groups)


def usable(asked):
    memory = asked.device.get("reported", asked.device["memory"])
    return Fraction(asked.words["memory_utilization"]) * memory


def runtime(asked):
    own = asked.words["runtime_memory"]
    return Fraction(own) if own else Fraction(asked.reached["runtime"])


def needed(asked, tensor, stages, data, sequences, crowd=1):
    """Bytes on the fullest device."""
    return max(stage_needs(asked, tensor, stages, data, sequences, crowd))


def stage_needs(asked, tensor, stages, data, sequences, crowd):
    weights = stage_bytes(asked, tensor, stages, data)
    caches = [sequences * sequence_bytes(asked, layers, tensor) for layers in stage_layers(asked.model, stages)]
    return [held_weights + cache + activation_bytes(asked, tensor, sequences, crowd, number == stages - 1) + runtime(asked)
            for number, (held_weights, cache) in enumerate(zip(weights, caches))]


def most(good, limit=10**12):
    """Largest whole number for which something monotone holds, 0 where it never does."""
    if not good(1):
        return 0
    low, high = 1, 2
    while good(high):
        low, high = high, high * 2
        if high > limit:
            return inf
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if good(middle) else (low, middle)
    return low


def divides(made, tensor):
    if tensor == 1:
        return True
    heads = [layer.attention["heads"] for layer in made.layers]  # of recurrences too
    pairs = [layer.attention["kv_heads"] for layer in made.layers if "kv_heads" in layer.attention]
    return all(h % tensor == 0 for h in heads) and all(g % tensor == 0 or tensor % g == 0 for g in pairs)


def reaches(device, count):
    if count == 1:
        return True
    return ("link" in device or "pcie" in device) and (count <= device.get("near", inf) or "far" in device)


def fewest(asked):
    """Smallest supported tensor parallelism that holds the batch, else the smallest product with stages."""
    made = asked.model
    supported = [n for n in range(1, 1025) if divides(made, n)]
    alone = [n for n in supported if reaches(asked.device, n) and needed(asked, n, 1, 1, asked.batch) <= usable(asked)]
    if alone:
        return alone[0]
    staged = sorted((n * m, m, n) for n in supported for m in range(2, len(made.layers) + 1)
                    if len(made.layers) % m == 0 and reaches(asked.device, n * m))
    return next((count for count, m, n in staged if needed(asked, n, m, 1, asked.batch) <= usable(asked)), None)


# Work -----------------------------------------------------------------------------------------------------------------

def decode_flops(attention, context):
    if attention["kind"] == "latent":
        chosen = min(context, attention.get("index tokens") or context)
        return 2 * chosen * attention["heads"] * (2 * attention["rank"] + attention["rotary"])
    if attention["kind"] == "grouped":
        return 4 * seen(attention, context) * attention["heads"] * attention["size"]
    return attention["flops"]


def pairs_up_to(tokens, window):
    return tokens * tokens / 2 if not window or tokens <= window else window * tokens - window * window / 2


def prefill_flops(attention, prompt, cached):
    fresh = prompt - cached
    if attention["kind"] == "state":
        return attention["flops"] * fresh
    limit = attention.get("window") or attention.get("index tokens")
    pairs = pairs_up_to(prompt, limit) - pairs_up_to(cached, limit)
    if attention["kind"] == "grouped":
        return 4 * attention["heads"] * attention["size"] * pairs
    wide = attention["plain"] + attention["rotary"] + attention["value"]
    again = 2 * cached * attention["rank"] * attention["heads"] * (attention["plain"] + attention["value"])
    return 2 * attention["heads"] * wide * pairs + again


def index_flops(attention, tokens):
    """Scores of an indexer: every head of it against one key a token, by every device."""
    return 2 * attention.get("index heads", 0) * attention.get("index size", 0) * tokens


def kv_flops(made):
    return sum(2 * made.hidden * cached_values(layer.attention) for layer in made.layers)


def hit(experts, tokens):
    return experts["count"] * -expm1(tokens * log1p(-experts["per_token"] / experts["count"])) if tokens else 0


class Spent:
    """Seconds by what limits each operator, seconds of communication, work and bytes."""

    def __init__(self):
        self.memory, self.compute, self.comms, self.flops, self.bytes = [], [], [], [], []

    def operator(self, flops, moved, flop_rate, byte_rate):
        compute, memory = float(flops) / flop_rate, float(moved) / byte_rate
        (self.compute if compute > memory else self.memory).append(max(compute, memory))
        self.flops.append(float(flops))
        self.bytes.append(float(moved))

    def sums(self):
        return fsum(self.memory), fsum(self.compute), fsum(self.comms)


class Clock:
    """Times the passes of one scenario."""

    def __init__(self, asked):
        self.asked, reached, device = asked, asked.reached, asked.device
        bandwidth = float(device["bandwidth"])
        self.gemm = float(asked.peak) * reached["narrow" if asked.narrow else "gemm"]
        self.attend = float(asked.attention_peak) * reached["attention"]
        self.vector = reached["vector"] / float(peak(device, "bf16") or inf)
        self.stream, self.cache = bandwidth * reached["weights"], bandwidth * reached["cache"]
        self.link = float(device.get("link", device.get("pcie", 0))) * reached["link"]
        far = device.get("far", device.get("link", device.get("pcie")) if reached["turns"] else None)
        self.out = float(far) * reached["link"] if far else None
        peer = float(device.get("link", device.get("pcie", NVLINK_3)))
        self.launch, self.hop = (reached[what] * min(2, max(0.5, NVLINK_3 / peer)) for what in ("launch", "hop"))
        self.near = int(device.get("near", 10**12))
        self.stages = [asked.model.layers] if asked.turns else stage_layers(asked.model, asked.stages)
        self.act = float(BYTES[asked.act])

    def all_reduce(self, count, message):
        if count == 1:
            return 0.0
        launch, hop = self.launch, self.hop
        nodes = ceil(count / self.near)
        local = count / nodes
        ring = launch + 2 * (local - 1) * hop + 2 * (local - 1) / local * message / self.link
        one_shot = launch + hop + (local - 1) * message / self.link
        inside = min(ring, one_shot) if local > 1 else launch
        if nodes == 1:
            return inside
        return inside + 2 * (nodes - 1) / nodes * (message / local) / self.out + self.asked.reached["out_hop"] * log2(nodes)

    def dispatch(self, tokens, token_bytes):
        """Dispatch and combine. silent: the share of the ranks on other nodes goes over the slower tier, beside the rest."""
        asked = self.asked
        span = asked.tensor * asked.data
        moved = tokens * token_bytes
        away = max(0.0, 1 - self.near / span)
        far = moved * away / self.out + asked.reached["out_hop"] if away else 0.0
        return 2 * (self.launch + self.hop + max(moved * (1 - away) / self.link, far))

    def layers(self, spent, layers, tokens, prefill=False):
        asked = self.asked
        for layer in layers:
            for group in grouped_matrices(layer):
                self.matrices(spent, group, layer.attention, tokens)
            self.rows(spent, 2 * layer.vectors, layer.vectors * asked.kept(), 0, tokens)
            self.rows(spent, 0, 0, asked.reached["stream"] * asked.model.hidden * self.act, tokens)
            if layer.experts:
                self.experts(spent, layer.experts, tokens)
            self.layer_comms(spent, layer, tokens, prefill)

    def rows(self, spent, flops, fixed, moved, tokens):
        """An operator whose kernel takes as long for few rows as for a least number of them; its work is the tokens'."""
        least = max(tokens, self.asked.reached["rows"]) if tokens else 0
        spent.operator(least * float(flops), float(fixed) + least * float(moved), self.gemm, self.stream)
        spent.flops[-1], spent.bytes[-1] = tokens * float(flops), float(fixed) + tokens * float(moved)

    def matrices(self, spent, group, attention, tokens):
        """Matrices that read the same input are one operator; each reads its input and writes its output."""
        asked, tensor = self.asked, self.asked.tensor
        weights = moved = flops = 0
        for matrix in group:
            share = cut(asked, matrix, attention, tensor)
            weights += matrix.parameters * share * (asked.kept() if matrix.two_bytes else asked.dense_bytes())
            flops += 2 * matrix.parameters * share
            moved += matrix.outputs * (share if matrix.cut in ("columns", "kv") else 1)
        first = group[0]
        moved += Fraction(first.inputs, tensor) if first.cut == "rows" else first.inputs
        self.rows(spent, flops, weights, float(moved) * self.act, tokens)

    def experts(self, spent, experts, tokens):
        """Tokens of the expert-parallel group are those of every attention copy; the busiest rank has more of them."""
        asked = self.asked
        crowd = asked.crowd()
        group = tokens * asked.data
        routed = group * experts["per_token"] * crowd / (asked.tensor * asked.data)
        size = float(experts["matrices"] * BYTES[asked.weight] + experts["biases"] * asked.kept())
        read = hit(experts, group * crowd) * size / (asked.tensor * asked.data)
        spent.operator(2 * routed * (experts["matrices"] + experts["biases"]), read + routed * 2 * asked.model.hidden * self.act,
                       self.gemm, self.stream)

    def layer_comms(self, spent, layer, tokens, prefill):
        """silent: with expert parallelism the MLP's all-reduce gives way to dispatch and combine; experts shared over
        attention copies without it are reduced over all devices that hold them."""
        asked = self.asked
        message = tokens * asked.model.hidden * self.act
        reductions = 1 if layer.side_by_side else 2
        spread = layer.experts and (asked.expert > 1 or asked.data > 1)
        spent.comms += [self.all_reduce(asked.tensor, message)] * (reductions - 1 if spread else reductions)
        if layer.experts and asked.expert > 1:
            away, ranks = 1 - 1 / asked.expert, asked.expert
            # silent: a prefill sends a token once to each rank (deduplicated); a step, too small for that, to each expert
            copies = (ranks - 1) * (1 - away ** layer.experts["per_token"]) if prefill else layer.experts["per_token"] * away
            spent.comms.append(self.dispatch(tokens / asked.tensor, copies * asked.model.hidden * self.act))
        elif spread:
            spent.comms.append(self.all_reduce(asked.tensor * asked.data, message * asked.data))

    def attention(self, spent, layers, sequences, flops_of, tokens_of, pairs, index_tokens):
        asked = self.asked
        for layer in layers:
            of = layer.attention
            kept = cached_values(of) * tokens_of(of) * float(held(of, asked.tensor)) + state_values(of) / asked.tensor
            spent.operator(sequences * flops_of(of) / asked.tensor, sequences * kept * float(BYTES[asked.kv]),
                           self.attend, self.cache)
            if "index size" in of:
                keys = sequences * of["index size"] * index_tokens * float(BYTES[asked.kv])
                spent.operator(sequences * index_flops(of, pairs), keys, self.attend, self.cache)

    def first(self, spent, tokens):
        made, tensor = self.asked.model, self.asked.tensor
        self.rows(spent, 0, 0, made.hidden * self.asked.embedding_bytes(), tokens)
        if tensor > 1:
            spent.comms.append(self.all_reduce(tensor, tokens * made.hidden * self.act))

    def last(self, spent, sequences):
        asked, made, tensor = self.asked, self.asked.model, self.asked.tensor
        head = Fraction(made.embedding, tensor)
        moved = (made.hidden + made.vocabulary / tensor) * self.act
        self.rows(spent, 2 * head, head * asked.head_bytes(), moved, sequences)
        vectors = made.outer_vectors + made.head_bias / tensor
        self.rows(spent, 2 * vectors, vectors * asked.kept(), 0, sequences)
        if tensor > 1:
            spent.comms.append(self.gather(tensor, sequences * made.vocabulary * self.act))

    def gather(self, count, message):
        rate = self.link if count <= self.near else self.out
        return self.launch + (count - 1) * self.hop + (count - 1) / count * message / rate

    def hops(self, tokens):
        asked = self.asked
        if asked.stages == 1:
            return 0.0
        near = asked.devices <= self.near
        message = tokens * asked.model.hidden * self.act
        rate, hop = (self.link, self.hop) if near else (self.out, asked.reached["out_hop"])
        return (asked.stages - 1) * (message / rate + hop + asked.reached["hand_over"])

    def exposed(self, busy, comms):
        return max(busy, comms) + (1 - self.asked.overlap) * min(busy, comms) - busy

    def prepare(self, together=None):
        """All of a decode step but what depends on the context, stage by stage; micro-batches hold a sequence each."""
        asked = self.asked
        together = together or asked.ranked
        self.micro = min(asked.micro, together)
        self.sequences = together / self.micro
        self.fixed = []
        for number, layers in enumerate(self.stages):
            spent = Spent()
            self.layers(spent, layers, self.sequences)
            if number == 0:
                self.first(spent, self.sequences)
            if number == len(self.stages) - 1:
                self.last(spent, self.sequences)
            self.fixed.append(spent)

    def vector_seconds(self, layers, context):
        """Decode attention that runs on vector units, for no more than eight query heads a key-value head."""
        heads = ((layer.attention, min(layer.attention["heads"], 8 * layer.attention["kv_heads"]))
                 for layer in layers if layer.attention["kind"] == "grouped")
        flops = sum(4 * seen(of, context) * count * of["size"] for of, count in heads)
        return self.sequences * flops / self.asked.tensor * self.vector

    def step(self, context):
        """Memory, compute, comms, overhead, FLOPs and bytes of the whole batch's step: the slowest stage's, or, where
        stages take turns, all of the model's."""
        asked, sequences = self.asked, self.sequences
        passes = self.micro if asked.turns else max(self.micro, asked.stages)
        slowest = None
        for number, layers in enumerate(self.stages):
            spent = Spent()
            self.attention(spent, layers, sequences, lambda of: decode_flops(of, context),
                           lambda of: min(seen(of, context), of.get("index tokens") or context), context, context)
            spent.compute.append(self.vector_seconds(layers, context))
            mine, fixed = spent.sums(), self.fixed[number].sums()
            memory, compute, comms = (a + b for a, b in zip(mine, fixed))
            comms = self.exposed(memory + compute, comms)
            overhead = len(layers) * asked.reached["layer"] + sequences * asked.reached["sequence"]
            total = memory + compute + comms + overhead
            if slowest is None or total > slowest[0]:
                work = fsum(spent.flops + self.fixed[number].flops), fsum(spent.bytes + self.fixed[number].bytes)
                slowest = total, memory, compute, comms, overhead, *work
        _, memory, compute, comms, overhead, flops, moved = slowest
        crossings = self.micro if asked.turns else 1
        share = self.micro / asked.stages if asked.turns else self.micro
        return (passes * memory, passes * compute, passes * comms + crossings * self.hops(sequences),
                passes * overhead + asked.reached["step"], share * flops, share * moved)

    def prefill(self, together, micro):
        """Memory, compute, comms and overhead of reading so many prompts of a copy at once."""
        asked = self.asked
        micro = min(micro, together)
        tokens = together * (asked.prompt - asked.cached)
        spent = Spent()
        self.layers(spent, asked.model.layers, tokens, prefill=True)
        self.attention(spent, asked.model.layers, together, lambda of: prefill_flops(of, asked.prompt, asked.cached),
                       lambda of: min(asked.prompt, (of.get("window") or asked.prompt) + asked.prompt - asked.cached),
                       pairs_up_to(asked.prompt, 0) - pairs_up_to(asked.cached, 0), asked.prompt)
        self.first(spent, tokens)
        self.last(spent, together)
        memory, compute, comms = spent.sums()
        share = 1 if asked.turns else (micro + asked.stages - 1) / (micro * asked.stages)
        crossings = micro if asked.turns else 1
        overhead = len(asked.model.layers) * asked.reached["layer"] + together * asked.reached["sequence"]
        return (memory * share, compute * share,
                self.exposed(memory + compute, comms) * share + crossings * self.hops(tokens / micro),
                overhead * share + asked.reached["step"] + asked.reached["request"])


def grouped_matrices(layer):
    """Queries, keys and values of one layer are one operator."""
    together = [matrix for matrix in layer.matrices if matrix.name in ("queries", "keys, values")]
    first = together if len(together) == 2 else []
    return ([first] if first else []) + [[matrix] for matrix in layer.matrices if matrix not in first]


# Results --------------------------------------------------------------------------------------------------------------

def refusal(asked):
    made, device = asked.model, asked.device
    if asked.peak is None or asked.attention_peak is None:
        return "weight_dtype"
    if not divides(made, asked.tensor):
        return "tensor_parallel"
    if asked.stages > len(made.layers) if asked.reached["turns"] else len(made.layers) % asked.stages:
        return "pipeline_parallel"
    experts = next((layer.experts["count"] for layer in made.layers if layer.experts), 0)
    if asked.expert > 1 and (experts == 0 or experts % asked.expert or asked.tensor * asked.data % asked.expert):
        return "expert_parallel"
    joined = "link" in device or "pcie" in device
    over_host = asked.reached["turns"] and asked.tensor == 1  # stages that take turns talk little, through their host
    if asked.devices > 1 and not (joined and over_host or reaches(device, asked.devices)):
        return "tensor_parallel"
    if asked.cached > asked.prompt:
        return "cached_prompt_tokens"
    return "micro_batches" if asked.micro > asked.ranked else None


def contexts(asked):
    if asked.prompt == 0:
        return range(1, asked.output + 1)
    return range(asked.prompt + 1, asked.prompt + asked.output)


def mean_context(asked):
    if asked.prompt == 0:
        return (asked.output + 1) / 2
    return asked.prompt + asked.output / 2 if asked.output > 1 else asked.prompt + 1


def results(asked, slo):
    out = {}
    sizes(asked, out)
    capacity(asked, out)
    clock = Clock(asked)
    clock.prepare()
    times(asked, clock, out)
    thresholds(asked, clock, out)
    kept = meets(slo, out["ttft_seconds"], out["tpot_seconds"])
    out["meets_slo"] = None if kept is None else str(kept).lower()
    out["slo_batch_size"] = within(asked, slo)
    return out


def sizes(asked, out):
    made, context = asked.model, mean_context(asked)
    worked, head = made.worked_with(), made.head
    attention = sum(decode_flops(of, context) + index_flops(of, context) for of in (layer.attention for layer in made.layers))
    elementwise = 0
    for layer in made.layers:  # own count: norms and residuals 5 a value, activation and softmax 6 a value
        heads = layer.attention["heads"] if layer.attention["kind"] != "state" else 0
        elementwise += 10 * made.hidden + 6 * layer.mlp_width + 6 * heads * min(seen(layer.attention, context), layer.attention.get("index tokens") or context)
    fresh = asked.prompt - asked.cached
    pairs = pairs_up_to(asked.prompt, 0) - pairs_up_to(asked.cached, 0)
    prompt = sum(prefill_flops(layer.attention, asked.prompt, asked.cached) + index_flops(layer.attention, pairs)
                 for layer in made.layers)
    kv = BYTES[asked.kv] * sum(cached_values(layer.attention) for layer in made.layers)
    sequence = sequence_bytes(asked, made.layers, 1, indexed=False)  # silent: the columns hold keys and values alone
    reused = sum(range(asked.prompt, asked.prompt + asked.output))
    out.update(parameters=made.total(), active_parameters=made.total(active=True), embedding_parameters=made.embedding,
               flops_per_token=2 * worked + attention, attention_flops_per_token=attention,
               elementwise_flops_per_token=elementwise,
               prefill_flops=asked.batch * (2 * (worked - head) * fresh + 2 * head + prompt) if asked.prompt else 0,
               kv_bytes_per_token=kv, kv_bytes_per_sequence=sequence, kv_bytes=asked.batch * sequence,
               kv_flops_per_token=kv_flops(made),  # silent: of a latent cache, what it holds: the compression alone
               kv_recompute_saved_seconds=float(reused * kv_flops(made)) / float(asked.peak))


def capacity(asked, out):
    made, tensor = asked.model, asked.tensor
    weights = stage_bytes(asked, tensor, asked.stages, asked.data)
    caches = [asked.ranked * sequence_bytes(asked, layers, tensor) for layers in stage_layers(made, asked.stages)]
    needs = stage_needs(asked, tensor, asked.stages, asked.data, asked.ranked, asked.crowd())
    here = max(needs)
    fullest = needs.index(here)
    blocks, rooms = ceil(Fraction(asked.prompt + asked.output, asked.block)), []
    for stage, layers in enumerate(stage_layers(made, asked.stages)):
        one = sequence_bytes(asked, layers, tensor)
        if one:
            rooms.append(floor((usable(asked) - needs[stage] + caches[stage]) * blocks / one) * asked.block)
    grows = any(cached_values(layer.attention) for layer in made.layers)
    fits = here <= usable(asked)
    largest = most(lambda batch: fits_with(asked, batch))
    out.update(weight_bytes=stage_bytes(asked, 1, 1, 1)[0], weight_bytes_per_device=weights[fullest],
               kv_bytes_per_device=caches[fullest], memory_bytes_per_device=here, memory_bytes=here * asked.devices,
               free_bytes=(usable(asked) - here) * asked.devices, max_batch_size=largest * asked.data,
               kv_token_capacity=max(0, min(rooms)) * asked.data if grows else None, min_devices=fewest(asked),
               fits="true" if fits else "false")
    out["status"] = "ok" if fits else "does not fit: " + shortage(-out["free_bytes"], out["min_devices"])


def fits_with(asked, sequences):
    return needed(asked, asked.tensor, asked.stages, asked.data, sequences, asked.crowd()) <= usable(asked)


def shortage(missing, fewest_devices):
    amount = float(missing)
    size = f"{amount / 1e12:,.2f} TB" if amount >= 1e12 else f"{amount / 1e9:.2f} GB" if amount >= 1e9 else f"{amount / 1e6:.2f} MB"
    remedy = "no number of devices would do" if fewest_devices is None else (
        f"{fewest_devices:,} device{'' if fewest_devices == 1 else 's'} would do")
    return f"needs {size} more, {remedy}"


def times(asked, clock, out):
    terms = clock.step(mean_context(asked))
    names = ("memory", "compute", "comms", "overhead")
    step = sum(terms[:4])
    prefill = clock.prefill(asked.ranked, asked.micro) if asked.prompt else (0.0,) * 4
    reading = sum(prefill)
    waves = in_waves(asked, out["max_batch_size"] // asked.data)
    all_reading, decode = reading, all_steps(asked, clock)
    longest = decode
    if len(waves) > 1:
        each = {size: wave(asked, size) for size in set(waves)}
        all_reading, decode = (fsum(each[size][part] for size in waves) for part in (0, 1))
        longest = each[waves[0]][1]
    count = len(contexts(asked))
    one = asked.reached["serving_prefill"] * sum(clock.prefill(1, 1)) if asked.prompt and asked.slowed else 0.0
    busy_reading, busy_decode = all_reading, decode
    token = longest / count if count else None
    if asked.slowed:  # a server: its steps are slower, and it reads the prompts of the other requests in between
        token = asked.reached["serving_step"] * token + (waves[0] - 1) / asked.output * one if count else None
        busy_reading, busy_decode = asked.ranked * one, asked.reached["serving_step"] * decode
    for name, value in zip(names, terms):
        out[f"{name}_seconds"], out[f"{name}_share"] = value, value / step
    order = sorted(range(4), key=lambda i: (-terms[i], i))
    out.update(decode_step_seconds=step, bound=names[order[0]], next_bound=names[order[1]] if terms[order[1]] > 0 else None,
               prefill_seconds=reading, ttft_seconds=reading, request_seconds=all_reading + decode, tpot_seconds=token,
               prefill_bound=names[max(range(4), key=lambda i: (prefill[i], -i))] if asked.prompt else None,
               mfu=terms[4] / (float(asked.peak) * step), mbu=terms[5] / (float(asked.device["bandwidth"]) * step))
    rates(asked, busy_reading, busy_reading + busy_decode, token, out)


def in_waves(asked, room):
    """Sequences of a copy that run together: all of them, or what finds room, again and again, and then the rest."""
    if not asked.reached["queues"] or room < 1 or room >= asked.ranked:
        return [asked.ranked]
    return [room] * (asked.ranked // room) + ([asked.ranked % room] if asked.ranked % room else [])


def wave(asked, sequences):
    clock = Clock(asked)
    clock.prepare(sequences)
    return sum(clock.prefill(sequences, asked.micro)) if asked.prompt else 0.0, all_steps(asked, clock)


def all_steps(asked, clock):
    return fsum(sum(clock.step(context)[:4]) for context in contexts(asked))


def rates(asked, reading, busy, token, out):
    tokens = asked.batch * asked.output * asked.replicas / busy
    out.update(output_tokens_per_second=tokens, output_tokens_per_second_per_device=tokens / (asked.devices * asked.replicas),
               output_tokens_per_second_per_user=1 / token if token else None, requests_per_second=tokens / asked.output,
               total_tokens_per_second=tokens * (asked.prompt + asked.output) / asked.output)
    own = asked.words["price_per_device_hour"]
    price = float(own) if own else float(asked.device["price"]) if "price" in asked.device else None
    power = float(asked.device["power"]) * float(asked.words["pue"]) if "power" in asked.device else None
    fresh, used = asked.prompt - asked.cached, float(asked.words["utilization"])
    decode, rate = busy - reading, asked.words["request_rate"]
    second = asked.devices / (asked.batch * used)  # device-seconds of a request for each second a replica is busy
    asks = asked.words["api_price_per_million_output_tokens"]
    replicas = ceil(float(rate) / (out["requests_per_second"] / asked.replicas)) if rate else None
    output_price = None if price is None else 1e6 * price / 3600 * second * decode / asked.output
    out.update(break_even_utilization=output_price and float(asks) and output_price * used / float(asks) if asks else None,
               usd_per_request=price and price / 3600 * second * busy,
               usd_per_million_output_tokens=output_price,
               usd_per_million_output_tokens_with_prompt=price and 1e6 * price / 3600 * second * busy / asked.output,
               usd_per_million_input_tokens=price and fresh and 1e6 * price / 3600 * second * reading / fresh or None,
               joules_per_output_token=None if power is None else power * second * decode / asked.output,
               replicas_needed=replicas, devices_needed=replicas and replicas * asked.devices,
               usd_per_month=replicas and price and replicas * asked.devices * price * 730,
               price_source="unknown" if price is None else "given" if own else "placeholder")


def thresholds(asked, clock, out):
    made, tensor, context = asked.model, asked.tensor, mean_context(asked)
    linear = device_flops(asked)
    flops = linear + sum(decode_flops(of, context) / tensor + index_flops(of, context)
                         for of in (layer.attention for layer in made.layers))
    cache = 0.0
    for layer in made.layers:
        of = layer.attention
        read = min(seen(of, context), of.get("index tokens") or context)
        values = cached_values(of) * read * float(held(of, tensor)) + state_values(of) / tensor
        cache += (values + of.get("index size", 0) * context) * float(BYTES[asked.kv])
    out["batch_threshold"] = threshold(asked, clock, flops, cache)
    out["weights_batch_threshold"] = clock.gemm / clock.stream * float(BYTES[asked.weight]) / 2 * asked.data
    out["vanishing_context"] = vanishing(asked, clock, linear)
    peer = asked.device.get("link", asked.device.get("pcie"))
    out["flops_per_link_byte"] = peer and float(asked.peak / peer)
    reduced = sum(1 if layer.side_by_side else 2 for layer in made.layers) * made.hidden * clock.act
    # 2P/(N·F) against 2(N−1)/N of each reduced byte: with the factor 2/N gone, where one line meets another
    out["comms_compute_tensor_parallel"] = peer and 1 + float(made.worked_with()) / clock.gemm / (reduced / clock.link)
    out["flops_per_byte"] = float(asked.peak / asked.device["bandwidth"])
    out["kv_equals_weights_batch"] = out["weight_bytes"] / out["kv_bytes_per_sequence"]
    candidates = [("weights", out["batch_threshold"]), ("kv", out["kv_equals_weights_batch"]), ("memory", out["max_batch_size"])]
    out["comms_throughput_batch"] = out["flops_per_comms_byte"] = out["comms_compute_batch"] = None
    if tensor > 1:
        fixed, growing, sent = collectives(asked, clock)
        out["comms_throughput_batch"] = fixed / growing * asked.data
        out["flops_per_comms_byte"] = linear / sent
        gained = flops / clock.gemm - growing  # seconds a further sequence adds to compute beyond comms
        out["comms_compute_batch"] = fixed / gained * asked.data if gained > 0 else None
        outgrows = growing > flops / clock.gemm
        candidates.append(("comms_compute" if outgrows else "comms_throughput", out["comms_throughput_batch"]))
    known = [candidate for candidate in candidates if candidate[1] is not None]
    out["binding_threshold"] = min(known, key=lambda candidate: candidate[1])[0] if known else "none"


def vanishing(asked, clock, linear):
    """First context at which a further sequence reads more than its arithmetic hides: bisected between the windows."""
    kinds = {}
    for layer in asked.model.layers:
        kinds.setdefault(tuple(sorted(layer.attention.items())), []).append(layer.attention)

    def hidden(context):
        worth = linear
        for key, alike in kinds.items():
            of = alike[0]
            read = min(seen(of, context), of.get("index tokens") or context)
            values = cached_values(of) * read * float(held(of, asked.tensor)) + state_values(of) / asked.tensor
            cache = (values + of.get("index size", 0) * context) * float(BYTES[asked.kv])
            work = decode_flops(of, context) / asked.tensor + index_flops(of, context)
            worth += len(alike) * (work - cache * clock.gemm / clock.stream)
        return worth

    ends = sorted({end for of, *_ in kinds.values() for end in (of.get("window"), of.get("index tokens")) if end})
    low = 0.0
    if hidden(low) <= 0:
        return low
    for high in ends + [1e15]:
        if hidden(high) <= 0:
            for _ in range(200):
                middle = (low + high) / 2
                low, high = (middle, high) if hidden(middle) > 0 else (low, middle)
            return high
        low = high
    return None


def device_flops(asked):
    """Linear work of one device for a token of its attention copy, on the busiest rank."""
    made, tensor = asked.model, asked.tensor
    total = Fraction(2 * made.embedding, tensor) + 2 * (made.outer_vectors + Fraction(made.head_bias, tensor))
    for layer in made.layers:
        total += 2 * sum(matrix.parameters * cut(asked, matrix, layer.attention, tensor) for matrix in layer.matrices)
        total += 2 * layer.vectors
        if layer.experts:
            of = layer.experts
            total += 2 * of["per_token"] * (of["matrices"] + of["biases"]) * Fraction(asked.crowd()) / tensor
    return float(total)


def collectives(asked, clock):
    """Of all layers' collectives: seconds whatever the batch, seconds a token of a copy, bytes a device sends for it."""
    fixed = growing = sent = 0.0
    token = asked.model.hidden * clock.act
    span = asked.tensor * asked.data
    for layer in asked.model.layers:
        spread = layer.experts and (asked.expert > 1 or asked.data > 1)
        rings = [(asked.tensor, token)] * ((1 if layer.side_by_side else 2) - bool(spread))
        if spread and asked.expert == 1:
            rings.append((span, token * asked.data))
        for count, message in rings:
            latency, per_byte, wire = ring(clock, count)
            fixed, growing, sent = fixed + latency, growing + per_byte * message, sent + wire * message
        if layer.experts and asked.expert > 1:
            moved = token / asked.tensor * layer.experts["per_token"] * (1 - 1 / asked.expert)
            outside = max(0.0, 1 - clock.near / span)
            slower = max((1 - outside) / clock.link, outside / clock.out if outside else 0.0)
            fixed += 2 * (clock.launch + clock.hop + (asked.reached["out_hop"] if outside else 0.0))
            growing, sent = growing + 2 * moved * slower, sent + 2 * moved
    return fixed, growing, sent


def ring(clock, count):
    """Of an all-reduce by rings: seconds whatever the message, seconds a byte of it, bytes sent a byte of it."""
    nodes = ceil(count / clock.near)
    local = count / nodes
    latency, per_byte, sent = clock.launch, 0.0, 0.0
    if local > 1:
        latency += 2 * (local - 1) * clock.hop
        sent = 2 * (local - 1) / local
        per_byte = sent / clock.link
    if nodes > 1:
        latency += clock.asked.reached["out_hop"] * log2(nodes)
        across = 2 * (nodes - 1) / nodes / local
        per_byte, sent = per_byte + across / clock.out, sent + across
    return latency, per_byte, sent


def threshold(asked, clock, flops, cache):
    """The batch from which the arithmetic of a step takes longer than its reads: searched, not solved."""
    made, tensor = asked.model, asked.tensor
    worth = flops * clock.stream / clock.gemm - cache  # bytes a further sequence is worth
    if worth <= 0:
        return None
    shards = tensor * asked.data

    def read(batch):
        total = fsum([float(Fraction(made.embedding, tensor) * asked.head_bytes()), float((made.outer_vectors + Fraction(made.head_bias, tensor)) * asked.kept())])
        for layer in made.layers:
            total += dense[id(layer)]
            if layer.experts:
                of = layer.experts
                total += hit(of, batch * asked.data * asked.crowd()) * float(of["matrices"] * BYTES[asked.weight] + of["biases"] * asked.kept()) / shards
        return total

    dense = {}
    for layer in made.layers:
        bare = sum(m.parameters * cut(asked, m, layer.attention, tensor) * (asked.kept() if m.two_bytes else asked.dense_bytes())
                   for m in layer.matrices)
        dense[id(layer)] = float(bare + layer.vectors * asked.kept())
    low, high = 0.0, 1.0
    while worth * high < read(high):
        low, high = high, 2 * high
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if worth * middle < read(middle) else (low, middle)
    return high * asked.data


def shown(value):
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    exact = Fraction(value)
    return str(exact.numerator) if exact.denominator == 1 and abs(exact) < 2**53 else repr(float(exact))


def meets(slo, first, token):
    """Whether both promises are kept; None where there is no token to time."""
    return None if token is None else first <= slo[0] and token <= slo[1]


def within(asked, slo):
    """Largest batch that fits and keeps the promise: searched over the sequences of an attention copy."""

    def timed(sequences):
        asked.ranked = sequences
        clock = Clock(asked)
        clock.prepare()
        first = sum(clock.prefill(sequences, asked.micro)) if asked.prompt else 0.0
        steps = contexts(asked)
        if not steps:
            return first, None
        token = all_steps(asked, clock) / len(steps)
        if not asked.slowed:
            return first, token
        one = asked.reached["serving_prefill"] * (sum(clock.prefill(1, 1)) if asked.prompt else 0.0)
        return first, asked.reached["serving_step"] * token + (sequences - 1) / asked.output * one

    def good(sequences):
        return fits_with(asked, sequences) and meets(slo, *timed(sequences))

    before = asked.ranked
    known = meets(slo, *timed(asked.micro)) is not None
    found = most(lambda beyond: good(beyond + asked.micro - 1)) + asked.micro - 1 if known and good(asked.micro) else 0
    asked.ranked = before
    return found * asked.data if known else None


def row_of(number, cells, configs, hardware, slo):
    asked = Asked(cells, configs, hardware)
    refused = refusal(asked)
    inputs = {axis: asked.words[axis] for axis in DEFAULTS}
    inputs.update(scenario=str(number), model=asked.words["model"], hardware=asked.words["hardware"], formulas="roofline",
                  devices=str(asked.devices * asked.replicas),
                  price_per_device_hour=asked.words["price_per_device_hour"] or shown(asked.device.get("price")))
    out = {"status": "not supported: " + refused} if refused else results(asked, slo)
    return {**inputs, **{name: shown(value) for name, value in out.items()}}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("scenarios")
    arguments.add_argument("--configs", required=True)
    arguments.add_argument("--hardware", required=True)
    arguments.add_argument("--slo", required=True, help="ttft and tpot in seconds, as the test promises them")
    given = arguments.parse_args()
    slo = [float(promise) for promise in given.slo.split(",")]
    hardware = devices(given.hardware)
    with open(given.scenarios, encoding="utf-8") as lines:
        rows = [row_of(number, cells, given.configs, hardware, slo) for number, cells in enumerate(csv.DictReader(lines), 1)]
    names = list(dict.fromkeys(name for row in rows for name in row)) + EMPTY
    writer = csv.DictWriter(sys.stdout, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


if __name__ == "__main__":
    main()
