package dev.sweepbook.scenario;

import java.util.Locale;

/** Kinds of device memory that serving engines behave alike on. */
public enum MemoryClass {
    /** Stacked memory of data-centre devices. */
    HBM("HBM"),
    /** Graphics memory of consumer and workstation devices. */
    GDDR("GDDR"),
    /** Memory shared with the processor. */
    UNIFIED("unified"),
    /** Anything else, or nothing known. */
    OTHER("other");

    private final String id;

    MemoryClass(String id) {
        this.id = id;
    }

    /**
     * The name in data files.
     *
     * @return the name
     */
    public String id() {
        return id;
    }

    /**
     * The class of a device.
     *
     * @param device the device
     * @return the class of its memory type
     */
    public static MemoryClass of(Accelerator device) {
        String type = device.memoryType().toUpperCase(Locale.ROOT);
        if (type.startsWith("HBM")) {
            return HBM;
        } else if (type.startsWith("GDDR")) {
            return GDDR;
        }
        return type.startsWith("LPDDR") || type.contains("UNIFIED") ? UNIFIED : OTHER;
    }
}
