package dev.sweepbook.scenario;

/**
 * What a model is made of.
 *
 * @param id the name scenarios use
 * @param layers transformer layers
 * @param hiddenSize width of the residual stream (d_model)
 * @param queryHeads query heads of a layer, 0 where unpublished or where there is no attention
 * @param vocabularySize rows of the embedding table
 * @param parameters counts that stand in for the computed ones
 * @param provenance where the fields come from
 * @param structure its tensors
 */
public record ModelArchitecture(
        String id,
        long layers,
        long hiddenSize,
        long queryHeads,
        long vocabularySize,
        ParameterOverride parameters,
        Provenance provenance,
        Structure structure) {
    /** Checks the sizes. */
    public ModelArchitecture {
        if (layers < 1 || hiddenSize < 1 || vocabularySize < 1 || queryHeads < 0) {
            throw new IllegalArgumentException("layers, hiddenSize and vocabularySize must be at least 1");
        }
    }

    /**
     * A model of which only the sizes are known.
     *
     * @param id the name scenarios use
     * @param layers transformer layers
     * @param hiddenSize width of the residual stream
     * @param queryHeads query heads of a layer, 0 where unpublished
     * @param vocabularySize rows of the embedding table
     * @param parameters counts that stand in for the computed ones
     * @param provenance where the fields come from
     */
    public ModelArchitecture(
            String id,
            long layers,
            long hiddenSize,
            long queryHeads,
            long vocabularySize,
            ParameterOverride parameters,
            Provenance provenance) {
        this(
                id,
                layers,
                hiddenSize,
                queryHeads,
                vocabularySize,
                parameters,
                provenance,
                new Undetermined("intermediate_size", "is missing"));
    }
}
