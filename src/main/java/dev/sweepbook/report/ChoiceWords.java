package dev.sweepbook.report;

import dev.sweepbook.estimate.Band;
import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Evidence;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.estimate.Term;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.Workload;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.HardwareFieldAxis;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a summary says of an option: what it comes to, what binds it, how far to trust it, what another price does. */
final class ChoiceWords {
    static final String NEVER = "never (cache)";

    private final Reckoner reckoner;
    private final double largestBatch;
    private final BookKind kind;

    /** Words about the options of a file whose largest batch is known, for a workbook of a kind. */
    ChoiceWords(Reckoner reckoner, double largestBatch, BookKind kind) {
        this.reckoner = reckoner;
        this.largestBatch = largestBatch;
        this.kind = kind;
    }

    /** The figure an option is held against others by. */
    static String figure(Winner option, Objective objective) {
        return switch (objective) {
            case COST -> usd(option) + " per million output tokens, " + TokenCost.counted(formulas(option));
            case LATENCY -> "a decode step of " + Words.duration(option.decodeStepSeconds());
            case THROUGHPUT -> Words.number(option.tokensPerSecondPerDevice()) + " output tokens a second per device";
        };
    }

    /** The same, with what decoding costs where the prompt is in it. */
    static String figures(Winner option, Objective objective) {
        return figure(option, objective)
                + (objective == Objective.COST && TokenCost.hasPrompt(formulas(option))
                        ? " (" + Words.number(option.figures().decodingUsd()) + " for decoding alone)"
                        : "");
    }

    private static Formulas formulas(Winner option) {
        return option.asked().method().formulas();
    }

    private static String usd(Winner option) {
        return Words.number(option.figures().usd()) + " USD";
    }

    /** The next option and by how much it is behind; nothing where there is none. */
    static String next(Winner best, @Nullable Winner next, Objective objective) {
        if (next == null) {
            return "";
        }
        boolean sameModel = next.model().equals(best.model());
        String behind = objective == Objective.COST
                ? "costs " + usd(next) + ", "
                        + Words.more(next.figures().usd(), best.figures().usd())
                : "gives " + Words.number(next.tokensPerSecondPerDevice()) + ", "
                        + Words.percent(1 - next.tokensPerSecondPerDevice() / best.tokensPerSecondPerDevice())
                        + " less";
        return (sameModel ? "" : next.model() + " on ") + next.placeOfModel() + " " + behind + "."
                + (sameModel && objective == Objective.COST ? breakEven(best, next) : "");
    }

    private static String breakEven(Winner best, Winner next) {
        double price = price(best);
        if (next.hardware().equals(best.hardware()) || !(price > 0)) {
            return "";
        }
        double equal = price * next.figures().usd() / best.figures().usd();
        double other = price(next);
        String orOther = other > 0
                ? ", or with " + next.hardware() + " at "
                        + Words.number(
                                other * best.figures().usd() / next.figures().usd()) + ", not "
                        + Words.number(other)
                : "";
        return " They would cost the same with " + best.hardware() + " at " + Words.number(equal) + " USD an hour, not "
                + Words.number(price) + orOther + ".";
    }

    /** What stands behind a cost, in plain words. */
    static String counted(Formulas formulas) {
        return TokenCost.hasPrompt(formulas)
                ? "Everything a request costs, reading its prompt included, over its output tokens: cost per request"
                        + " times a million over the output tokens. Decoding alone leaves the prompt out."
                : "What decoding costs: " + formulas.id() + " knows no prefill, so the prompt is not in it.";
    }

    /** Which option would be the cheapest by what decoding costs; nothing where the cheapest is. */
    static String byDecoding(Winner best, @Nullable Winner decoding) {
        return decoding == null
                ? ""
                : "By decoding alone the order is another: " + decoding.placeOfModel() + " would be cheapest, with "
                        + Words.number(decoding.figures().decodingUsd()) + " USD against "
                        + Words.number(best.figures().decodingUsd()) + ". With its prompts it costs " + usd(decoding)
                        + ", "
                        + Words.more(decoding.figures().usd(), best.figures().usd()) + ".";
    }

    /** Up to which batch an option keeps the service level; nothing where none is asked for. */
    static String withinLevel(Winner option) {
        double largest = option.level().largestBatch();
        if (!option.level().isAsked() || Double.isNaN(largest)) {
            return "";
        }
        return "Batch " + Words.number(largest) + " on the same devices; this option runs "
                + Words.count(option.asked().workload().batchSize()) + ".";
    }

