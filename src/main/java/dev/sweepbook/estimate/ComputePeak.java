package dev.sweepbook.estimate;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.DataType;
import java.util.List;

/**
 * The dense peak a device offers for a number format, or the nearest it has: the same width first, then wider.
 *
 * @param flopsPerSecond peak of one device (FLOP/s), NaN where the device has none that would do
 * @param note what stands in for what, empty where nothing does
 */
record ComputePeak(double flopsPerSecond, String note) {

    static ComputePeak of(Accelerator device, DataType compute) {
        List<AcceleratorField> candidates = candidates(compute);
        for (AcceleratorField candidate : candidates) {
            if (device.has(candidate)) {
                return new ComputePeak(device.get(candidate), note(device, compute, candidate));
            }
        }
        return new ComputePeak(Double.NaN, "");
    }

    private static String note(Accelerator device, DataType compute, AcceleratorField used) {
        String format = used.id().substring("peak_flops.".length());
        boolean own = used == candidates(compute).get(0) && (format.equals(compute.id()) || isFourBitFloat(compute));
        return own ? "" : device.name() + " has no " + compute.id() + " peak: " + format + " stands in";
    }

    private static boolean isFourBitFloat(DataType type) {
        return type == DataType.NVFP4 || type == DataType.MXFP4;
    }

    /** The peaks that do for a format, the best first. */
    static List<AcceleratorField> candidates(DataType compute) {
        return switch (compute) {
            case FP32 -> List.of(AcceleratorField.PEAK_FP32);
            case BF16 -> List.of(AcceleratorField.PEAK_BF16, AcceleratorField.PEAK_FP16, AcceleratorField.PEAK_FP32);
            case FP16 -> List.of(AcceleratorField.PEAK_FP16, AcceleratorField.PEAK_BF16, AcceleratorField.PEAK_FP32);
            case FP8 ->
                List.of(
                        AcceleratorField.PEAK_FP8,
                        AcceleratorField.PEAK_BF16,
                        AcceleratorField.PEAK_FP16,
                        AcceleratorField.PEAK_FP32);
            case INT8, INT4, Q4_K_M ->
                List.of(
                        AcceleratorField.PEAK_INT8,
                        AcceleratorField.PEAK_BF16,
                        AcceleratorField.PEAK_FP16,
                        AcceleratorField.PEAK_FP32);
            case NVFP4, MXFP4 ->
                List.of(
                        AcceleratorField.PEAK_FP4,
                        AcceleratorField.PEAK_FP8,
                        AcceleratorField.PEAK_BF16,
                        AcceleratorField.PEAK_FP16,
                        AcceleratorField.PEAK_FP32);
        };
    }
}
