package dev.sweepbook.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which scenarios can be planned with now and could not before, and which no longer can. */
public final class Verdicts {
    private final Tally meetsNow = new Tally();
    private final Tally meetsNoLonger = new Tally();
    private final Tally fitsNow = new Tally();
    private final Tally fitsNoLonger = new Tally();
    private final Map<String, Long> missed = new TreeMap<>();

    Verdicts() {}

    /** Scenarios that are counted, the first of them by their numbers. */
    public static final class Tally {
        private static final int KEPT = 8;

        private final List<Long> first = new ArrayList<>();
        private long count;

        private Tally() {}

        private void add(long number) {
            count++;
            if (first.size() < KEPT) {
                first.add(number);
            }
        }

        /**
         * How many there are.
         *
         * @return the count
         */
        public long count() {
            return count;
        }

        /**
         * The first of them.
         *
         * @return their numbers in the new report
         */
        public List<Long> first() {
            return List.copyOf(first);
        }
    }

    void count(ScenarioChange change) {
        ScenarioChange.Verdict was = change.was();
        ScenarioChange.Verdict is = change.is();
        long number = change.after().number();
        turn(was.meets(), is.meets(), number, meetsNow, meetsNoLonger);
        turn(was.fits(), is.fits(), number, fitsNow, fitsNoLonger);
        if (was.meets() && !is.meets()) {
            is.misses().forEach(what -> missed.merge(what, 1L, Long::sum));
        }
    }

    private static void turn(boolean was, boolean is, long number, Tally now, Tally noLonger) {
        if (was != is) {
            (is ? now : noLonger).add(number);
        }
    }

    /**
     * Scenarios that meet the SLO now and did not before.
     *
     * @return how many, and the first
     */
    public Tally meetsNow() {
        return meetsNow;
    }

    /**
     * Scenarios that met the SLO and no longer do.
     *
     * @return how many, and the first
     */
    public Tally meetsNoLonger() {
        return meetsNoLonger;
    }

    /**
     * What scenarios miss that met the SLO and no longer do.
     *
     * @return titles of columns, and how many scenarios miss each
     */
    public Map<String, Long> missed() {
        return new TreeMap<>(missed);
    }

    /**
     * Scenarios that fit the memory now and did not before.
     *
     * @return how many, and the first
     */
    public Tally fitsNow() {
        return fitsNow;
    }

    /**
     * Scenarios that fitted the memory and no longer do.
     *
     * @return how many, and the first
     */
    public Tally fitsNoLonger() {
        return fitsNoLonger;
    }
}
