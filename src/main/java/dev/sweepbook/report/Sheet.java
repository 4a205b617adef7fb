package dev.sweepbook.report;

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
}
