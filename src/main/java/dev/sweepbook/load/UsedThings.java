package dev.sweepbook.load;

import dev.sweepbook.catalog.Calibrations;
import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.Sweep;
import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Puts a file together with the models and devices its scenarios use. */
final class UsedThings {
    private UsedThings() {}

    static SweepFile file(
            String name, String description, List<Sweep> sweeps, Definitions definitions, List<String> noticed) {
        Set<ModelArchitecture> models = new LinkedHashSet<>();
        Set<Accelerator> hardware = new LinkedHashSet<>();
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
                List.copyOf(models),
                List.copyOf(hardware),
                definitions.variants(),
                Calibrations.shipped(),
                remarks);
    }

    private static void collect(GridAxis axis, Set<ModelArchitecture> models, Set<Accelerator> hardware) {
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

    private static void collect(Object value, Set<ModelArchitecture> models, Set<Accelerator> hardware) {
        if (value instanceof ModelArchitecture model) {
            models.add(model);
        } else if (value instanceof Accelerator device) {
            hardware.add(device);
        }
    }
}
