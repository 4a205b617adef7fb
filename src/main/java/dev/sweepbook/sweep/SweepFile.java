package dev.sweepbook.sweep;

import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.ModelArchitecture;
import java.util.List;
import java.util.Map;

/**
 * What one scenario file asks for.
 *
 * @param name the run's name: the file's {@code name}, else its stem
 * @param description free text, empty where none was given
 * @param sweeps the blocks in file order; scenario numbers count through them
 * @param models the models its scenarios use, in the order of first use
 * @param hardware the devices its scenarios use, in the order of first use
 * @param variants makes models with swept fields
 * @param calibrations the calibrations its scenarios name, by name
 * @param remarks what reading noticed and the reader of the workbook should know: separator found, rows skipped,
 *     catalogue ids shadowed
 * @param report how the report is to look
 */
public record SweepFile(
        String name,
        String description,
        List<Sweep> sweeps,
        List<ModelArchitecture> models,
        List<Accelerator> hardware,
        ModelVariants variants,
        Map<String, Calibration> calibrations,
        List<String> remarks,
        ReportOptions report) {
    /** Copies the lists. */
    public SweepFile {
        sweeps = List.copyOf(sweeps);
        models = List.copyOf(models);
        hardware = List.copyOf(hardware);
        calibrations = Map.copyOf(calibrations);
        remarks = List.copyOf(remarks);
    }

    /**
     * What a file asks for that says nothing of its report.
     *
     * @param name the run's name
     * @param description free text, empty where none was given
     * @param sweeps the blocks in file order
     * @param models the models its scenarios use
     * @param hardware the devices its scenarios use
     * @param variants makes models with swept fields
     * @param calibrations the calibrations its scenarios name, by name
     * @param remarks what reading noticed
     */
    public SweepFile(
            String name,
            String description,
            List<Sweep> sweeps,
            List<ModelArchitecture> models,
            List<Accelerator> hardware,
            ModelVariants variants,
            Map<String, Calibration> calibrations,
            List<String> remarks) {
        this(name, description, sweeps, models, hardware, variants, calibrations, remarks, ReportOptions.DEFAULT);
    }

    /**
     * The same with another report.
     *
     * @param other how the report is to look
     * @return the same but for the report
     */
    public SweepFile withReport(ReportOptions other) {
        return new SweepFile(name, description, sweeps, models, hardware, variants, calibrations, remarks, other);
    }

    /**
     * The same with nothing excluded: a scenario keeps its number, and where it is known to be one, nobody has to look.
     *
     * @return the same but for the exclusions
     */
    public SweepFile withoutExclusions() {
        List<Sweep> whole = sweeps.stream().map(Sweep::withoutExclusions).toList();
        return new SweepFile(name, description, whole, models, hardware, variants, calibrations, remarks, report);
    }

    /**
     * Grid points before exclusions, and includes, of all sweeps.
     *
     * @return the exact count
     * @throws ArithmeticException where it passes 2^63
     */
    public long indexes() {
        long indexes = 0;
        for (Sweep sweep : sweeps) {
            indexes = Math.addExact(indexes, sweep.indexes());
        }
        return indexes;
    }
}
