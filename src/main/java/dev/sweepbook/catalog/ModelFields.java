package dev.sweepbook.catalog;

import dev.sweepbook.scenario.Provenance;
import java.util.Map;

/**
 * A model as its configuration file describes it.
 *
 * @param id the name scenarios use
 * @param fields field name to value, as in a Hugging Face {@code config.json}: {@link Long}, {@link Double},
 *     {@link Boolean}, {@link String}, {@link java.util.List} or {@link Map} of these; a JSON null is left out
 * @param provenance where they come from
 */
public record ModelFields(String id, Map<String, Object> fields, Provenance provenance) {}
