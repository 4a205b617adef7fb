package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Split;

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
        double share = matrix.share(tensor);
        double inputs = matrix.split() == Split.INPUTS ? matrix.inputs() * share : matrix.inputs();
        double outputs = matrix.split() == Split.OUTPUTS ? matrix.outputs() * share : matrix.outputs();
        double parameters = matrix.parameters() * share;
        return new Operator(
                name,
                times,
                2 * parameters,
                parameters * (matrix.kept() ? weights.kept() : weights.linear()),
                (inputs + outputs) * valueBytes);
    }

    /** The same, of which a token is multiplied with a share alone. */
    Operator worked(double share) {
        return share == 1 ? this : new Operator(name, times, flopsPerToken * share, weightBytes, bytesPerToken);
    }

    /** Shows a pass of so many tokens. */
    void trace(double tokens, Rates rates, OperatorTrace trace) {
        double flops = tokens * flopsPerToken;
        double bytes = weightBytes + tokens * bytesPerToken;
        double rows =
                tokens == 0 ? 0 : Math.max(tokens, rates.efficiency().kernels().leastRows());
        trace.operator(
                name,
                times,
                flops,
                bytes,
                rows * flopsPerToken * rates.secondsPerFlop(),
                (weightBytes + rows * bytesPerToken) * rates.secondsPerByte());
    }
}
