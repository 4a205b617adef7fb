package dev.sweepbook.scenario;

import java.util.Optional;

/** The numbers a device is described by; each is an axis as {@code hardware.<id>}. */
public enum AcceleratorField {
    PEAK_FP32("peak_flops.fp32", "Peak fp32", Dimension.FLOPS, false),
    PEAK_FP16("peak_flops.fp16", "Peak fp16", Dimension.FLOPS, false),
    PEAK_BF16("peak_flops.bf16", "Peak bf16", Dimension.FLOPS, false),
    PEAK_FP8("peak_flops.fp8", "Peak fp8", Dimension.FLOPS, false),
    PEAK_INT8("peak_flops.int8", "Peak int8", Dimension.FLOPS, false),
    PEAK_FP4("peak_flops.fp4", "Peak fp4", Dimension.FLOPS, false),
    MEMORY("memory", "Memory", Dimension.BYTES, true),
    REPORTED_MEMORY("reported_memory", "Reported memory", Dimension.BYTES, true),
    MEMORY_BANDWIDTH("memory_bandwidth", "Memory bandwidth", Dimension.BYTES_PER_SECOND, false),
    LINK_BANDWIDTH("link_bandwidth", "Link bandwidth, one direction", Dimension.BYTES_PER_SECOND, false),
    LINK_LATENCY("link_latency", "Link latency", Dimension.SECONDS, true),
    PCIE_BANDWIDTH("pcie_bandwidth", "PCIe bandwidth, one direction", Dimension.BYTES_PER_SECOND, false),
    SCALE_UP_DEVICES("scale_up_devices", "Devices one fast network joins", Dimension.NONE, false),
    SCALE_OUT_BANDWIDTH("scale_out_bandwidth", "Scale-out bandwidth, one direction", Dimension.BYTES_PER_SECOND, false),
    SCALE_OUT_LATENCY("scale_out_latency", "Scale-out latency", Dimension.SECONDS, true),
    POWER("power", "Power", Dimension.WATTS, false),
    PRICE_PER_HOUR("price_per_hour", "Price", Dimension.USD_PER_HOUR, true);

    private final String id;
    private final String title;
    private final Dimension dimension;
    private final boolean mayBeZero;

    AcceleratorField(String id, String title, Dimension dimension, boolean mayBeZero) {
        this.id = id;
        this.title = title;
        this.dimension = dimension;
        this.mayBeZero = mayBeZero;
    }

    /**
     * The name in a device's definition, dotted for the peaks.
     *
     * @return the name
     */
    public String id() {
        return id;
    }

    /**
     * The name a person reads.
     *
     * @return the title, without unit
     */
    public String title() {
        return title;
    }

    /**
     * What it measures.
     *
     * @return the dimension, whose base unit the value is kept in
     */
    public Dimension dimension() {
        return dimension;
    }

    /**
     * Whether zero is a possible value; below zero none is.
     *
     * @return whether it may be zero
     */
    public boolean mayBeZero() {
        return mayBeZero;
    }

    /**
     * Whether only whole numbers are values.
     *
     * @return whether it is a count
     */
    public boolean isCount() {
        return this == SCALE_UP_DEVICES;
    }

    /**
     * The field of a name.
     *
     * @param id a name as in a device's definition
     * @return the field, or nothing where the name is unknown
     */
    public static Optional<AcceleratorField> of(String id) {
        for (AcceleratorField field : values()) {
            if (field.id.equals(id)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
