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
        List<String> unasked = new ArrayList<>();
        for (Axis axis : OPTIONAL) {
            if (axis.valueIn(row.scenario()) == null) {
                unasked.add(axis.id());
            }
        }
        if (!row.serviceLevel().isAsked()) {
            unasked.add("slo");
        }
        if (!unasked.isEmpty()) {
            notes.add("not asked: " + String.join(", ", unasked));
        }
        return notes;
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
