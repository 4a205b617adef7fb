package dev.sweepbook.catalog;

import dev.sweepbook.scenario.Accelerator;
import java.util.List;
import java.util.Optional;

/** The models and devices that ship with the product, by id. Read on demand. */
public final class Catalog {
    private Catalog() {}

    /**
     * The shipped catalogue.
     *
     * @return the catalogue
     */
    public static Catalog shipped() {
        return new Catalog();
    }

    /**
     * Names the edition of the data.
     *
     * @return SHA-256 of the catalogue's files, or a version that changes with them
     */
    public String version() {
        return "";
    }

    /**
     * The ids of all models, in catalogue order.
     *
     * @return the ids
     */
    public List<String> modelIds() {
        return List.of();
    }

    /**
     * The ids of all devices, in catalogue order.
     *
     * @return the ids
     */
    public List<String> hardwareIds() {
        return List.of();
    }

    /**
     * A model's fields.
     *
     * @param id the model
     * @return its fields, or nothing where the id is unknown
     */
    public Optional<ModelFields> model(String id) {
        return Optional.empty();
    }

    /**
     * A device.
     *
     * @param id the device
     * @return the device, or nothing where the id is unknown
     */
    public Optional<Accelerator> hardware(String id) {
        return Optional.empty();
    }
}