    /** What breaks the service level where the estimate is too short, and which option keeps it; nothing where none does. */
    String unsure(Winner best, @Nullable Winner sure, Objective objective) {
        String broken = Promise.broken(reckoner.row(best));
        if (broken.isEmpty()) {
            return "";
        }
        String how = " (" + Promise.evidence(best.bands().evidence()) + ")";
        String text = broken.substring(0, broken.length() - 1) + how + ".";
        if (sure == null) {
            return text + " No option of " + best.model() + " keeps the SLO at the upper end of its band.";
        }
        return text
                + (objective == Objective.COST ? " Cheapest" : " Best")
                + " of those that keep it at the upper end too: "
                + sure.placeOfModel() + ", " + figure(sure, objective) + ", "
                + (objective == Objective.COST
                        ? Words.more(sure.figures().usd(), best.figures().usd())
                        : Words.percent(1 - sure.tokensPerSecondPerDevice() / best.tokensPerSecondPerDevice())
                                + " less")
                + " (" + Promise.evidence(sure.bands().evidence()) + ").";
    }

    private static double price(Winner option) {
        double own = option.asked().economics().pricePerDeviceHour();
        return Double.isNaN(own) ? option.asked().hardware().get(AcceleratorField.PRICE_PER_HOUR) : own;
    }

    /** What binds an option and what would bind next. */
    String binds(Winner option) {
        Estimate estimate = reckoner.of(option.asked());
        Term bound = estimate.bound();
        if (bound == null) {
            return "Nothing takes time.";
        }
        Term next = estimate.nextBound();
        return Words.capital(bound.id()) + ", " + Words.percent(share(estimate, bound)) + " of a decode step of "
                + Words.duration(estimate.get(Figure.DECODE_STEP_SECONDS)) + ". "
                + (next == null
                        ? "Nothing else takes time."
                        : Words.capital(next.id()) + " would be next, with " + Words.percent(share(estimate, next))
                                + ".");
    }

    /** What of a cost goes into prompts, and what limits reading them; nothing where prompts are not in it. */
    String prompt(Winner option) {
        double share = 1 - option.figures().decodingUsd() / option.figures().usd();
        Term bound = reckoner.of(option.asked()).prefillBound();
        return share > 0 && bound != null
                ? Words.percent(share) + " of the cost, and " + bound.id() + " binds it."
                : "";
    }

    static double share(Estimate estimate, Term term) {
        return estimate.get(
                switch (term) {
                    case MEMORY -> Figure.MEMORY_SHARE;
                    case COMPUTE -> Figure.COMPUTE_SHARE;
                    case COMMS -> Figure.COMMS_SHARE;
                    case OVERHEAD -> Figure.OVERHEAD_SHARE;
                });
    }

    /** From which batch on an option computes longer than it reads, and whether it gets there. */
    String threshold(Winner option) {
        Estimate estimate = reckoner.of(option.asked());
        double threshold = estimate.get(Figure.BATCH_THRESHOLD);
        double full = estimate.get(Figure.MAX_BATCH_SIZE);
        long batch = option.asked().workload().batchSize();
        if (Double.isNaN(threshold)) {
            double weights = estimate.get(Figure.WEIGHTS_BATCH_THRESHOLD);
            double context = Math.floor(estimate.get(Figure.VANISHING_CONTEXT));
            return "Never: at " + context(option)
                    + " each sequence more takes longer to read its cache than to compute."
                    + (context > 0 ? " That holds above a context of " + Words.number(context) + " tokens." : "")
                    + (Double.isNaN(weights)
                            ? ""
                            : " The linear layers alone turn to compute at batch " + Words.number(Math.ceil(weights))
                                    + "; this option runs " + Words.count(batch) + ".");
        }
        double first = Math.ceil(threshold);
        String text = "Batch " + Words.number(first) + ", at " + context(option) + "; this option runs "
                + Words.count(batch)
                + (largestBatch > batch ? ", and the sweep goes up to " + Words.number(largestBatch) : "") + ".";
        if (full < first) {
            text += " It does not get there: its memory is full at batch " + Words.number(full) + ".";
        } else if (largestBatch < first) {
            text += " Nothing of the sweep gets there.";
        }
        return text;
    }

