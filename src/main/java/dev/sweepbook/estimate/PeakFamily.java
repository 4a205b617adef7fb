package dev.sweepbook.estimate;

import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.DataType;
import java.util.ArrayList;
import java.util.List;

/** Formats that run at the same peak of a device, whichever it has of several. */
public final class PeakFamily {
    private PeakFamily() {}

    /**
     * The families.
     *
     * @return for each the peaks that do, the best first
     */
    public static List<List<AcceleratorField>> all() {
        List<List<AcceleratorField>> all = new ArrayList<>();
        for (DataType type : DataType.values()) {
            if (!all.contains(ComputePeak.candidates(type))) {
                all.add(ComputePeak.candidates(type));
            }
        }
        return all;
    }

    /**
     * The family of a format.
     *
     * @param type the format
     * @return its place among {@link #all()}, from 1
     */
    public static int of(DataType type) {
        return all().indexOf(ComputePeak.candidates(type)) + 1;
    }
}
