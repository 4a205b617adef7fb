package dev.sweepbook.live;

import dev.sweepbook.estimate.LiveModels;
import dev.sweepbook.scenario.ModelArchitecture;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The models, and what scenarios made of them by setting fields, as formulas look them up. */
final class ModelRows {
    private static final List<String> OWN = List.of("id", "layers", "hidden_size", "vocabulary", "given", "whole");

    private final List<String> fields;
    private final LiveTable models = table("_models", "m_", OWN, 0);
    private final LiveTable parts = table("_parts", "p_", List.of("id"), 1);
    private final LiveTable operators = table("_operators", "o_", List.of("part"), 2);
    private final LiveTable attention = table("_attention", "a_", List.of("part"), 3);
    private final LiveTable experts = table("_experts", "x_", List.of("part"), 4);
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, ModelArchitecture> known = new LinkedHashMap<>();
    private final SortedSet<Long> degrees = new TreeSet<>();

    /** Of scenarios that set these fields of their models. */
    ModelRows(List<String> fields) {
        this.fields = List.copyOf(fields);
    }

    private static LiveTable table(String sheet, String prefix, List<String> own, int place) {
        List<String> columns = new ArrayList<>(own);
        columns.addAll(LiveModels.columns().get(place));
        return new LiveTable(sheet, prefix, columns);
    }

    /** What tells the models apart, as a formula. */
    String key() {
        StringBuilder key = new StringBuilder("model");
        fields.forEach(field -> key.append("&\"/\"&asked.").append(field));
        return key.toString();
    }

    List<LiveTable> tables() {
        return List.of(models, parts, operators, attention, experts);
    }

    /** Takes in the model of a scenario, on one device and on so many stages; how many of these differ. */
    int accept(String key, ModelArchitecture model, long stages) {
        known.putIfAbsent(key, model);
        int whole = layout(key, model, 1);
        return stages == 1 ? whole : Math.max(1, layout(key, model, stages));
    }

    /** Whether scenarios leave their models as they are defined. */
    boolean hasNoFields() {
        return fields.isEmpty();
    }

    /** Adds, for a form, a model that no scenario may have had alone. */
    void know(String key, ModelArchitecture model) {
        known.putIfAbsent(key, model);
    }

    /**
     * Lays every model out on so many stages as well, for a form. Numbers that do not divide its layers are laid out where
     * the sweep asks for them: only an engine whose stages take turns can use them.
     */
    void layOut(Collection<Long> asked, Collection<Long> further) {
        tables().forEach(LiveTable::endScenarios);
        known.forEach((key, model) -> {
            layout(key, model, 1);
            asked.forEach(stages -> layout(key, model, stages));
            further.stream()
                    .filter(stages -> model.layers() % stages == 0)
                    .forEach(stages -> layout(key, model, stages));
        });
    }

    /** The numbers of stages that at least one model is laid out on. */
    SortedSet<Long> degrees() {
        return degrees;
    }

    /** The most stages of a layout that differ. */
    int mostDistinct() {
        return counts.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    }

    /** What a form's formulas call a column of these tables. */
    String wholeName(String name) {
        for (LiveTable table : tables()) {
            String whole = table.wholeName(name);
            if (!whole.equals(name)) {
                return whole;
            }
        }
        return name;
    }

    /**
     * Leaves no table without a row, which a formula could not read. The row is of no part, and nothing divides by its
     * numbers to infinity or raises them beyond what a cell holds.
     */
    void finish() {
        for (LiveTable table : tables()) {
            if (table.rows().isEmpty()) {
                table.add(java.util.Collections.nCopies(table.columns().size(), LiveCell.of(-1.0)));
            }
        }
    }

    private int layout(String key, ModelArchitecture model, long stages) {
        String layout = key + "/" + stages;
        Integer distinct = counts.get(layout);
        if (distinct == null) {
            LiveModels.ModelTables tables = LiveModels.model(model, stages);
            int first = parts.rows().size() + 1;
            int number = 0;
            for (LiveModels.Part part : tables.parts()) {
                add(layout + "/" + ++number + "/" + tables.parts().size(), part);
            }
            if (stages == 1) {
                models.add(row(key, model, tables, tables.parts().isEmpty() ? Double.NaN : first));
            }
            distinct = Math.max(1, tables.parts().size());
            counts.put(layout, distinct);
            if (!tables.parts().isEmpty()) {
                degrees.add(stages);
            }
        }
        return distinct;
    }

    private void add(String id, LiveModels.Part part) {
        List<LiveCell> counted = new ArrayList<>(List.of(LiveCell.of(id)));
        part.counts().values().forEach(value -> counted.add(LiveCell.of(value)));
        double place = parts.add(counted);
        add(operators, place, part.operators());
        add(attention, place, part.attention());
        add(experts, place, part.experts());
    }

    private static void add(LiveTable table, double part, List<Map<String, Double>> rows) {
        for (Map<String, Double> row : rows) {
            List<LiveCell> cells = new ArrayList<>(List.of(LiveCell.of(part)));
            row.values().forEach(value -> cells.add(LiveCell.of(value)));
            table.add(cells);
        }
    }

    private static List<LiveCell> row(
            String key, ModelArchitecture model, LiveModels.ModelTables tables, double whole) {
        List<LiveCell> cells = new ArrayList<>();
        cells.add(LiveCell.of(key));
        cells.add(LiveCell.of((double) model.layers()));
        cells.add(LiveCell.of((double) model.hiddenSize()));
        cells.add(LiveCell.of((double) model.vocabularySize()));
        cells.add(LiveCell.of(model.parameters().isGiven() ? model.parameters().total() : Double.NaN));
        cells.add(LiveCell.of(whole));
        for (String column : LiveModels.columns().get(0)) {
            cells.add(LiveCell.of(tables.counts().getOrDefault(column, Double.NaN)));
        }
        return cells;
    }
}
