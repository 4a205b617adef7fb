package dev.sweepbook.estimate;

import dev.sweepbook.scenario.LayerSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The layers of one pipeline stage.
 *
 * @param counts how many of each kind, in the order of {@link ModelCosts#layers()}
 * @param first whether it has the embedding
 * @param last whether it has the head
 */
record Stage(List<Double> counts, boolean first, boolean last) {

    /** All of the model on one stage. */
    static Stage whole(ModelCosts model) {
        return new Stage(
                model.layers().stream().map(layer -> (double) layer.count()).toList(), true, true);
    }

    /**
     * The stages that differ; each holds as many consecutive layers, or one more where the stages do not divide them.
     *
     * @param model the model
     * @param stages how many, at most the layers
     * @return one stage for all that are alike
     */
    static List<Stage> distinct(ModelCosts model, long stages) {
        long layers = (long) model.layerCount();
        boolean even = layers % stages == 0;
        long each = layers / stages;
        Set<Stage> found = new LinkedHashSet<>();
        double[] counts = new double[model.layers().size()];
        long stage = 0;
        double held = 0;
        for (LayerSpan span : model.order()) {
            long left = span.count();
            while (left > 0) {
                double taken = Math.min(left, each - held);
                counts[span.run()] += taken;
                held += taken;
                left -= (long) taken;
                if (held == each) {
                    found.add(new Stage(boxed(counts), stage == 0, stage == stages - 1));
                    long alike =
                            even ? Math.max(0, left / each - 2) : 0; // one in between and the last of the span stay
                    stage += 1 + alike;
                    left -= alike * each;
                    Arrays.fill(counts, 0);
                    held = 0;
                    each = (stage + 1) * layers / stages - stage * layers / stages;
                }
            }
        }
        return new ArrayList<>(found);
    }

    private static List<Double> boxed(double[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }
}
