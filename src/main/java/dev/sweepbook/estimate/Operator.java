package dev.sweepbook.estimate;

/**
 * Something one device does in every pass, linear in the tokens of the pass.
 *
 * @param name what it does
 * @param times how often a pass runs it: the layers of its kind, or once
 * @param flopsPerToken operations a token (FLOP)
 * @param weightBytes bytes of weights it reads, whatever the tokens are (B)
 * @param bytesPerToken bytes of activations a token moves (B)
 */
record Operator(String name, double times, double flopsPerToken, double weightBytes, double bytesPerToken) {

    static Operator of(
            String name,
            double times,
            LayerCosts.Matrix matrix,
            double tensor,
            WeightBytes weights,
            double valueBytes) {
        double share = matrix.split() == LayerCosts.Split.COPIED ? 1 : 1 / tensor;
        double inputs = matrix.split() == LayerCosts.Split.INPUTS ? matrix.inputs() / tensor : matrix.inputs();
        double outputs = matrix.split() == LayerCosts.Split.OUTPUTS ? matrix.outputs() / tensor : matrix.outputs();
        double parameters = matrix.parameters() * share;
        return new Operator(
                name,
                times,
                2 * parameters,
                parameters * (matrix.kept() ? weights.kept() : weights.linear()),
                (inputs + outputs) * valueBytes);
    }
}
