"""What a Hugging Face config says a decoder is made of: its matrices and vectors, layer by layer.

Written from the public model code and FORMULAS.md 3.1 by someone who had not read the Java; independent_roofline.py
works with it. Run by itself it prints id, total, active, active without the input embedding, for a look beside
models.csv:

    python3 src/test/python/independent_models.py CONFIGS_FOLDER
"""

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path

BIASED = ("gpt2", "opt", "bloom", "gpt_bigcode", "gpt_neox", "phi", "phi-msft", "starcoder2")
LAYER_NORM = BIASED + ("gptj", "falcon")
UNGATED = BIASED + ("gptj", "falcon", "mpt", "gopher")
TIED = ("gpt2", "opt", "bloom", "gpt_bigcode", "gopher", "palm", "falcon", "mpt", "gemma", "gemma2", "gemma3_text",
        "cohere", "starcoder2")
ONE_NORM = ("gptj", "phi", "phi-msft", "cohere", "palm")
HEAD_NORMS = ("qwen3", "qwen3_moe", "qwen3_next", "gemma3_text")


@dataclass
class Matrix:
    """inputs × outputs; cut: rows (inputs split), columns (outputs split), kv (heads, replicated), copied."""

    name: str
    inputs: int
    outputs: int
    cut: str = "columns"
    two_bytes: bool = False

    @property
    def parameters(self):
        return self.inputs * self.outputs


@dataclass
class Layer:
    attention: dict
    matrices: list = field(default_factory=list)
    vectors: int = 0
    experts: dict | None = None
    side_by_side: bool = False
    mlp_width: int = 0

    def parameters(self, active):
        routed = 0
        if self.experts:
            of = self.experts
            routed = (of["per_token"] if active else of["count"]) * (of["matrices"] + of["biases"])
        return sum(matrix.parameters for matrix in self.matrices) + self.vectors + routed


@dataclass(eq=False)
class Model:
    hidden: int
    vocabulary: int
    layers: list
    tied: bool
    positions: int = 0
    outer_vectors: int = 0
    head_bias: int = 0
    heads: int = 0
    type: str = ""

    @property
    def embedding(self):
        return self.vocabulary * self.hidden

    @property
    def head(self):
        return self.embedding + self.head_bias

    def total(self, active=False):
        tables = self.embedding * (1 if self.tied else 2) + self.positions + self.head_bias + self.outer_vectors
        return tables + sum(layer.parameters(active) for layer in self.layers)

    def worked_with(self):
        """Active parameters without the input embedding: a tied table still works as the head."""
        return self.total(active=True) - self.positions - (0 if self.tied else self.embedding)


class Config:
    def __init__(self, document):
        inner = document.get("text_config", document)
        self.values = {key: value for key, value in inner.items() if value is not None}
        self.type = self.values.get("model_type", document.get("model_type"))

    def first(self, *names, default=None):
        return next((self.values[name] for name in names if name in self.values), default)


def read(path):
    config = Config(json.loads(Path(path).read_text(encoding="utf-8")))
    kind, get = config.type, config.first
    hidden = get("hidden_size", "n_embd", "d_model")
    count = get("num_hidden_layers", "n_layer", "n_layers")
    norm = 0 if kind == "olmo" else 2 if kind in LAYER_NORM else 1
    layers = [layer(config, number, hidden, norm) for number in range(count)]
    model = Model(hidden, get("vocab_size"), layers, get("tie_word_embeddings", default=kind in TIED), type=kind,
                  outer_vectors=norm * hidden, heads=get("num_attention_heads", "n_head", "n_heads"))
    if kind in ("gpt2", "gpt_bigcode"):
        model.positions = get("n_positions") * hidden
    if kind == "opt":
        model.positions = (get("max_position_embeddings") + 2) * hidden
    if kind == "bloom":
        model.outer_vectors += 2 * hidden  # the norm behind the embedding
    if kind in ("gptj", "phi", "phi-msft"):
        model.head_bias = model.vocabulary
    return model


