package dev.sweepbook.estimate;

import static dev.sweepbook.estimate.Exact.product;
import static dev.sweepbook.estimate.Exact.sum;

import dev.sweepbook.scenario.DenseFeedForward;
import dev.sweepbook.scenario.MixtureOfExperts;

/** Parameters of one layer's MLP or experts, from the shapes of its tensors. */
final class FeedForwardParameters {
    private FeedForwardParameters() {}

    static Tensors dense(DenseFeedForward mlp, long hiddenSize) {
        long matrices = mlp.gated() ? gatedMlp(hiddenSize, mlp.width()) : plainMlp(hiddenSize, mlp.width());
        long biases = mlp.bias() ? sum(product(mlp.gated() ? 2 : 1, mlp.width()), hiddenSize) : 0;
        return new Tensors(matrices, sum(biases, mlp.otherParameters()));
    }

    static Tensors shared(MixtureOfExperts moe, long hiddenSize) {
        if (moe.sharedWidth() == 0) {
            return Tensors.NONE;
        }
        DenseFeedForward mlp =
                new DenseFeedForward(moe.sharedWidth(), moe.expert().gated(), false, 0);
        return dense(mlp, hiddenSize).plus(new Tensors(0, moe.sharedGate() ? hiddenSize : 0));
    }

    @Equation(says = "d·E + biases·E", source = "FORMULAS.md 3.1")
    static long router(long hiddenSize, long experts, long routerBiases) {
        return sum(product(hiddenSize, experts), product(routerBiases, experts));
    }

    @Equation(says = "3·d·f", source = "FORMULAS.md 3.1")
    static long gatedMlp(long hiddenSize, long width) {
        return product(3, hiddenSize, width);
    }

    @Equation(says = "2·d·f", source = "FORMULAS.md 3.1")
    static long plainMlp(long hiddenSize, long width) {
        return product(2, hiddenSize, width);
    }
}
