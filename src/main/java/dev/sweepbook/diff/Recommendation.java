package dev.sweepbook.diff;

import org.jspecify.annotations.Nullable;

/**
 * The best option of a model before and after.
 *
 * @param model the model, with the formula set where there are several
 * @param by what it is best by, such as {@code Cheapest within the SLO}
 * @param of what the figures are of, such as {@code per million output tokens}
 * @param was the option of the old report, null where none qualified
 * @param is the option of the new report, null where none qualifies
 */
public record Recommendation(
        String model,
        String by,
        String of,
        @Nullable Option was,
        @Nullable Option is) {
    /**
     * An option of one report.
     *
     * @param words the devices and what tells it from others
     * @param scenario its number
     * @param figure what it is best by, with its unit
     */
    public record Option(String words, long scenario, String figure) {
        /**
         * The option for a line of text.
         *
         * @return the words and the scenario's number
         */
        public String text() {
            return words + " (scenario " + String.format(java.util.Locale.ROOT, "%,d", scenario) + ")";
        }
    }

    /**
     * Whether another option is recommended than before.
     *
     * @return whether the devices or the settings differ
     */
    public boolean isAnother() {
        return was == null || is == null || !was.words().equals(is.words());
    }

    /**
     * What changed, in a sentence.
     *
     * @return from what to what
     */
    public String sentence() {
        String from = was == null ? "none" : was.text() + ", " + was.figure() + (is == null ? " " + of : "");
        String to = is == null ? "none" : is.text() + ", " + is.figure() + " " + of;
        return by + ", " + model + ": was " + from + "; is " + to + ".";
    }
}
