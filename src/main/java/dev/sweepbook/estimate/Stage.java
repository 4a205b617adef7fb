package dev.sweepbook.estimate;

import java.util.List;

/**
 * An equal share of the layers that one pipeline stage holds; kinds of layers are taken as evenly spread.
 *
 * @param share of the layers of each kind
 * @param first whether it holds the embedding
 * @param last whether it holds the head
 */
record Stage(double share, boolean first, boolean last) {
    private static final List<Stage> WHOLE = List.of(new Stage(1, true, true));

    /** The stages that differ: the first and the last; those between hold less than either. */
    static List<Stage> of(double stages) {
        return stages <= 1 ? WHOLE : List.of(new Stage(1 / stages, true, false), new Stage(1 / stages, false, true));
    }
}
