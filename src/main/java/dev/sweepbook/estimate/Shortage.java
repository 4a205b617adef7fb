package dev.sweepbook.estimate;

/** Says by how much a scenario misses the memory, and what would do. */
final class Shortage {
    private Shortage() {}

    static String words(Estimate estimate) {
        double missing = -estimate.get(Figure.FREE_BYTES);
        double devices = estimate.get(Figure.MIN_DEVICES);
        String remedy = Double.isNaN(devices)
                ? "no number of devices would do"
                : Fixed.whole(devices) + (devices == 1 ? " device would do" : " devices would do");
        return "needs " + bytes(missing) + " more, " + remedy;
    }

    private static String bytes(double count) {
        if (count >= 1e12) {
            return Fixed.twoDecimals(count / 1e12) + " TB";
        }
        return count >= 1e9 ? Fixed.twoDecimals(count / 1e9) + " GB" : Fixed.twoDecimals(count / 1e6) + " MB";
    }
}
