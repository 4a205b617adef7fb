package dev.sweepbook.cli;

import dev.sweepbook.catalog.ArchitectureReader;
import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.catalog.HardwareEntry;
import dev.sweepbook.catalog.ModelEntry;
import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.Provenance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the catalogue tells, as named facts: a few in a list, all for one entry. */
final class CatalogFacts {
    private final Catalog catalog;

    CatalogFacts(Catalog catalog) {
        this.catalog = catalog;
    }

    List<String> modelIds() {
        return catalog.modelIds();
    }

    List<String> hardwareIds() {
        return catalog.hardwareIds();
    }

    List<Map<String, Object>> models() {
        return catalog.modelIds().stream().map(this::modelLine).toList();
    }

    List<Map<String, Object>> hardware() {
        return catalog.hardwareIds().stream().map(this::deviceLine).toList();
    }

    private Map<String, Object> modelLine(String id) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", id);
        catalog.modelEntry(id).ifPresent(entry -> facts.put("family", entry.family()));
        if (architecture(id) instanceof ArchitectureReader.Made made) {
            ModelArchitecture model = made.model();
            facts.put("layers", model.layers());
            facts.put("hidden_size", model.hiddenSize());
            facts.put("query_heads", model.queryHeads() == 0 ? "unpublished" : model.queryHeads());
            facts.put("vocab_size", model.vocabularySize());
        }
        catalog.modelEntry(id)
                .ifPresent(entry -> facts.put("note", entry.provenance().note()));
        return facts;
    }

    private ArchitectureReader.Result architecture(String id) {
        return catalog.model(id).map(ArchitectureReader::read).orElseThrow();
    }

    Map<String, Object> model(String id) {
        Map<String, Object> facts = new LinkedHashMap<>(modelLine(id));
        facts.remove("note");
        ModelEntry entry = catalog.modelEntry(id).orElseThrow();
        put(facts, "nominal", entry.nominal());
        put(facts, "repository", entry.repository());
        if (entry.published().parameters() > 0) {
            facts.put("published_parameters", entry.published().parameters());
            put(facts, "published_kind", entry.published().kind());
            put(facts, "published_source", entry.published().source());
        }
        catalog.model(id).ifPresent(model -> facts.put("config", model.fields()));
        provenance(facts, entry.provenance());
        return facts;
    }

    private Map<String, Object> deviceLine(String id) {
        Accelerator device = catalog.hardware(id).orElseThrow();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", id);
        facts.put("name", device.name());
        facts.put("bf16_tflops", value(device, AcceleratorField.PEAK_BF16, 1e12));
        facts.put("fp8_tflops", value(device, AcceleratorField.PEAK_FP8, 1e12));
        facts.put("memory_gb", value(device, AcceleratorField.MEMORY, 1e9));
        facts.put("memory_gb_per_s", value(device, AcceleratorField.MEMORY_BANDWIDTH, 1e9));
        facts.put("link_gb_per_s", value(device, AcceleratorField.LINK_BANDWIDTH, 1e9));
        facts.put("scale_up_devices", value(device, AcceleratorField.SCALE_UP_DEVICES, 1));
        return facts;
    }

    private static Object value(Accelerator device, AcceleratorField field, double scale) {
        return device.has(field) ? device.get(field) / scale : "";
    }

    Map<String, Object> device(String id) {
        HardwareEntry entry = catalog.hardwareEntry(id).orElseThrow();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", id);
        facts.put("name", entry.device().name());
        facts.put("vendor", entry.vendor());
        facts.put("year", entry.year());
        for (AcceleratorField field : AcceleratorField.values()) {
            if (entry.device().has(field)) {
                String unit = field.dimension().baseUnit();
                facts.put(
                        field.id() + (unit.isEmpty() ? "" : " (" + unit + ")"),
                        entry.device().get(field));
            }
        }
        put(facts, "memory_type", entry.memoryType());
        put(facts, "link_type", entry.linkType());
        put(facts, "price_note (placeholder)", entry.priceNote());
        put(facts, "sparse_halved", entry.sparseHalved());
        provenance(facts, entry.device().provenance());
        return facts;
    }

    private static void provenance(Map<String, Object> facts, Provenance provenance) {
        put(facts, "source", provenance.source());
        put(facts, "evidence", provenance.evidence());
        put(facts, "note", provenance.note());
    }

    private static void put(Map<String, Object> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.put(name, value);
        }
    }
}
