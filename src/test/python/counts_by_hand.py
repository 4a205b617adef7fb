"""Public models that do not ship, counted by hand: total, active parameters and bf16 KV bytes a token.

Each model is written down here from its published sizes and the shapes of its tensors in the public model code; no
configuration is read and no line is shared with the product. PublishedCountsTest holds the reading of their
configurations to it (newcomers.csv, whose last column names the published total where there is one).

    python3 src/test/python/counts_by_hand.py
"""


def grouped(d, h, g, e, qkv_bias=0, out_bias=0, head_norms=0, width_norms=0, gate=0, v=None):
    """Matrices and vectors of grouped-query attention, and what a token caches."""
    v = v or e
    matrices = d * (h * e + g * (e + v)) + h * v * d + d * gate
    vectors = (h * e + g * (e + v)) * qkv_bias + d * out_bias + 2 * e * head_norms + (h + g) * e * width_norms
    return matrices + vectors, g * (e + v)


def latent(d, h, q, kv, nope, rope, v, indexer=0):
    matrices = d * q + q * h * (nope + rope) + d * (kv + rope) + kv * h * (nope + v) + h * v * d
    return matrices + q + kv + indexer, kv + rope


def mamba2(d, inner, heads, groups, states, taps=4):
    mixed = inner + 2 * groups * states
    return d * (2 * inner + 2 * groups * states + heads) + mixed * (taps + 1) + 3 * heads + inner + inner * d, 0


def delta_net(d, key, value, heads, size, taps=4):
    mixed = 2 * key + value
    return d * (mixed + value + 2 * heads) + taps * mixed + 2 * heads + size + value * d, 0


def mlp(d, f, gated=True, bias=0):
    count = (3 if gated else 2) * d * f + (f + d) * bias
    return count, count


def experts(d, count, chosen, m, shared=0, shared_gate=0, balance=0, router_bias=0, gated=True):
    one = (3 if gated else 2) * d * m
    rest = d * count + (3 if gated else 2) * d * shared + d * shared_gate + count * (balance + router_bias)
    return count * one + rest, chosen * one + rest


NOTHING = (0, 0)


def model(d, vocabulary, layers, tied=False, norm=1, norms=2, final=1, rest=0, head_bias=0):
    """layers: (how many, mixer, feed-forward); norm: vectors of width d in one norm."""
    ends = vocabulary * d * (1 if tied else 2) + final * norm * d + rest + vocabulary * head_bias
    total = ends + sum(n * (mixer[0] + after[0] + norms * norm * d) for n, mixer, after in layers)
    active = ends + sum(n * (mixer[0] + after[1] + norms * norm * d) for n, mixer, after in layers)
    return total, active, 2 * sum(n * mixer[1] for n, mixer, _ in layers)


def plain(d, layers, h, g, e, f, vocabulary, tied=False, gated=True, **attention):
    return model(d, vocabulary, [(layers, grouped(d, h, g, e, **attention), mlp(d, f, gated))], tied)


