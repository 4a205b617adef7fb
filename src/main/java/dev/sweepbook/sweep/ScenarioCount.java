package dev.sweepbook.sweep;

/** How many scenarios a file has, where that decides what is shown of them. */
public final class ScenarioCount {
    private ScenarioCount() {}

    /**
     * Whether the per-scenario sheets are to hold the best scenarios alone.
     *
     * @param file what is asked
     * @return whether it asks for the best, or leaves the choice and has more scenarios than are shown by themselves
     */
    public static boolean showsBestOnly(SweepFile file) {
        return switch (file.report().rows()) {
            case ALL -> false;
            case BEST -> true;
            case AUTO -> hasMoreThan(file, ReportOptions.Rows.MOST_BY_ITSELF);
        };
    }

    /**
     * Whether a file has more scenarios than so many. Excluded points do not count; counting stops where it is decided.
     *
     * @param file what is asked
     * @param most so many
     * @return whether it has more
     */
    static boolean hasMoreThan(SweepFile file, long most) {
        long points = 0;
        for (Sweep sweep : file.sweeps()) {
            points += sweep.gridPoints() + sweep.includes().size();
        }
        if (points <= most) {
            return false;
        }
        long kept = 0;
        for (Sweep sweep : file.sweeps()) {
            kept += sweep.includes().size();
            if (sweep.exclusions().isEmpty()) {
                kept += sweep.gridPoints();
            } else {
                kept += kept(new Grid(sweep), most - kept);
            }
            if (kept > most) {
                return true;
            }
        }
        return false;
    }

    /** The points a grid keeps, counted until they pass so many. */
    private static long kept(Grid grid, long most) {
        long kept = 0;
        int[] digits = grid.digits(0);
        for (long index = 0; index < grid.size() && kept <= most; index++) {
            kept += grid.keeps(digits) ? 1 : 0;
            grid.advance(digits);
        }
        return kept;
    }
}