def layer(config, number, hidden, norm):
    kind, get = config.type, config.first
    norms = 4 if kind in ("gemma2", "gemma3_text", "grok-1") else 1 if kind in ONE_NORM else 2
    made = Layer({}, side_by_side=kind in ONE_NORM + ("gpt_neox", "falcon"))
    if kind == "falcon" and not get("new_decoder_architecture"):
        norms = 1
    made.vectors = norms * norm * hidden
    if "kv_lora_rank" in config.values:
        latent(config, made, hidden)
    elif kind == "minimax_m1" and not get("attn_type_list")[number]:
        lightning(config, made, hidden)
    elif kind == "qwen3_next" and (number + 1) % get("full_attention_interval"):
        delta_net(config, made, hidden)
    else:
        grouped(config, made, hidden, number)
    feed_forward(config, made, hidden, number)
    return made


def kv_heads(config, heads):
    kind, get = config.type, config.first
    if kind == "falcon" and not get("new_decoder_architecture"):
        return 1 if get("multi_query", default=True) else heads
    if kind in ("palm", "gpt_bigcode"):
        return 1
    inner = get("attn_config", default={}).get("kv_n_heads")
    return inner or get("num_key_value_heads", "num_kv_heads", "n_head_kv", default=heads)


def window(config, number):
    kind, get = config.type, config.first
    size = get("sliding_window", "sliding_window_size", "attention_chunk_size", default=0)
    if get("use_sliding_window") is False or not size:
        return 0
    if get("layer_types"):
        return size if get("layer_types")[number] == "sliding_attention" else 0
    every = {"gemma2": 2, "gemma3_text": get("sliding_window_pattern", default=6), "llama4_text": 4}.get(kind)
    return 0 if every and (number + 1) % every == 0 else size


