package dev.sweepbook.estimate;

import java.util.Locale;

/** Says by how much a scenario misses the memory, and what would do. */
final class Shortage {
    private Shortage() {}

    static String words(Estimate estimate) {
        double missing = -estimate.get(Figure.FREE_BYTES);
        double devices = estimate.get(Figure.MIN_DEVICES);
        String remedy = Double.isNaN(devices)
                ? "no number of devices would do"
                : String.format(Locale.ROOT, "%,.0f device%s would do", devices, devices == 1 ? "" : "s");
        return "needs " + bytes(missing) + " more, " + remedy;
    }

    private static String bytes(double count) {
        if (count >= 1e12) {
            return String.format(Locale.ROOT, "%,.2f TB", count / 1e12);
        }
        return count >= 1e9
                ? String.format(Locale.ROOT, "%.2f GB", count / 1e9)
                : String.format(Locale.ROOT, "%.2f MB", count / 1e6);
    }
}