    /** The batch from which on compute limits a step, for a cell: a number, or why there is none. */
    static @Nullable Object thresholdCell(Estimate estimate) {
        double threshold = estimate.get(Figure.BATCH_THRESHOLD);
        if (!Double.isNaN(threshold)) {
            return Math.ceil(threshold);
        }
        return estimate.isSupported() ? NEVER : null;
    }

    /** The lengths that make the context of an option. */
    static String context(Winner option) {
        Workload work = option.asked().workload();
        return "a prompt of " + Words.count(work.promptTokens()) + " and an output of "
                + Words.count(work.outputTokens(), "token");
    }

    /** How far to trust the latency of an option, in one or two sentences. */
    String trust(Winner option) {
        if (option.asked().method().formulas() != Formulas.ROOFLINE) {
            return "A bound, not a prediction: "
                    + option.asked().method().formulas().id()
                    + " takes the hardware at its datasheet's rates. Servers are slower.";
        }
        Calibration calibration = reckoner.calibration(option.asked());
        if (calibration == null || calibration.isIdeal()) {
            return "A bound, not a prediction: calibration ideal loses nothing. Servers are slower.";
        }
        Evidence evidence = option.bands().evidence();
        Band band = option.bands().decode();
        String error = published(calibration);
        String published = error.isEmpty() ? "" : " Calibration " + calibration.name() + ": " + error;
        if (evidence == null || Double.isNaN(band.p10())) {
            return "Nobody knows how far: calibration " + calibration.name() + " has no bands." + published;
        }
        double step = option.decodeStepSeconds();
        return "Of measured decode steps 80 % lie between " + signed(band.p10()) + " and " + signed(band.p90())
                + " of such an estimate, here " + Words.duration(step * band.p10()) + " to "
                + Words.duration(step * band.p90()) + ". " + near(evidence) + published;
    }

    /** What a calibration was off by, as it says itself; nothing where it does not. */
    static String published(Calibration calibration) {
        String error = calibration.provenance().evidence().isEmpty()
                ? calibration.provenance().note()
                : calibration.provenance().evidence();
        return error.isEmpty() ? "" : stopped(error);
    }

    private static String stopped(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    private static String near(Evidence evidence) {
        return switch (evidence) {
            case MEASURED_HERE -> "This very deployment was measured.";
            case SAME_DEVICE -> "The device was measured, with another model or workload.";
            case SAME_CLASS -> "The device was not measured, others with its kind of memory were.";
            case EXTRAPOLATED -> "Nothing like it was measured: it is extrapolated.";
        };
    }

    static String signed(double ratio) {
        double percent = 100 * (ratio - 1);
        return String.format(Locale.ROOT, "%s%.0f %%", percent < 0 ? "−" : "+", Math.abs(percent));
    }

    /** What another price does and which cell to edit; nothing where no price is known. */
    @Nullable
    String otherPrice(Winner option) {
        double price = price(option);
        if (Double.isNaN(price) || Double.isNaN(option.figures().usd())) {
            return null;
        }
        boolean asked = !Double.isNaN(option.asked().economics().pricePerDeviceHour());
        boolean swept = option.fields().containsKey(new HardwareFieldAxis(AcceleratorField.PRICE_PER_HOUR));
        String where = asked
                ? "column “" + InputColumns.title(Axis.PRICE_PER_DEVICE_HOUR) + "” of scenario "
                        + Words.count(option.scenario()) + " on sheet Scenarios"
                : swept
                        ? "the price of scenario " + Words.count(option.scenario()) + " on sheet Scenarios"
                        : "column “" + AcceleratorField.PRICE_PER_HOUR.title() + "” of " + option.hardware()
                                + " on sheet Hardware";
        return "Cost follows the price in proportion: 10 % off the " + Words.number(price)
                + " USD an hour makes it " + Words.number(0.9 * option.figures().usd())
                + " USD. "
                + switch (kind) {
                    case LIVING ->
                        "The cell to edit: " + where + ". The new cost stands on sheet Cost, column “"
                                + TokenCost.column(formulas(option)) + "”.";
                    case VALUES ->
                        "Sheet What-if takes another price at once; sheet Cost holds values: for new ones edit " + where
                                + " and run the workbook.";
                };
    }
}
