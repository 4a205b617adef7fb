package dev.sweepbook.report;

import dev.sweepbook.estimate.Estimate;
import dev.sweepbook.estimate.Figure;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.Workload;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Why cells of a row are empty, where the estimate itself does not say. */
final class Gaps {
    /** Axes without a default that leave columns empty; a price and the engine's own memory are told otherwise. */
    private static final List<Axis> OPTIONAL = Arrays.stream(Axis.values())
            .filter(axis -> axis.defaultValue() == null)
            .filter(axis -> !Set.of(Axis.MODEL, Axis.HARDWARE, Axis.RUNTIME_MEMORY, Axis.PRICE_PER_DEVICE_HOUR)
                    .contains(axis))
            .toList();

    /** The words for every combination of what was not asked: a row only looks them up. */
    private static final String[] NOT_ASKED = new String[1 << (OPTIONAL.size() + 1)];

    static {
        for (int unasked = 0; unasked < NOT_ASKED.length; unasked++) {
            NOT_ASKED[unasked] = notAsked(unasked);
        }
    }

    private Gaps() {}

    /** The reasons, for the column of notes. */
    static List<String> notes(Row row) {
        Estimate estimate = row.estimate();
        if (!estimate.isSupported()) {
            return List.of(); // the status says it
        }
        List<String> notes = new ArrayList<>();
        Formulas formulas = row.scenario().method().formulas();
        if (formulas == Formulas.ROOFLINE) {
            addRoofline(row, notes);
        } else {
            notes.add(formulas.id() + " reads no settings of roofline and has no bands");
        }
        if (formulas == Formulas.KIPPLY_2022) {
            notes.add("kipply-2022 counts matrix products alone");
        }
        if (row.scenario().deployment().parallelism().tensor() == 1) {
            notes.add("tensor_parallel 1: no comms batch or FLOPs per byte of comms");
        }
        int unasked = unasked(row);
        if (unasked != 0) {
            notes.add(NOT_ASKED[unasked]);
        }
        return notes;
    }

    /** A bit for each optional axis without a value, and one for the service level behind them. */
    private static int unasked(Row row) {
        int unasked = row.serviceLevel().isAsked() ? 0 : 1 << OPTIONAL.size();
        for (int i = 0; i < OPTIONAL.size(); i++) {
            if (OPTIONAL.get(i).valueIn(row.scenario()) == null) {
                unasked |= 1 << i;
            }
        }
        return unasked;
    }

    private static String notAsked(int unasked) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < OPTIONAL.size(); i++) {
            if ((unasked & (1 << i)) != 0) {
                names.add(OPTIONAL.get(i).id());
            }
        }
        if ((unasked & (1 << OPTIONAL.size())) != 0) {
            names.add("slo");
        }
        return "not asked: " + String.join(", ", names);
    }

    private static void addRoofline(Row row, List<String> notes) {
        Workload work = row.scenario().workload();
        if (Double.isNaN(row.scenario().deployment().runtimeMemoryBytes())) {
            notes.add("runtime_memory is the calibration's");
        }
        if (row.bands().evidence() == null) {
            notes.add("calibration " + row.scenario().method().calibration() + " has no bands");
        }
        if (work.promptTokens() == 0) {
            notes.add("no prompt: nothing binds prefill");
        }
        if (work.cachedPromptTokens() == work.promptTokens()) {
            notes.add("no new prompt tokens: input costs nothing");
        }
        if (Double.isNaN(row.estimate().get(Figure.TPOT_SECONDS))) {
            notes.add("one output token: no time per token");
        }
        if (row.estimate().nextBound() == null) {
            notes.add("nothing else takes time: no next bound");
        }
    }
}
