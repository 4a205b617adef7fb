package dev.sweepbook.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario comes to. One instance serves many scenarios in turn: an estimator clears it and fills it in. A
 * figure that is undefined is NaN, and {@link #status()} or {@link #notes()} say why.
 */
public final class Estimate {
    private final double[] values = new double[Figure.values().length];
    private final List<String> notes = new ArrayList<>();
    private double vanishedAt = Double.NaN;
    private double vanishedContext = Double.NaN;
    private @Nullable String notSupported;
    private @Nullable Boolean fits;
    private @Nullable Term bound;
    private @Nullable Term nextBound;
    private @Nullable Term prefillBound;
    private @Nullable Threshold bindingThreshold;

    /** An empty estimate. */
    public Estimate() {
        clear();
    }

    /** Empties every figure. */
    public void clear() {
        Arrays.fill(values, Double.NaN);
        notes.clear();
        vanishedAt = Double.NaN;
        vanishedContext = Double.NaN;
        notSupported = null;
        fits = null;
        bound = null;
        nextBound = null;
        prefillBound = null;
        bindingThreshold = null;
    }

    /**
     * A figure.
     *
     * @param figure which
     * @return its value in base units, NaN where undefined
     */
    public double get(Figure figure) {
        return values[figure.ordinal()];
    }

    void set(Figure figure, double value) {
        values[figure.ordinal()] = value;
    }

    /**
     * Empties the estimate and says why.
     *
     * @param field the axis or field at fault
     * @param reason why, in words
     */
    public void notSupported(String field, String reason) {
        clear();
        notSupported = reason.isEmpty() ? field : field + ": " + reason;
    }

    void fits(boolean value) {
        fits = value;
    }

    void bound(@Nullable Term largest, @Nullable Term second) {
        bound = largest;
        nextBound = second;
    }

    void prefillBound(@Nullable Term value) {
        prefillBound = value;
    }

    void bindingThreshold(Threshold value) {
        bindingThreshold = value;
    }

    /** Remembers that the batch threshold vanished at a shorter context; the words are made when somebody asks. */
    void vanished(double context, double at) {
        vanishedContext = context;
        vanishedAt = at;
    }

    void note(String text) {
        notes.add(text);
    }

    /**
     * Whether the formula set could be applied.
     *
     * @return false where every figure is empty
     */
    public boolean isSupported() {
        return notSupported == null;
    }

    /**
     * Whether weights and cache fit the memory.
     *
     * @return whether, or null where not supported
     */
    public @Nullable Boolean fits() {
        return fits;
    }

    /**
     * The largest term of a decode step.
     *
     * @return the term, or null where not supported
     */
    public @Nullable Term bound() {
        return bound;
    }

    /**
     * The second largest term of a decode step.
     *
     * @return the term, or null where it is zero
     */
    public @Nullable Term nextBound() {
        return nextBound;
    }

    /**
     * The largest term of prefill.
     *
     * @return the term, or null where there is no prefill
     */
    public @Nullable Term prefillBound() {
        return prefillBound;
    }

    /**
     * The batch threshold met first.
     *
     * @return the threshold, or null where not supported
     */
    public @Nullable Threshold bindingThreshold() {
        return bindingThreshold;
    }

    /**
     * {@code ok}, or why the scenario is not.
     *
     * @return {@code ok}, {@code does not fit: …} with what is missing and what would do, or {@code not supported: …}
     */
    public String status() {
        if (notSupported != null) {
            return "not supported: " + notSupported;
        }
        return Boolean.FALSE.equals(fits) ? "does not fit: " + Shortage.words(this) : "ok";
    }

    /**
     * What the reader should know of the figures.
     *
     * @return remarks, in the order they were made
     */
    public List<String> notes() {
        if (Double.isNaN(vanishedAt)) {
            return List.copyOf(notes);
        }
        List<String> all = new ArrayList<>(notes);
        all.add(String.format(
                Locale.ROOT, "no batch threshold at context %,.0f: it vanished at %,.0f", vanishedContext, vanishedAt));
        return List.copyOf(all);
    }
}
