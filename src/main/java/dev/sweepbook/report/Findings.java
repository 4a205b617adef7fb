package dev.sweepbook.report;

import dev.sweepbook.estimate.Figure;
import dev.sweepbook.estimate.Term;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What one formula set found. Grows with the pairs of model and device up to a limit, not with the rows. */
final class Findings {
    static final int PAIRS = 1000;

    final Formulas formulas;
    final Ranking lowestStep = new Ranking(1, Findings::step);
    final Ranking mostPerDevice = new Ranking(1, Findings::perDevice);
    final Ranking mostTotal = new Ranking(1, Findings::total);
    final Map<String, Ranking> fewestDevices = new LinkedHashMap<>();
    final Map<Pair, Ranking> stepOfPair = new LinkedHashMap<>();
    final Map<Pair, Ranking> perDeviceOfPair = new LinkedHashMap<>();
    final long[] bound = new long[Term.values().length];
    final Frontier frontier = new Frontier();
    private final CostFindings cost = new CostFindings();
    long rows;
    long fit;
    long asked;
    long meet;
    long doNotFit;
    long notSupported;

    /** A model on a device. */
    record Pair(String model, String hardware) {
        // Written out: the generated ones are put together at run time, at every start.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Pair pair && model.equals(pair.model) && hardware.equals(pair.hardware);
        }

