package dev.sweepbook.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results that stand in a workbook, by scenario number and column, as they are shown there. A cell takes 8 bytes, so
 * that a hundred thousand scenarios take about 60 MB.
 */
public final class Recorded {
    private static final int NOT_WORKED_OUT = -1;

    private final Map<String, String> facts;
    private final Map<String, Cells> columns = new LinkedHashMap<>();
    private final Map<Long, Integer> places = new HashMap<>();
    private final Map<String, Integer> codes = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private long notWorkedOut;

    /** The cells of a column by place of the scenario; texts by a code from 1. */
    private static final class Cells {
        final String unit;
        double[] numbers = new double[0];
        int[] codes = new int[0];

        Cells(String unit) {
            this.unit = unit;
        }
    }

    /**
     * Results of which none is known yet.
     *
     * @param facts what the workbook says of itself, by name in lower case
     */
    Recorded(Map<String, String> facts) {
        this.facts = Map.copyOf(facts);
    }

    /**
     * What the workbook says of itself.
     *
     * @param name one of the defined names that begin with {@code sb_}
     * @return the text, empty where it says nothing
     */
    public String fact(String name) {
        return facts.getOrDefault(name, "");
    }

    /**
     * Whether it has a column.
     *
     * @param column id of the column
     * @return whether some sheet has it
     */
    public boolean has(String column) {
        return columns.containsKey(column);
    }

    /**
     * The unit a column is shown in.
     *
     * @param column id of the column
     * @return the symbol in its header, empty where there is none
     */
    public String unit(String column) {
        Cells cells = columns.get(column);
        return cells == null ? "" : cells.unit;
    }

    /**
     * Whether it holds results of a scenario.
     *
     * @param scenario its number
     * @return whether a row has the number
     */
    public boolean holds(long scenario) {
        return places.containsKey(scenario);
    }

    /**
     * Whether the cell is a formula that nobody has worked out, or one that went wrong.
     *
     * @param column id of the column
     * @param scenario number of the scenario
     * @return whether it holds no result
     */
    public boolean isNotWorkedOut(String column, long scenario) {
        return code(column, scenario) == NOT_WORKED_OUT;
    }

    /**
     * A number.
     *
     * @param column id of the column
     * @param scenario number of the scenario
     * @return the number in the column's unit, NaN where the cell is empty
     */
    public double number(String column, long scenario) {
        Cells cells = columns.get(column);
        Integer place = places.get(scenario);
        return cells == null || place == null || place >= cells.numbers.length ? Double.NaN : cells.numbers[place];
    }

    /**
     * A text, or {@code true} or {@code false}.
     *
     * @param column id of the column
     * @param scenario number of the scenario
     * @return the text, null where the cell is empty
     */
    public @Nullable String text(String column, long scenario) {
        int code = code(column, scenario);
        return code <= 0 ? null : texts.get(code - 1);
    }

    /**
     * How many cells hold no result although there is a formula.
     *
     * @return cells
     */
    public long notWorkedOut() {
        return notWorkedOut;
    }

    private int code(String column, long scenario) {
        Cells cells = columns.get(column);
        Integer place = places.get(scenario);
        return cells == null || place == null || place >= cells.codes.length ? 0 : cells.codes[place];
    }

    void column(String id, String unit) {
        columns.putIfAbsent(id, new Cells(unit));
    }

    void number(String column, long scenario, double value) {
        Cells cells = columns.get(column);
        int place = place(scenario);
        if (cells != null) {
            int before = cells.numbers.length;
            if (place >= before) {
                cells.numbers = Arrays.copyOf(cells.numbers, grown(place));
                Arrays.fill(cells.numbers, before, cells.numbers.length, Double.NaN);
            }
            cells.numbers[place] = value;
        }
    }

    void text(String column, long scenario, String value) {
        Integer code = codes.get(value);
        if (code == null) {
            texts.add(value);
            code = texts.size();
            codes.put(value, code);
        }
        put(column, scenario, code);
    }

    void notWorkedOut(String column, long scenario) {
        notWorkedOut++;
        put(column, scenario, NOT_WORKED_OUT);
    }

    private void put(String column, long scenario, int code) {
        Cells cells = columns.get(column);
        int place = place(scenario);
        if (cells != null) {
            if (place >= cells.codes.length) {
                cells.codes = Arrays.copyOf(cells.codes, grown(place));
            }
            cells.codes[place] = code;
        }
    }

    private int place(long scenario) {
        return places.computeIfAbsent(scenario, number -> places.size());
    }

    private static int grown(int place) {
        return Math.max(64, place + place / 2 + 1);
    }
}
