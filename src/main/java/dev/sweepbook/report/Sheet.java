package dev.sweepbook.report;

import java.util.List;
import java.util.Locale;

/** The sheets of a workbook, in order. */
public enum Sheet {
    SUMMARY("Summary"),
    SCENARIOS("Scenarios"),
    MODELS("Models"),
    HARDWARE("Hardware"),
    LATENCY("Latency"),
    KV_CACHE("KV cache"),
    BATCH_THRESHOLDS("Batch thresholds"),
    PARAMETERS_FLOPS("Parameters & FLOPs"),
    COST("Cost"),
    WHAT_IF("What-if"),
    EQUATIONS("Equations"),
    SOURCES("Sources"),
    ERRATA("Errata"),
    PROBLEMS("Problems");

    private final String title;

    Sheet(String title) {
        this.title = title;
    }

    /**
     * The name on the tab.
     *
     * @return the name
     */
    public String title() {
        return title;
    }

    /**
     * The name of the table or the range that holds a sheet's lines, for formulas and templates.
     *
     * @param title the name on the tab
     * @return {@code sb_} and the name in lower case, with one underscore for other characters
     */
    public static String rangeName(String title) {
        String plain = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        return "sb_" + (plain.endsWith("_") ? plain.substring(0, plain.length() - 1) : plain);
    }

    /**
     * The sheets with a line for each scenario.
     *
     * @return the sheets, in order
     */
    public static List<Sheet> perScenario() {
        return List.of(SCENARIOS, LATENCY, KV_CACHE, BATCH_THRESHOLDS, PARAMETERS_FLOPS, COST);
    }
}
