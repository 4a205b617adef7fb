package dev.sweepbook.report;

import java.util.List;
import java.util.Locale;

/** The sheets of a workbook, in order. */
public enum Sheet {
    SUMMARY("Summary", "What the scenarios say"),
    SCENARIOS("Scenarios", "What was asked, one scenario a row; edited, it is read back"),
    MODELS("Models", "The models, field by field"),
    HARDWARE("Hardware", "The devices: peaks, memory, bandwidths, price"),
    LATENCY("Latency", "Times of a decode step, a prefill and a request, and what binds them"),
    KV_CACHE("KV cache", "Size of the cache, and how many sequences and tokens fit"),
    BATCH_THRESHOLDS("Batch thresholds", "The batch from which compute binds, and others like it"),
    PARAMETERS_FLOPS("Parameters & FLOPs", "Parameters and operations of the models"),
    COST("Cost", "Price and energy of tokens and requests"),
    WHAT_IF("What-if", "One estimate, to be changed by hand"),
    EQUATIONS("Equations", "How each column is worked out, with its source"),
    SOURCES("Sources", "Where the values of models and devices come from"),
    ERRATA("Errata", "Where the figures a source prints and its equations differ"),
    PROBLEMS("Problems", "Scenarios that do not fit or are not supported, and what was noticed");

    private final String title;
    private final String says;

    Sheet(String title, String says) {
        this.title = title;
        this.says = says;
    }

    /**
     * What it holds, for a list of contents.
     *
     * @return a phrase
     */
    public String says() {
        return says;
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