def gpt(d, layers, h, f, vocabulary, positions=0, qkv_bias=1, norm=2, norms=2, final=1, tied=True):
    return model(d, vocabulary, [(layers, grouped(d, h, h, d // h, qkv_bias, 1), mlp(d, f, False, 1))], tied, norm, norms, final,
                 positions * d)


def deepseek_v3():
    mixer = latent(7168, 128, 1536, 512, 128, 64, 128)
    return model(7168, 129280, [(3, mixer, mlp(7168, 18432)), (58, mixer, experts(7168, 256, 8, 2048, 2048, balance=1))])


def glm_5():
    mixer = latent(6144, 64, 2048, 512, 192, 64, 256, 2048 * 32 * 128 + 6144 * 128 + 6144 * 32 + 2 * 128)
    return model(6144, 154880, [(3, mixer, mlp(6144, 12288)), (75, mixer, experts(6144, 256, 8, 2048, 2048, balance=1))])


def ling(d, layers, h, g, f, m, dense, vocabulary=157184):
    mixer = grouped(d, h, g, 128, head_norms=1)
    return model(d, vocabulary, [(dense, mixer, mlp(d, f)), (layers - dense, mixer, experts(d, 256, 8, m, m, balance=1))])


def kimi():
    mixer = latent(7168, 64, 1536, 512, 128, 64, 128)
    return model(7168, 163840, [(1, mixer, mlp(7168, 18432)), (60, mixer, experts(7168, 384, 8, 2048, 2048, balance=1))])


def qwen_3_5():
    after = experts(2048, 256, 8, 512, 512, shared_gate=1)
    return model(2048, 248320, [(30, delta_net(2048, 2048, 4096, 32, 128), after),
                                (10, grouped(2048, 16, 2, 256, head_norms=1, gate=4096), after)])


def nemotron_nano():
    mixer, attention = mamba2(2688, 4096, 64, 8, 128), grouped(2688, 32, 2, 128)
    return model(2688, 131072, [(23, mixer, NOTHING), (6, attention, NOTHING),
                                (23, NOTHING, experts(2688, 128, 6, 1856, 3712, balance=1, gated=False))], norms=1)


def nemotron_h():
    return model(4096, 131072, [(24, mamba2(4096, 8192, 128, 8, 128), NOTHING), (4, grouped(4096, 32, 8, 128), NOTHING),
                                (24, NOTHING, mlp(4096, 21504, False))], norms=1)


def granite_tiny():
    after = experts(1536, 64, 6, 512, 1024)
    return model(1536, 100352, [(36, mamba2(1536, 3072, 48, 1, 128), after), (4, grouped(1536, 12, 4, 128), after)], tied=True)


def bamba():
    return model(4096, 128256, [(29, mamba2(4096, 8192, 128, 1, 128), mlp(4096, 14336)), (3, grouped(4096, 32, 8, 128), mlp(4096, 14336))])


def short_convolutions(d, layers, attending, h, g, e, after, vocabulary):
    convolution = (4 * d * d + 3 * d, 0)
    return model(d, vocabulary, [(n, mixer, following) for n, mixer, following in (
        (layers - attending, convolution, after), (attending, grouped(d, h, g, e, head_norms=1), after))], tied=True)


def lfm2_moe():
    d, convolution, attention = 2048, (4 * 2048 * 2048 + 3 * 2048, 0), grouped(2048, 32, 8, 64, head_norms=1)
    after = experts(d, 32, 4, 1792, balance=1)
    return model(d, 65536, [(2, convolution, mlp(d, 7168)), (16, convolution, after), (6, attention, after)], tied=True)


def trinity():
    mixer = grouped(3072, 48, 8, 128, head_norms=1, gate=48 * 128)
    return model(3072, 200192, [(6, mixer, mlp(3072, 12288)), (54, mixer, experts(3072, 256, 4, 3072, 3072, balance=1))], norms=4)


def laguna():
    full, near = (grouped(2048, h, 8, 128, head_norms=1, gate=h) for h in (48, 64))
    after = experts(2048, 256, 8, 512, 512, balance=1)
    return model(2048, 100352, [(1, full, mlp(2048, 8192)), (9, full, after), (30, near, after)])


def step():
    full, near = (grouped(4096, h, 8, 128, head_norms=1, gate=h) for h in (64, 96))
    dense, after = mlp(4096, 11264), experts(4096, 288, 8, 1280, 1280, balance=1)
    return model(4096, 128896, [(1, full, dense), (2, near, dense), (11, full, after), (31, near, after)])


def mimo():
    full, near = grouped(4096, 64, 4, 192, v=128), grouped(4096, 64, 8, 192, v=128)
    near = near[0] + 64, near[1]  # a sink for every query head
    after = experts(4096, 256, 8, 2048, balance=1)
    return model(4096, 152576, [(1, full, mlp(4096, 16384)), (8, full, after), (39, near, after)])


def glm_flash():
    mixer = latent(2048, 20, 768, 512, 192, 64, 256)
    return model(2048, 154880, [(1, mixer, mlp(2048, 10240)), (46, mixer, experts(2048, 64, 4, 1536, 1536, balance=1))])


def minimax():
    width = 64 * 128
    lightning, after = (5 * 6144 * width + width, 0), experts(6144, 32, 2, 9216)
    return model(6144, 200064, [(70, lightning, after), (10, grouped(6144, 64, 8, 128), after)])


def deepseek_vl2_tiny():
    mixer = grouped(1280, 10, 10, 128)
    return model(1280, 129280, [(1, mixer, mlp(1280, 6848)), (11, mixer, experts(1280, 64, 6, 896, 2 * 896))])


def ernie():
    mixer = grouped(8192, 64, 8, 128)
    return model(8192, 103424, [(3, mixer, mlp(8192, 28672)), (51, mixer, experts(8192, 64, 8, 3584, balance=1))])


def falcon_11b():
    return model(4096, 65024, [(60, grouped(4096, 32, 8, 128), mlp(4096, 16384, False))], norm=2, norms=1)


def phi_tiny():
    mixer, after = grouped(4096, 16, 4, 128, 1, 1), experts(4096, 16, 2, 448)
    return model(4096, 32064, [(32, mixer, after)], norm=2, head_bias=1)


def persimmon():
    mixer = grouped(4096, 64, 64, 64, 1, 1, head_norms=2)  # a LayerNorm has weights and biases
    return model(4096, 262144, [(36, mixer, mlp(4096, 16384, False, 1))], norm=2)


MODELS = {
    "qwen3-4b": plain(2560, 36, 32, 8, 128, 9728, 151936, True, head_norms=1),
    "qwen3-coder-480b-a35b": model(6144, 151936, [(62, grouped(6144, 96, 8, 128, head_norms=1), experts(6144, 160, 8, 2560))]),
    "qwen2.5-14b": plain(5120, 48, 40, 8, 128, 13824, 152064, qkv_bias=1),
    "qwen2-57b-a14b": model(3584, 151936, [(28, grouped(3584, 28, 4, 128, 1), experts(3584, 64, 8, 2560, 20480, 1))]),
    "deepseek-llm-7b": plain(4096, 30, 32, 32, 128, 11008, 102400),
    "deepseek-v3.1": deepseek_v3(),
    "gemma-3-270m": model(640, 262144, [(18, grouped(640, 4, 1, 256, head_norms=1), mlp(640, 2048))], True, norms=4),
    "paligemma-3b": plain(2048, 18, 8, 1, 256, 16384, 257216, True),
    "olmo-3-7b": plain(4096, 32, 32, 32, 128, 11008, 100278, width_norms=1),
    "olmo-3-32b": plain(5120, 64, 40, 8, 128, 27648, 100278, width_norms=1),
    "olmo-2-1b": plain(2048, 16, 16, 16, 128, 8192, 100352, width_norms=1),
    "ministral-8b": plain(4096, 36, 32, 8, 128, 12288, 131072),
    "codestral-22b": plain(6144, 56, 48, 8, 128, 16384, 32768),
    "mamba-codestral-7b": model(4096, 32768, [(64, mamba2(4096, 8192, 128, 8, 128), NOTHING)], norms=1),
    "mistral-small-3.1-24b": plain(5120, 40, 32, 8, 128, 32768, 131072),
    "exaone-4.0-1.2b": plain(2048, 30, 32, 8, 64, 4096, 102400, True, head_norms=1),
    "exaone-4.0-32b": plain(5120, 64, 40, 8, 128, 27392, 102400, head_norms=1),
    "granite-3.1-1b-a400m": model(1024, 49155, [(24, grouped(1024, 16, 8, 64), experts(1024, 32, 8, 512))], True),
    "granite-4.0-micro": plain(2560, 40, 40, 8, 64, 8192, 100352, True),
    "granite-4.0-h-tiny": granite_tiny(),
    "falcon3-7b": plain(3072, 28, 12, 4, 256, 23040, 131072),
    "falcon-11b": falcon_11b(),
    "falcon-rw-1b": gpt(2048, 24, 32, 8192, 50304),
    "nemotron-mini-4b": model(3072, 256000, [(32, grouped(3072, 24, 8, 128), mlp(3072, 9216, False))], norm=2),
    "nemotron-3-nano-30b-a3b": nemotron_nano(),
    "nemotron-h-8b": nemotron_h(),
    "bamba-9b-v2": bamba(),
    "lfm2-8b-a1b": lfm2_moe(),
    "lfm2-350m": short_convolutions(1024, 16, 6, 16, 8, 64, mlp(1024, 4608), 65536),
    "minicpm3-4b": model(2560, 73448, [(62, latent(2560, 40, 768, 256, 64, 32, 64), mlp(2560, 6400))], True),
    "minicpm-2b": plain(2304, 40, 36, 36, 64, 5760, 122753, True),
    "ling-mini-2.0": ling(2048, 20, 16, 4, 5120, 512, 1),
    "ling-flash-2.0": ling(4096, 32, 32, 4, 9216, 1024, 1),
    "ling-1t": ling(8192, 80, 64, 8, 18432, 2048, 4),
    "ling-lite": model(2048, 126464, [(28, grouped(2048, 16, 4, 128), experts(2048, 64, 6, 1408, 2 * 1408))]),
    "arcee-afm-4.5b": plain(2560, 36, 20, 4, 128, 18432, 128004, gated=False),
    "persimmon-8b": persimmon(),
    "stablelm-2-1.6b": model(2048, 100352, [(24, grouped(2048, 32, 32, 64, 1), mlp(2048, 5632))], norm=2),
    "stablelm-2-12b": model(5120, 100352, [(40, grouped(5120, 32, 8, 160, width_norms=1), mlp(5120, 13824))], norm=2, norms=1),
    "gpt-neo-2.7b": gpt(2560, 32, 20, 10240, 50257, 2048, qkv_bias=0),
    "biogpt": gpt(1024, 24, 16, 4096, 42384, 1026),
    "openai-gpt": gpt(768, 12, 12, 3072, 40478, 512, final=0),
    "cerebras-gpt-13b": gpt(5120, 40, 40, 20480, 50257, 2048),
    "dolly-v2-3b": gpt(2560, 32, 32, 10240, 50280, tied=False),
    "replit-code-v1-3b": plain(2560, 32, 32, 32, 80, 10240, 32768, True, gated=False),
    "baichuan2-7b": plain(4096, 32, 32, 32, 128, 11008, 125696),
    "yi-9b": plain(4096, 48, 32, 4, 128, 11008, 64000),
    "chatglm3-6b": plain(4096, 28, 32, 2, 128, 13696, 65024, qkv_bias=1),
    "glm-4.7-flash": glm_flash(),
    "glm-5": glm_5(),
    "minimax-text-01": minimax(),
    "hunyuan-7b": plain(4096, 32, 32, 8, 128, 14336, 128167, True, head_norms=1),
    "ernie-4.5-300b-a47b": ernie(),
    "smollm2-360m": plain(960, 32, 15, 5, 64, 2560, 49152, True),
    "command-r7b": model(4096, 256000, [(32, grouped(4096, 32, 8, 128), mlp(4096, 14336))], True, norms=1),
    "llava-1.5-7b": plain(4096, 32, 32, 32, 128, 11008, 32064),
    "llava-next-mistral-7b": plain(4096, 32, 32, 8, 128, 14336, 32064),
    "qwen2.5-vl-7b": plain(3584, 28, 28, 4, 128, 18944, 152064, qkv_bias=1),
    "qwen3-vl-30b-a3b": model(2048, 151936, [(48, grouped(2048, 32, 4, 128, head_norms=1), experts(2048, 128, 8, 768))]),
    "qwen3.5-35b-a3b": qwen_3_5(),
    "phi-tiny-moe": phi_tiny(),
    "apertus-70b": model(8192, 131072, [(80, grouped(8192, 64, 8, 128, head_norms=1), tuple(2 * 8192 * 43008 + 2 for _ in "ta"))]),
    "helium-1-2b": plain(2048, 28, 16, 8, 128, 8192, 64000),
    "solar-10.7b": plain(4096, 48, 32, 8, 128, 14336, 32000),
    "granite-20b-code": model(6144, 49152, [(52, grouped(6144, 48, 1, 128, 1, 1), mlp(6144, 24576, False, 1))], True, 2, rest=8192 * 6144),
    "qwen2.5-7b-awq": plain(3584, 28, 28, 4, 128, 18944, 152064, qkv_bias=1),
    "llama-2-13b-gptq": plain(5120, 40, 40, 40, 128, 13824, 32000),
    "trinity-large": trinity(),
    "laguna-xs.2": laguna(),
    "step-3.5-flash": step(),
    "mimo-v2-flash": mimo(),
    "kimi-k2.5": kimi(),
    "deepseek-vl2-tiny": deepseek_vl2_tiny(),
    "janus-1.3b": plain(2048, 24, 16, 16, 128, 5632, 102400),
    "internvl3-8b": plain(3584, 28, 28, 4, 128, 18944, 151674, qkv_bias=1),
    "ministral-3-8b": plain(4096, 34, 32, 8, 128, 14336, 131072),
}

if __name__ == "__main__":
    print("id,total,active,kv_bytes_per_token")
    for name, (total, active, cache) in MODELS.items():
        print(name, total, active, cache, sep=",")