        @Override
        public int hashCode() {
            return 31 * model.hashCode() + hardware.hashCode();
        }
    }

    Findings(Formulas formulas) {
        this.formulas = formulas;
    }

    static double step(Row row) {
        return row.estimate().get(Figure.DECODE_STEP_SECONDS);
    }

    static double perDevice(Row row) {
        return -row.estimate().get(Figure.OUTPUT_TOKENS_PER_SECOND_PER_DEVICE);
    }

    private static double total(Row row) {
        return -row.estimate().get(Figure.OUTPUT_TOKENS_PER_SECOND);
    }

    private static double devices(Row row) {
        return row.scenario().deployment().parallelism().devicesPerReplica();
    }

    void accept(Row row, List<Column> settings) {
        rows++;
        if (!row.estimate().isSupported()) {
            notSupported++;
            return;
        }
        if (!Boolean.TRUE.equals(row.estimate().fits())) {
            doNotFit++;
            return;
        }
        fit++;
        Term term = row.estimate().bound();
        if (term != null) {
            bound[term.ordinal()]++;
        }
        asked += row.serviceLevel().isAsked() ? 1 : 0;
        if (!row.serviceLevel().isKept()) {
            return;
        }
        meet += row.serviceLevel().isAsked() ? 1 : 0;
        cost.accept(row, settings);
        frontier.accept(row, settings);
        lowestStep.offer(row, settings);
        mostPerDevice.offer(row, settings);
        mostTotal.offer(row, settings);
        String model = row.scenario().model().id();
        Pair pair = new Pair(model, row.scenario().hardware().id());
        offer(fewestDevices, model, Findings::devices, row, settings);
        offer(stepOfPair, pair, Findings::step, row, settings);
        offer(perDeviceOfPair, pair, Findings::perDevice, row, settings);
    }

    private static <K> void offer(
            Map<K, Ranking> rankings, K key, ToDoubleFunction<Row> cost, Row row, List<Column> settings) {
        Ranking ranking = rankings.get(key);
        if (ranking == null) {
            if (rankings.size() == PAIRS) {
                return;
            }
            ranking = new Ranking(1, cost);
            rankings.put(key, ranking);
        }
        ranking.offer(row, settings);
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        Winner fastest = lowestStep.first();
        if (fastest == null) {
            sentences.add(
                    fit == 0
                            ? "No scenario fits, so nothing is ranked."
                            : "No scenario fits and is known to meet the SLO, so nothing is ranked.");
            return sentences;
        }
        if (asked > 0) {
            sentences.add(Words.count(meet) + " of the " + Words.count(asked, "scenario")
                    + " that fit and have an SLO " + (meet == 1 ? "meets it" : "meet it")
                    + "; only those are ranked.");
        }
        sentences.add("Best latency: a decode step of " + Words.duration(fastest.decodeStepSeconds()) + " in scenario "
                + Words.count(fastest.scenario()) + ", " + fastest.place() + ".");
        sentences.addAll(throughput());
        sentences.addAll(cost.sentences());
        fewest(sentences);
        sentences.add(bindsMost());
        return sentences;
    }

    private List<String> throughput() {
        Winner perDevice = mostPerDevice.first();
        Winner total = mostTotal.first();
        if (perDevice == null || total == null) {
            return List.of();
        }
        String best = "Best throughput per device: " + Words.number(perDevice.tokensPerSecondPerDevice())
                + " output tokens a second in scenario " + Words.count(perDevice.scenario()) + ", " + perDevice.place();
        if (perDevice.scenario() == total.scenario()) {
            return List.of(best + "; also the best in total, " + Words.number(total.tokensPerSecond()) + ".");
        }
        return List.of(
                best + ".",
                "Best throughput in total: " + Words.number(total.tokensPerSecond())
                        + " output tokens a second in scenario " + Words.count(total.scenario()) + ", " + total.place()
                        + ".");
    }

    private void fewest(List<String> sentences) {
        if (fewestDevices.size() > 3) {
            return;
        }
        fewestDevices.forEach((model, ranking) -> {
            Winner winner = ranking.first();
            if (winner != null) {
                sentences.add("Fewest devices of this sweep that hold one replica of " + model + ": "
                        + Words.number(winner.devicesPerReplica()) + " × " + winner.hardware() + ", first in scenario "
                        + Words.count(winner.scenario()) + ".");
            }
        });
    }

    private String bindsMost() {
        Term most = most();
        List<String> others = new ArrayList<>();
        for (Term term : Term.values()) {
            if (term != most && bound[term.ordinal()] > 0) {
                others.add(term.id() + " " + Words.share(bound[term.ordinal()], fit));
            }
        }
        String rest = others.isEmpty() ? "" : "; " + String.join(", ", others);
        return "What binds most often: " + most.id() + ", in " + Words.share(bound[most.ordinal()], fit)
                + " of the scenarios that fit" + rest + ".";
    }

    private Term most() {
        Term most = Term.MEMORY;
        for (Term term : Term.values()) {
            if (bound[term.ordinal()] > bound[most.ordinal()]) {
                most = term;
            }
        }
        return most;
    }

    /** What formula sets are compared by. */
    enum Headline {
        FIT("Scenarios that fit"),
        STEP("Lowest decode step"),
        PER_DEVICE("Most output tokens per second per device"),
        TOTAL("Most output tokens per second"),
        BOUND("What binds most often");

        private final String title;

        Headline(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    String text(Headline headline) {
        Winner fastest = lowestStep.first();
        Winner perDevice = mostPerDevice.first();
        Winner total = mostTotal.first();
        if (headline == Headline.FIT) {
            return Words.count(fit) + " of " + Words.count(rows);
        }
        if (headline == Headline.BOUND && fit > 0) {
            return most().id() + " (" + Words.share(bound[most().ordinal()], fit) + ")";
        }
        if (fastest == null || perDevice == null || total == null) {
            return "–";
        }
        return switch (headline) {
            case STEP ->
                Words.duration(fastest.decodeStepSeconds()) + " (scenario " + Words.count(fastest.scenario()) + ")";
            case PER_DEVICE ->
                Words.number(perDevice.tokensPerSecondPerDevice()) + " (scenario " + Words.count(perDevice.scenario())
                        + ")";
            case TOTAL -> Words.number(total.tokensPerSecond()) + " (scenario " + Words.count(total.scenario()) + ")";
            default -> "–";
        };
    }
}
