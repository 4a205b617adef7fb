package dev.sweepbook.accuracy;

import dev.sweepbook.load.Measurement;
import dev.sweepbook.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Ways to tell measurements apart. */
public enum Grouping {
    FAMILY("family", p -> p.measurement().label().family()),
    ENGINE("engine", p -> scenario(p).method().engine().id()),
    MODEL("model", p -> scenario(p).model().id()),
    HARDWARE("hardware", p -> scenario(p).hardware().id()),
    METRIC("metric", p -> p.measurement().metric().id()),
    BATCH("batch", p -> span(scenario(p).workload().batchSize(), 1, 8, 64)),
    CONTEXT(
            "context",
            p -> span(
                    scenario(p).workload().promptTokens()
                            + scenario(p).workload().outputTokens(),
                    512,
                    2048,
                    8192)),
    TENSOR_PARALLEL(
            "tensor_parallel",
            p -> "TP " + scenario(p).deployment().parallelism().tensor()),
    BOUND("bound", p -> p.bound().id() + "-bound");

    private final String id;
    private final Function<Prediction, String> of;

    Grouping(String id, Function<Prediction, String> of) {
        this.id = id;
        this.of = of;
    }

    private static Scenario scenario(Prediction prediction) {
        return prediction.measurement().scenario();
    }

    private static String span(long value, long... ends) {
        long from = 0;
        for (long end : ends) {
            if (value <= end) {
                return from == 0 ? "up to " + end : from + 1 + " to " + end;
            }
            from = end;
        }
        return "above " + from;
    }

    /**
     * The name on the command line and in headings.
     *
     * @return the name
     */
    public String id() {
        return id;
    }

    /**
     * The group of a prediction.
     *
     * @param prediction a prediction
     * @return the name of its group
     */
    public String of(Prediction prediction) {
        return of.apply(prediction);
    }

    /**
     * The group of a measurement.
     *
     * @param measurement a measurement
     * @return the name of its group, for groupings that need no prediction
     */
    String of(Measurement measurement) {
        return of.apply(new Prediction(
                measurement,
                Double.NaN,
                dev.sweepbook.estimate.Term.MEMORY,
                dev.sweepbook.estimate.Evidence.EXTRAPOLATED));
    }

    /**
     * The errors of each group.
     *
     * @param predictions the predictions
     * @return group to figures: spans in their order, names in alphabetical order
     */
    public Map<String, ErrorFigures> figures(List<Prediction> predictions) {
        Map<String, List<Prediction>> groups = new TreeMap<>(this::compare);
        for (Prediction prediction : predictions) {
            groups.computeIfAbsent(of(prediction), key -> new ArrayList<>()).add(prediction);
        }
        Map<String, ErrorFigures> figures = new LinkedHashMap<>();
        groups.forEach((group, members) -> figures.put(group, ErrorFigures.of(members)));
        return figures;
    }

    private int compare(String a, String b) {
        if (this == BATCH || this == CONTEXT || this == TENSOR_PARALLEL) {
            int byNumber = Long.compare(order(a), order(b));
            return byNumber != 0 ? byNumber : a.compareTo(b);
        }
        return a.compareTo(b);
    }

    private static long order(String name) {
        String digits = name.replaceAll("[^0-9 ]", "").strip();
        String last = digits.substring(digits.lastIndexOf(' ') + 1);
        return Long.parseLong(last) * 2 + (name.startsWith("above") ? 1 : 0);
    }
}
