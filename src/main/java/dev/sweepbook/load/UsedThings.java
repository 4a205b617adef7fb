package dev.sweepbook.load;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.Sweep;
import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a file together with the models and devices its scenarios use. */
final class UsedThings {
    private UsedThings() {}

    static SweepFile file(
            String name, String description, List<Sweep> sweeps, Definitions definitions, List<String> noticed) {
        Map<String, ModelArchitecture> models = new LinkedHashMap<>();
        Map<String, Accelerator> hardware = new LinkedHashMap<>();
        for (Sweep sweep : sweeps) {
            sweep.axes().forEach(axis -> collect(axis, models, hardware));
            sweep.fixed().values().forEach(value -> collect(value, models, hardware));
            sweep.includes().forEach(scenario -> scenario.values().forEach(v -> collect(v, models, hardware)));
        }
        List<String> remarks = new ArrayList<>(noticed);
        remarks.addAll(definitions.remarks());
        return new SweepFile(
                name,
                description,
                sweeps,
                List.copyOf(models.values()),
                List.copyOf(hardware.values()),
                definitions.variants(),
                definitions.calibrations(),
                remarks);
    }

    private static void collect(
            GridAxis axis, Map<String, ModelArchitecture> models, Map<String, Accelerator> hardware) {
        for (int key = 0; key < axis.keys().size(); key++) {
            if (!AxisValues.isNumeric(axis.keys().get(key))) {
                for (int step = 0; step < axis.size(); step++) {
                    Object value = axis.steps().get(step).get(key);
                    if (value != null) {
                        collect(value, models, hardware);
                    }
                }
            }
        }
    }

    private static void collect(
            Object value, Map<String, ModelArchitecture> models, Map<String, Accelerator> hardware) {
        if (value instanceof ModelArchitecture model) {
            models.putIfAbsent(model.id(), model);
        } else if (value instanceof Accelerator device) {
            hardware.putIfAbsent(device.id(), device);
        }
    }
}
