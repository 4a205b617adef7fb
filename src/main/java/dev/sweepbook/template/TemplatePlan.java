package dev.sweepbook.template;

import dev.sweepbook.ooxml.CellPlace;
import dev.sweepbook.ooxml.Placeholders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What of a template a report fills. Made once from the parts of a workbook that was checked; {@link FilledTemplate} then
 * makes the parts of each report.
 */
public final class TemplatePlan {
    /** What starts with this in a cell stands for the run, not for a scenario. */
    private static final String RUN = "run.";

    private final Map<String, byte[]> parts;
    private final List<Block> blocks;
    private final List<String> faults;
    private final Map<String, Integer> lastRows;
    private final Map<String, Integer> styleNames;
    private final Set<String> sheetNames;
    private final boolean calculates;
    private final boolean sharesTexts;
    private final Set<Watched> watched;

    /**
     * A column of cells that charts of the template draw.
     *
     * @param sheet name of its sheet
     * @param column from 1
     */
    public record Watched(String sheet, int column) {
        /**
         * A column of a sheet, whatever the case its name is written in.
         *
         * @param sheet name of the sheet
         * @param column from 1
         * @return the column
         */
        public static Watched of(String sheet, int column) {
            return new Watched(sheet.toLowerCase(Locale.ROOT), column);
        }
    }

    TemplatePlan(PlanReader read) {
        this.parts = read.parts;
        this.blocks = List.copyOf(read.blocks);
        this.faults = List.copyOf(read.faults);
        this.lastRows = new LinkedHashMap<>(read.lastRows);
        this.styleNames = Map.copyOf(read.styleNames);
        this.sheetNames = Set.copyOf(read.sheetNames);
        this.calculates = read.calculates;
        this.sharesTexts = read.sharesTexts;
        this.watched = Set.copyOf(read.watched);
    }

    /**
     * Looks for what a report fills.
     *
     * @param parts the parts of a workbook, checked
     * @return the plan
     */
    public static TemplatePlan of(Map<String, byte[]> parts) {
        return PlanReader.read(parts);
    }

    /** Whether a text has a placeholder of a column. */
    static boolean namesColumn(String text) {
        return Placeholders.names(text).stream().anyMatch(name -> !name.startsWith(RUN));
    }

    /**
     * What keeps the template from being filled.
     *
     * @return each with its place, none where it is good
     */
    public List<String> faults() {
        return faults;
    }

    /**
     * What a report fills.
     *
     * @return words such as {@code sheet Latency, rows 5 to 5 of Board}; empty where it fills nothing
     */
    public String summary() {
        List<String> filled = new ArrayList<>();
        lastRows.keySet().forEach(sheet -> filled.add("sheet " + sheet));
        blocks.forEach(block -> filled.add("row " + block.firstRow() + " of " + block.sheet() + " for each "
                + (block.lines() == null
                        ? "scenario"
                        : "line of " + block.lines().title())));
        return String.join(", ", filled);
    }

    /**
     * The rows that lines of the report come in place of.
     *
     * @return in the order of their sheets' names, from top to bottom
     */
    public List<Block> blocks() {
        return blocks;
    }

    /**
     * Whether the template has a sheet of its own making in place of one of the report's.
     *
     * @param sheet name on the tab
     * @return whether the report leaves that sheet to the template's tables and rows
     */
    public boolean keeps(String sheet) {
        return PlanReader.known(sheet) != null && blocks.stream().anyMatch(PlanReader.on(sheet));
    }

    /**
     * Whether the template has a sheet.
     *
     * @param sheet name on the tab, in any case
     * @return whether it has
     */
    public boolean hasSheet(String sheet) {
        return sheetNames.contains(sheet.toLowerCase(Locale.ROOT));
    }

    /**
     * The columns its charts draw, whose values the charts keep a copy of.
     *
     * @return sheet and column of each
     */
    public Set<Watched> watched() {
        return watched;
    }

    /**
     * Whether there are formulas, whose results change with what is filled in.
     *
     * @return whether a reader has to recalculate
     */
    public boolean calculates() {
        return calculates;
    }

    /**
     * Whether its cells refer to texts by their numbers, so that others would have to follow those.
     *
     * @return whether it has shared strings of its own
     */
    public boolean sharesTexts() {
        return sharesTexts;
    }

    /**
     * The named styles.
     *
     * @return names in lower case, with the places of what they look like
     */
    public Map<String, Integer> styleNames() {
        return styleNames;
    }

    Map<String, byte[]> parts() {
        return parts;
    }

    /** Sheets that are filled as a whole, with the last row they have in the template. */
    Map<String, Integer> whole() {
        return lastRows;
    }

    /** The cell of a place, for messages. */
    static String place(String sheet, int row, int column) {
        return sheet + "!" + new CellPlace(row, column);
    }
}
