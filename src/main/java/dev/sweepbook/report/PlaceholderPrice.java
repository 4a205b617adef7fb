package dev.sweepbook.report;

import dev.sweepbook.estimate.Figure;
import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.sweep.HardwareFieldAxis;
import dev.sweepbook.sweep.Row;
import org.jspecify.annotations.Nullable;

/** Tells prices that ship, which stand in for a quote, from those a user gave. */
final class PlaceholderPrice {
    private static final String SHIPPED = "shipped catalogue";
    private static final String INHERITED = "price is a placeholder";

    private PlaceholderPrice() {}

    static boolean isOf(Accelerator device) {
        boolean ours = device.provenance().origin().startsWith(SHIPPED)
                || device.provenance().note().contains(INHERITED);
        return ours && device.has(AcceleratorField.PRICE_PER_HOUR);
    }

    static @Nullable String sourceOf(Row row) {
        if (!row.estimate().isSupported()) {
            return null;
        }
        if (Double.isNaN(row.estimate().get(Figure.USD_PER_MILLION_OUTPUT_TOKENS))) {
            return "unknown";
        }
        return isUsedBy(row) ? "placeholder" : "given";
    }

    static boolean isUsedBy(Row row) {
        return !Double.isNaN(row.estimate().get(Figure.USD_PER_MILLION_OUTPUT_TOKENS))
                && Double.isNaN(row.scenario().economics().pricePerDeviceHour())
                && isOf(row.scenario().hardware())
                && !row.fields().containsKey(new HardwareFieldAxis(AcceleratorField.PRICE_PER_HOUR));
    }
}
