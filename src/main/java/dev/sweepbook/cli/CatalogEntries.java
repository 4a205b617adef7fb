package dev.sweepbook.cli;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.catalog.HardwareEntry;
import dev.sweepbook.catalog.ModelEntry;
import dev.sweepbook.catalog.ModelFields;
import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Provenance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the catalogue tells, name to value; the names carry the unit. */
final class CatalogEntries {
    private static final List<AcceleratorField> OVERVIEW = List.of(
            AcceleratorField.of("peak_flops.bf16").orElseThrow(),
            AcceleratorField.of("peak_flops.fp8").orElseThrow(),
            AcceleratorField.MEMORY,
            AcceleratorField.MEMORY_BANDWIDTH,
            AcceleratorField.LINK_BANDWIDTH);

    private final Catalog catalog;
    private final boolean models;

    CatalogEntries(Catalog catalog, boolean models) {
        this.catalog = catalog;
        this.models = models;
    }

    List<String> ids() {
        return models ? catalog.modelIds() : catalog.hardwareIds();
    }

    List<Map<String, Object>> all() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (String id : ids()) {
            all.add(models ? modelLine(id) : deviceLine(id));
        }
        return all;
    }

    Map<String, Object> one(String id) {
        return models ? model(id) : device(id);
    }

    private Map<String, Object> modelLine(String id) {
        ModelEntry entry = catalog.modelEntry(id).orElseThrow();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", id);
        line.put("family", entry.family());
        line.put("parameters", entry.published().parameters());
        line.put("repository", entry.repository());
        return line;
    }

    private Map<String, Object> model(String id) {
        Map<String, Object> shown = modelLine(id);
        ModelEntry entry = catalog.modelEntry(id).orElseThrow();
        shown.put("parameters count", entry.published().kind());
        put(shown, "parameters source", entry.published().source());
        ModelFields fields = catalog.model(id).orElseThrow();
        fields.fields().forEach(shown::put);
        provenance(shown, entry.provenance());
        return shown;
    }

    private Map<String, Object> deviceLine(String id) {
        Accelerator device = catalog.hardware(id).orElseThrow();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", id);
        line.put("name", device.name());
        for (AcceleratorField field : OVERVIEW) {
            line.put(name(field), device.has(field) ? (Object) device.get(field) : "");
        }
        return line;
    }

    private Map<String, Object> device(String id) {
        HardwareEntry entry = catalog.hardwareEntry(id).orElseThrow();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", id);
        shown.put("name", entry.device().name());
        shown.put("vendor", entry.vendor());
        shown.put("year", entry.year());
        put(shown, "memory type", entry.memoryType());
        put(shown, "link type", entry.linkType());
        entry.device().fields().forEach((field, value) -> shown.put(name(field), value));
        provenance(shown, entry.device().provenance());
        return shown;
    }

    private static String name(AcceleratorField field) {
        String unit = field.dimension().baseUnit();
        return unit.isEmpty() ? field.id() : field.id() + " (" + unit + ")";
    }

    private static void provenance(Map<String, Object> shown, Provenance provenance) {
        put(shown, "source", provenance.source());
        put(shown, "evidence", provenance.evidence());
        put(shown, "note", provenance.note());
    }

    private static void put(Map<String, Object> shown, String name, String value) {
        if (!value.isEmpty()) {
            shown.put(name, value);
        }
    }
}