def grouped(config, made, hidden, number):
    kind, get = config.type, config.first
    heads = get("num_attention_heads", "n_head", "n_heads")
    pairs = kv_heads(config, heads)
    size = get("head_dim", default=hidden // heads)
    biased = kind in BIASED + ("gpt_oss",)
    qkv_bias = biased or kind in ("qwen2", "qwen2_moe") or kind == "glm4_moe" and get("attention_bias", default=False)
    gate = heads * size if kind == "qwen3_next" else 0
    positions = heads * size if kind == "gopher" else 0
    made.attention = {"kind": "grouped", "heads": heads, "kv_heads": pairs, "size": size, "window": window(config, number)}
    made.matrices += [Matrix("queries", hidden, heads * size + gate + positions), Matrix("keys, values", hidden, 2 * pairs * size, "kv"),
                      Matrix("output", heads * size, hidden, "rows")]
    made.vectors += (heads + 2 * pairs) * size * qkv_bias + hidden * biased
    if kind in HEAD_NORMS or kind == "glm4_moe" and get("use_qk_norm"):
        made.vectors += 2 * size
    if kind in ("olmo2", "minimax_m2"):
        made.vectors += (heads + pairs) * size
    if kind == "gpt_oss":
        made.vectors += heads  # sinks


def latent(config, made, hidden):
    get = config.first
    heads, query, rank = get("num_attention_heads"), get("q_lora_rank"), get("kv_lora_rank")
    plain, rotary, value = get("qk_nope_head_dim"), get("qk_rope_head_dim"), get("v_head_dim")
    made.attention = {"kind": "latent", "heads": heads, "rank": rank, "plain": plain, "rotary": rotary, "value": value}
    if query:
        made.matrices += [Matrix("query compression", hidden, query, "copied"), Matrix("query expansion", query, heads * (plain + rotary))]
        made.vectors += query
    else:
        made.matrices.append(Matrix("queries", hidden, heads * (plain + rotary)))
    made.matrices += [Matrix("kv compression", hidden, rank + rotary, "copied"), Matrix("kv expansion", rank, heads * (plain + value)),
                      Matrix("output", heads * value, hidden, "rows")]
    made.vectors += rank
    if get("index_topk"):  # DeepSeek-V3.2 report, 2.1: queries of the compressed ones, one key a token under a norm, weights
        count, size = get("index_n_heads"), get("index_head_dim")
        made.attention.update({"index heads": count, "index size": size, "index tokens": get("index_topk")})
        made.matrices += [Matrix("indexer queries", query, count * size, "copied"), Matrix("indexer keys", hidden, size + count, "copied")]
        made.vectors += 2 * size


def lightning(config, made, hidden):
    heads, size = config.first("num_attention_heads"), config.first("head_dim")
    made.attention = {"kind": "state", "heads": heads, "values": heads * size**2, "flops": 5 * heads * size**2}
    made.matrices += [Matrix("queries, keys, values, gate", hidden, 4 * heads * size), Matrix("output", heads * size, hidden, "rows")]
    made.vectors += heads * size


def delta_net(config, made, hidden):
    get = config.first
    keys, values = get("linear_num_key_heads") * get("linear_key_head_dim"), get("linear_num_value_heads") * get("linear_value_head_dim")
    heads, size, taps = get("linear_num_value_heads"), get("linear_value_head_dim"), get("linear_conv_kernel_dim")
    mixed = 2 * keys + values
    made.attention = {"kind": "state", "heads": get("linear_num_key_heads"), "values": values * get("linear_key_head_dim") + taps * mixed,
                      "flops": 7 * values * get("linear_key_head_dim")}
    made.matrices += [Matrix("queries, keys, values, gate, time", hidden, mixed + values + 2 * heads), Matrix("output", values, hidden, "rows")]
    made.vectors += taps * mixed + 2 * heads + size


def feed_forward(config, made, hidden, number):
    kind, get = config.type, config.first
    inner = get("ffn_config", default={})
    width = inner.get("ffn_hidden_size") or get("intermediate_size", "n_inner", "ffn_dim", default=4 * hidden)
    experts = inner.get("moe_num_experts") or get("num_local_experts", "num_experts", "n_routed_experts")
    if not experts or number < get("first_k_dense_replace", default=0):
        mlp(made, "", hidden, width, kind not in UNGATED)
        made.mlp_width = width
        if kind in BIASED + ("gptj",):
            made.vectors += width + hidden
        return
    narrow = get("moe_intermediate_size", default=width)
    per_token = inner.get("moe_top_k") or get("num_experts_per_tok", "experts_per_token")
    shared = get("shared_expert_intermediate_size", default=get("n_shared_experts", default=0) * narrow)
    if kind == "llama4_text":
        shared = width
    biased = kind == "gpt_oss"
    made.experts = {"count": experts, "per_token": per_token, "matrices": 3 * hidden * narrow, "biases": (2 * narrow + hidden) * biased,
                    "width": narrow}
    made.matrices.append(Matrix("router", hidden, experts, "copied", two_bytes=True))
    balanced = get("topk_method") == "noaux_tc" or kind == "glm4_moe" or get("use_routing_bias")
    made.vectors += experts if biased or balanced else 0
    if shared:
        mlp(made, "shared ", hidden, shared, True)
    if get("shared_expert_intermediate_size"):
        made.vectors += hidden  # gate of the shared experts
    made.mlp_width = per_token * narrow + shared


def mlp(made, name, hidden, width, gated):
    made.matrices += [Matrix(name + "up", hidden, width * (2 if gated else 1)), Matrix(name + "down", width, hidden, "rows")]


def main():
    for path in sorted(Path(sys.argv[1]).glob("*.json")):
        try:
            model = read(path)
            print(path.stem, model.total(), model.total(active=True), model.worked_with(), sep=",")
        except (TypeError, KeyError) as missing:
            print(path.stem, f"not described here: {missing}", sep=",")


if __name__ == "__main__":
    main()
