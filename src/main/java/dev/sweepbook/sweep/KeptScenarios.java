package dev.sweepbook.sweep;

/** Counts the scenarios of a file without making them. */
public final class KeptScenarios {
    private KeptScenarios() {}

    /**
     * How many scenarios a file has, excluded ones not counted.
     *
     * @param file what is asked
     * @param most where counting may stop
     * @return how many; where there are more than {@code most}, some number above it
     */
    public static int count(SweepFile file, int most) {
        int kept = 0;
        for (Sweep sweep : file.sweeps()) {
            kept += Math.min(most + 1, sweep.includes().size());
            Grid grid = new Grid(sweep);
            int[] digits = grid.digits(0);
            for (long index = 0; index < grid.size() && kept <= most; index++) {
                kept += grid.keeps(digits) ? 1 : 0;
                grid.advance(digits);
            }
        }
        return kept;
    }
}
