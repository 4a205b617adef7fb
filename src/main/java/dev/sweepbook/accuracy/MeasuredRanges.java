package dev.sweepbook.accuracy;

import dev.sweepbook.estimate.MeasuredRange;
import dev.sweepbook.load.Measurement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was measured, deployment by deployment. */
public final class MeasuredRanges {
    private MeasuredRanges() {}

    /** What tells a deployment. */
    private record Key(Object engine, Object device, Object model, Object split) {}

    /**
     * The ranges of batch and lengths that measurements span.
     *
     * @param measurements the measurements
     * @return one range a deployment, in the order of their names
     */
    public static List<MeasuredRange> of(List<Measurement> measurements) {
        Map<Key, MeasuredRange> ranges = new LinkedHashMap<>();
        for (Measurement measurement : measurements) {
            MeasuredRange range = MeasuredRange.of(measurement.scenario());
            Key key = new Key(range.engine(), range.device(), range.model(), range.split());
            ranges.merge(key, range, MeasuredRange::and);
        }
        Map<String, MeasuredRange> sorted = new TreeMap<>();
        ranges.forEach((key, range) ->
                sorted.put(range.engine().id() + '\n' + range.device().id() + '\n' + key, range));
        return List.copyOf(sorted.values());
    }
}
