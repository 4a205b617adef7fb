package dev.sweepbook.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario comes to. One instance serves many scenarios in turn: an estimator clears it and fills it in. A
 * figure that is undefined is NaN, and {@link #status()} or {@link #notes()} say why.
 */
public final class Estimate {
    private static final int NONE = -1;
    private static final Term[] TERMS = Term.values();
    private static final Threshold[] THRESHOLDS = Threshold.values();

    private final double[] values = new double[Figure.values().length];
    private final List<String> notes = new ArrayList<>();
    private double vanishedAt = Double.NaN;
    private double vanishedContext = Double.NaN;
    private double waveSequences = Double.NaN;
    private double waveCount = Double.NaN;
    private @Nullable String notSupported;
    // Places of enum constants, not the constants: storing a reference in an old object costs a memory fence each.
    private int fits;
    private int bound;
    private int nextBound;
    private int prefillBound;
    private int bindingThreshold;

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
        waveSequences = Double.NaN;
        waveCount = Double.NaN;
        notSupported = null;
        fits = NONE;
        bound = NONE;
        nextBound = NONE;
        prefillBound = NONE;
        bindingThreshold = NONE;
    }

    /** Takes over figures that were worked out before, each in its place; the estimate was cleared. */
    void startFrom(double[] figures) {
        System.arraycopy(figures, 0, values, 0, values.length);
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
        fits = value ? 1 : 0;
    }

    void bound(@Nullable Term largest, @Nullable Term second) {
        bound = place(largest);
        nextBound = place(second);
    }

    void prefillBound(@Nullable Term value) {
        prefillBound = place(value);
    }

    void bindingThreshold(Threshold value) {
        bindingThreshold = value.ordinal();
    }

    private static int place(@Nullable Term term) {
        return term == null ? NONE : term.ordinal();
    }

    private static @Nullable Term term(int place) {
        return place == NONE ? null : TERMS[place];
    }

    /** Remembers that the batch threshold vanished at a shorter context; the words are made when somebody asks. */
    void vanished(double context, double at) {
        vanishedContext = context;
        vanishedAt = at;
    }

    /** Remembers that the batch is worked in waves; the words are made when somebody asks. */
    void waves(double together, double count) {
        waveSequences = together;
        waveCount = count;
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
        return fits == NONE ? null : fits == 1;
    }

    /**
     * The largest term of a decode step.
     *
     * @return the term, or null where not supported
     */
    public @Nullable Term bound() {
        return term(bound);
    }

    /**
     * The second largest term of a decode step.
     *
     * @return the term, or null where it is zero
     */
    public @Nullable Term nextBound() {
        return term(nextBound);
    }

    /**
     * The largest term of prefill.
     *
     * @return the term, or null where there is no prefill
     */
    public @Nullable Term prefillBound() {
        return term(prefillBound);
    }

    /**
     * The batch threshold met first.
     *
     * @return the threshold, or null where not supported
     */
    public @Nullable Threshold bindingThreshold() {
        return bindingThreshold == NONE ? null : THRESHOLDS[bindingThreshold];
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
        return fits == 0 ? "does not fit: " + Shortage.words(this) : "ok";
    }

    /**
     * What the reader should know of the figures.
     *
     * @return remarks, in the order they were made
     */
    public List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        if (!Double.isNaN(waveCount)) {
            all.add(Fixed.whole(waveSequences) + " sequences fit at once: request and throughput are those of "
                    + Fixed.whole(waveCount) + " waves");
        }
        if (!Double.isNaN(vanishedAt)) {
            all.add("no batch threshold at context " + Fixed.whole(vanishedContext) + ": it vanished at "
                    + Fixed.whole(vanishedAt));
        }
        return List.copyOf(all);
    }
}
