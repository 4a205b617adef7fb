package dev.sweepbook.catalog;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Provenance;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The models and devices that ship with the product, by id. Read on demand: a model's file when it is asked for. */
public final class Catalog {
    private static final String ORIGIN = "shipped catalogue";
    private static final String MEASURED = "/dev/sweepbook/measured/catalog/";

    private final List<String> folders;
    private @Nullable Map<String, Entry> modelRows;
    private @Nullable Map<String, Entry> hardwareRows;

    private Catalog(List<String> folders) {
        this.folders = folders;
    }

    private record Entry(String folder, Table.Row row) {}

    /**
     * The shipped catalogue.
     *
     * @return the catalogue
     */
    public static Catalog shipped() {
        return new Catalog(List.of(""));
    }

    /**
     * The shipped catalogue, and the models and devices that occur only in the shipped measurements.
     *
     * @return the catalogue
     */
    public static Catalog withMeasured() {
        return new Catalog(List.of("", MEASURED));
    }

    /**
     * Names the edition of the data.
     *
     * @return SHA-256 of the catalogue's files, lower-case hexadecimal
     */
    public String version() {
        return new String(Table.bytes("edition.sha256"), StandardCharsets.US_ASCII).strip();
    }

    /**
     * The ids of all models, in catalogue order.
     *
     * @return the ids
     */
    public List<String> modelIds() {
        return List.copyOf(models().keySet());
    }

    /**
     * The ids of all devices, in catalogue order.
     *
     * @return the ids
     */
    public List<String> hardwareIds() {
        return List.copyOf(devices().keySet());
    }

    /**
     * A model's fields.
     *
     * @param id the model
     * @return its fields, or nothing where the id is unknown
     */
    public Optional<ModelFields> model(String id) {
        return Optional.ofNullable(models().get(id)).map(entry -> {
            String file = entry.folder() + "configs/" + id + ".json";
            return new ModelFields(
                    id, configuration(file), modelEntry(entry.row()).provenance());
        });
    }

    /**
     * What is told of a model.
     *
     * @param id the model
     * @return the entry, or nothing where the id is unknown
     */
    public Optional<ModelEntry> modelEntry(String id) {
        return Optional.ofNullable(models().get(id)).map(entry -> modelEntry(entry.row()));
    }

    /**
     * A device.
     *
     * @param id the device
     * @return the device, or nothing where the id is unknown
     */
    public Optional<Accelerator> hardware(String id) {
        return hardwareEntry(id).map(HardwareEntry::device);
    }

    /**
     * What is told of a device.
     *
     * @param id the device
     * @return the entry, or nothing where the id is unknown
     */
    public Optional<HardwareEntry> hardwareEntry(String id) {
        return Optional.ofNullable(devices().get(id)).map(entry -> hardwareEntry(entry.row()));
    }

    private Map<String, Entry> models() {
        if (modelRows == null) {
            modelRows = byId("models.csv");
        }
        return modelRows;
    }

    private Map<String, Entry> devices() {
        if (hardwareRows == null) {
            hardwareRows = byId("hardware.csv");
        }
        return hardwareRows;
    }

    private Map<String, Entry> byId(String file) {
        Map<String, Entry> rows = new LinkedHashMap<>();
        for (String folder : folders) {
            Table.read(folder + file).forEach(row -> rows.putIfAbsent(row.cell("id"), new Entry(folder, row)));
        }
        return rows;
    }

    private static Map<String, Object> configuration(String file) {
        ConfigJson.Result result = ConfigJson.parse(Table.bytes(file));
        if (result instanceof ConfigJson.Parsed parsed) {
            return parsed.fields();
        }
        throw new IllegalStateException(file + ": " + result);
    }

    private static ModelEntry modelEntry(Table.Row row) {
        ModelEntry.Published published = new ModelEntry.Published(
                row.whole("published_parameters"),
                row.cell("published_kind"),
                row.whole("published_extra"),
                row.cell("published_source"));
        return new ModelEntry(
                row.cell("id"),
                row.cell("family"),
                row.cell("repository"),
                row.cell("nominal"),
                published,
                new Provenance(ORIGIN, row.cell("source"), row.cell("evidence"), row.cell("note")));
    }

    private static HardwareEntry hardwareEntry(Table.Row row) {
        EnumMap<AcceleratorField, Double> numbers = new EnumMap<>(AcceleratorField.class);
        for (AcceleratorField field : AcceleratorField.values()) {
            String text = row.cell(field.id());
            if (!text.isEmpty()) {
                numbers.put(field, Double.valueOf(text));
            }
        }
        Provenance provenance = new Provenance(ORIGIN, row.cell("source"), row.cell("evidence"), note(row));
        return new HardwareEntry(
                new Accelerator(row.cell("id"), row.cell("name"), numbers, row.cell("memory_type"), provenance),
                row.cell("vendor"),
                row.whole("year"),
                row.cell("memory_type"),
                row.cell("link_type"),
                row.cell("price_note"),
                row.cell("sparse_halved"));
    }

    private static String note(Table.Row row) {
        List<String> notes = new ArrayList<>();
        if (!row.cell("note").isEmpty()) {
            notes.add(row.cell("note"));
        }
        if (!row.cell("price_per_hour").isEmpty()) {
            notes.add("the price is a placeholder: " + row.cell("price_note"));
        }
        return String.join("; ", notes);
    }
}
