package dev.sweepbook.catalog;

import dev.sweepbook.scenario.Provenance;

/**
 * What the catalogue tells of a model besides its configuration.
 *
 * @param id the name scenarios use
 * @param family models of one kind
 * @param repository its Hugging Face repository, empty where it has none
 * @param nominal the size it is sold under, empty where none is known
 * @param published the parameters somebody published
 * @param provenance where the configuration comes from, and the trap the model teaches
 */
public record ModelEntry(
        String id, String family, String repository, String nominal, Published published, Provenance provenance) {
    /**
     * A published parameter count.
     *
     * @param parameters the count, 0 where none is known
     * @param kind what it counts: {@code unique} tensors, {@code with_tied_head_copy}, {@code with_vision},
     *     {@code plus_extra}, or {@code computed} where nobody published one
     * @param extra how much of it is not in the unique tensors
     * @param source who published it
     */
    public record Published(long parameters, String kind, long extra, String source) {}
}
