package dev.sweepbook.sweep;

import org.jspecify.annotations.Nullable;

/** What a scenario has on an axis nobody varies: the sweep's fixed value, else the default. */
final class SweepDefaults {
    private SweepDefaults() {}

    static @Nullable Object value(Sweep sweep, AxisKey key) {
        Object fixed = sweep.fixed().get(key);
        if (fixed != null) {
            return fixed;
        }
        return key instanceof Axis axis ? axis.defaultValue() : null;
    }
}
