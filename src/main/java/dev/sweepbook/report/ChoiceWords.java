package dev.sweepbook.report;

import dev.sweepbook.estimate.Band;
import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Evidence;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.estimate.Term;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.HardwareFieldAxis;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a summary says of an option: what it comes to, what binds it, how far to trust it, what another price does. */
final class ChoiceWords {
    private final Reckoner reckoner;
    private final double largestBatch;

    /** Words about the options of a file whose largest batch is known. */
    ChoiceWords(Reckoner reckoner, double largestBatch) {
        this.reckoner = reckoner;
        this.largestBatch = largestBatch;
    }

    /** The figure an option is held against others by. */
    static String figure(Winner option, Objective objective) {
        return switch (objective) {
            case COST -> Words.number(option.figures().usd()) + " USD per million output tokens";
            case LATENCY -> "a decode step of " + Words.duration(option.decodeStepSeconds());
            case THROUGHPUT -> Words.number(option.tokensPerSecondPerDevice()) + " output tokens a second per device";
        };
    }

    /** The next option and by how much it is behind; nothing where there is none. */
    static String next(Choices.Choice choice, Objective objective) {
        Winner best = choice.best();
        Winner next = choice.next();
        if (next == null) {
            return "";
        }
        String behind = objective == Objective.COST
                ? "costs " + Words.number(next.figures().usd()) + " USD, "
                        + Words.more(next.figures().usd(), best.figures().usd())
                : "gives " + Words.number(next.tokensPerSecondPerDevice()) + ", "
                        + Words.percent(1 - next.tokensPerSecondPerDevice() / best.tokensPerSecondPerDevice())
                        + " less";
        return next.placeOfModel() + " " + behind + "." + breakEven(choice, objective);
    }

    private static String breakEven(Choices.Choice choice, Objective objective) {
        Winner next = choice.next();
        if (objective != Objective.COST || next == null || !choice.kind().equals("device")) {
            return "";
        }
        double price = price(choice.best());
        double equal = price * next.figures().usd() / choice.best().figures().usd();
        return price > 0
                ? " They would cost the same if a " + choice.best().hardware() + " cost " + Words.number(equal)
                        + " USD an hour, not " + Words.number(price) + "."
                : "";
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
            return "No batch: at this context each sequence more takes longer to read its cache than to compute."
                    + (context > 0 ? " That holds above a context of " + Words.number(context) + " tokens." : "")
                    + (Double.isNaN(weights)
                            ? ""
                            : " The linear layers alone turn to compute at batch " + Words.number(Math.ceil(weights))
                                    + "; this option runs " + Words.count(batch) + ".");
        }
        double first = Math.ceil(threshold);
        String text = "Batch " + Words.number(first) + ", at this context; this option runs " + Words.count(batch)
                + (largestBatch > batch ? ", and the sweep goes up to " + Words.number(largestBatch) : "") + ".";
        if (full < first) {
            text += " It does not get there: its memory is full at batch " + Words.number(full) + ".";
        } else if (largestBatch < first) {
            text += " Nothing of the sweep gets there.";
        }
        return text;
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
        String error = calibration.provenance().evidence().isEmpty()
                ? calibration.provenance().note()
                : calibration.provenance().evidence();
        String published = error.isEmpty() ? "" : " Calibration " + calibration.name() + ": " + stopped(error);
        if (evidence == null || Double.isNaN(band.p10())) {
            return "Nobody knows how far: calibration " + calibration.name() + " has no bands." + published;
        }
        double step = option.decodeStepSeconds();
        return "Of measured decode steps 80 % lie between " + signed(band.p10()) + " and " + signed(band.p90())
                + " of such an estimate, here " + Words.duration(step * band.p10()) + " to "
                + Words.duration(step * band.p90()) + ". " + near(evidence) + published;
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
    static @Nullable String otherPrice(Winner option) {
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
                + " USD. The cell to edit: " + where + ".";
    }
}
