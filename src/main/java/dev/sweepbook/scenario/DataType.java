package dev.sweepbook.scenario;

import java.util.Optional;

/** Number formats of weights, cached keys and values, and activations. */
public enum DataType {
    FP32("fp32", 4, 4),
    FP16("fp16", 2, 2),
    BF16("bf16", 2, 2),
    FP8("fp8", 1, 1),
    INT8("int8", 1, 1),
    INT4("int4", 0.5195, 0.5),
    NVFP4("nvfp4", 0.5625, 0.5),
    MXFP4("mxfp4", 0.53125, 0.5),
    Q4_K_M("q4_k_m", 0.6005, 0.5);

    private final String id;
    private final double bytesPerValue;
    private final double width;

    DataType(String id, double bytesPerValue, double width) {
        this.id = id;
        this.bytesPerValue = bytesPerValue;
        this.width = width;
    }

    /**
     * The name used in scenario files.
     *
     * @return the name, lower case
     */
    public String id() {
        return id;
    }

    /**
     * Bytes one value of a linear layer takes, its share of the scales included (FORMULAS.md 3.4).
     *
     * @return bytes per value (B)
     */
    public double bytesPerValue() {
        return bytesPerValue;
    }

    /**
     * Width of the bare value, which decides what arithmetic computes it.
     *
     * @return bytes of the value without scales (B)
     */
    public double width() {
        return width;
    }

    /**
     * The type of a name.
     *
     * @param id a name as in scenario files
     * @return the type, or nothing where the name is unknown
     */
    public static Optional<DataType> of(String id) {
        for (DataType type : values()) {
            if (type.id.equals(id)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
