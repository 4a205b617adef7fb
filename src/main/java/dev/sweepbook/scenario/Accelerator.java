package dev.sweepbook.scenario;

import java.util.EnumMap;
import java.util.Map;

/**
 * One device as its datasheet describes it. Rates are per device, peaks dense, links one direction.
 *
 * @param id the name scenarios use
 * @param name the name a person reads
 * @param fields the known numbers, each in the base unit of its dimension; a missing one is unknown
 * @param memoryType kind of memory, such as {@code HBM3} or {@code GDDR6}; empty where unknown
 * @param provenance where they come from
 */
public record Accelerator(
        String id, String name, Map<AcceleratorField, Double> fields, String memoryType, Provenance provenance) {
    /** Checks the ranges and copies the numbers. */
    public Accelerator {
        EnumMap<AcceleratorField, Double> copy = new EnumMap<>(AcceleratorField.class);
        copy.putAll(fields);
        copy.forEach(Accelerator::check);
        fields = java.util.Collections.unmodifiableMap(copy);
    }

    /**
     * A device whose kind of memory is unknown.
     *
     * @param id the name scenarios use
     * @param name the name a person reads
     * @param fields the known numbers
     * @param provenance where they come from
     */
    public Accelerator(String id, String name, Map<AcceleratorField, Double> fields, Provenance provenance) {
        this(id, name, fields, "", provenance);
    }

    private static void check(AcceleratorField field, double value) {
        boolean good = Double.isFinite(value) && (field.mayBeZero() ? value >= 0 : value > 0);
        if (!good) {
            throw new IllegalArgumentException(
                    field.id() + " must be " + (field.mayBeZero() ? "at least" : "above") + " 0, was " + value);
        }
    }

    /**
     * A number of the device.
     *
     * @param field which
     * @return the value in the base unit of its dimension, NaN where unknown
     */
    public double get(AcceleratorField field) {
        Double value = fields.get(field);
        return value == null ? Double.NaN : value;
    }

    /**
     * Whether a number is known.
     *
     * @param field which
     * @return whether the device has it
     */
    public boolean has(AcceleratorField field) {
        return fields.containsKey(field);
    }

    /**
     * The same device with one number replaced. Another memory size drops the memory the device reports, which
     * belonged to the old one.
     *
     * @param field which
     * @param value the value in the base unit of the field's dimension
     * @return the changed device
     */
    public Accelerator with(AcceleratorField field, double value) {
        EnumMap<AcceleratorField, Double> changed = new EnumMap<>(AcceleratorField.class);
        changed.putAll(fields);
        changed.put(field, value);
        if (field == AcceleratorField.MEMORY) {
            changed.remove(AcceleratorField.REPORTED_MEMORY);
        }
        return new Accelerator(id, name, changed, memoryType, provenance);
    }

    /**
     * Bytes a device sends to its peers in one direction in a second: its link, else PCIe.
     *
     * @return the bandwidth (B/s), NaN where it has neither
     */
    public double peerBytesPerSecond() {
        return has(AcceleratorField.LINK_BANDWIDTH)
                ? get(AcceleratorField.LINK_BANDWIDTH)
                : get(AcceleratorField.PCIE_BANDWIDTH);
    }
}
