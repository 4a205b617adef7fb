package dev.sweepbook.scenario;

/** The named formula sets a scenario can ask for. */
public enum Formulas {
    /** The source document, equation for equation. */
    SEED_2020("seed-2020"),
    /** The same author's published revision of 30 March 2022. */
    KIPPLY_2022("kipply-2022"),
    /** Per-operator roofline of any architecture. */
    ROOFLINE("roofline");

    private final String id;

    Formulas(String id) {
        this.id = id;
    }

    /**
     * The name used in scenario files.
     *
     * @return the name
     */
    public String id() {
        return id;
    }
}
