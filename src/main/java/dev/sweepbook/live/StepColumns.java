package dev.sweepbook.live;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns of the sheet of steps, section after section. */
final class StepColumns {
    private final Map<Section, List<String>> sections = new EnumMap<>(Section.class);
    private final Map<String, Integer> places = new HashMap<>();
    private int width;

    /** Columns for the inputs and steps of a plan. */
    StepColumns(LivePlan plan) {
        for (Section section : Section.values()) {
            List<String> names = new ArrayList<>(section.given());
            names.addAll(section == Section.INPUTS ? plan.inputs() : plan.stored(section.level()));
            sections.put(section, names);
            for (String name : names) {
                places.put(section.name() + '.' + name, width++);
            }
        }
    }

    /** How many there are. */
    int width() {
        return width;
    }

    /** What the columns are headed. */
    List<String> heads() {
        List<String> heads = new ArrayList<>();
        sections.forEach((section, names) -> names.forEach(name -> heads.add(section.head(name))));
        return heads;
    }

    int place(Section section, String name) {
        Integer place = places.get(section.name() + '.' + name);
        if (place == null) {
            throw new IllegalStateException("no cell for " + name + " in " + section);
        }
        return place;
    }

    String letters(Section section, String name) {
        return Cells.letters(place(section, name));
    }

    /** The cell of a name in the row of the formula that reads it. */
    String beside(Section section, String name) {
        return letters(section, name) + RowText.ROW;
    }
}
