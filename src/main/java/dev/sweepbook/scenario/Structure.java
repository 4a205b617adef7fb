package dev.sweepbook.scenario;

/** Which tensors a model is made of, as far as its configuration says. */
public sealed interface Structure permits Decoder, Undetermined {}
