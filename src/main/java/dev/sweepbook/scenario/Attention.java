package dev.sweepbook.scenario;

/** How a layer lets a token see the tokens before it. */
public sealed interface Attention
        permits GroupedQueryAttention, LatentAttention, LinearAttention, HybridAttention, NoAttention {}
