package dev.sweepbook.load;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.ModelArchitecture;

/** Finds models, devices and calibrations by id. */
interface References {
    Reading<ModelArchitecture> model(String id);

    Reading<Accelerator> hardware(String id);

    Reading<String> calibration(String name);
}
