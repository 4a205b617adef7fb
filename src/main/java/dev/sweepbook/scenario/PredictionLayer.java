package dev.sweepbook.scenario;

/**
 * A layer that predicts one token further (multi-token prediction). It shares embedding and head with the main model.
 *
 * @param layer the layer itself
 * @param joinParameters weights that join the hidden state with the next token's embedding
 * @param normParameters parameters of its further norms
 */
public record PredictionLayer(LayerRun layer, long joinParameters, long normParameters) {}
