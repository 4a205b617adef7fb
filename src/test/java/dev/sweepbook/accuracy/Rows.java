package dev.sweepbook.accuracy;

import dev.sweepbook.catalog.CalibrationValues;
import dev.sweepbook.catalog.Calibrations;
import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.estimate.ErrorBands;
import dev.sweepbook.load.Measured;
import dev.sweepbook.load.MeasuredFiles;
import dev.sweepbook.load.Measurement;
import dev.sweepbook.scenario.Provenance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measurements made for a test. */
final class Rows {
    private static final String HEAD =
            "model,hardware,engine,tensor_parallel,batch_size,prompt_tokens,output_tokens,metric,value,source\n";

    private Rows() {}

    /** Reads lines of model, hardware, engine, tensor_parallel, batch_size, prompt_tokens, output_tokens, metric, value. */
    static List<Measurement> of(Path folder, List<String> lines) {
        StringBuilder text = new StringBuilder(HEAD);
        lines.forEach(line -> text.append(line).append(",test\n"));
        try {
            Measured measured =
                    new MeasuredFiles(List.of()).read(Files.writeString(folder.resolve("rows.csv"), text.toString()));
            if (!measured.problems().isEmpty() || !measured.leftOut().isEmpty()) {
                throw new IllegalStateException(measured.problems().first() + " " + measured.leftOut());
            }
            return measured.rows();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Calibration calibration(CalibrationValues values) {
        return Calibrations.of("made", "1", values, ErrorBands.NONE, Provenance.NONE);
    }

    /** The same rows as if a machine had run them that a calibration describes exactly, times a factor. */
    static List<Measurement> measuredBy(CalibrationValues truth, List<Measurement> rows, double factor) {
        List<Measurement> made = new ArrayList<>();
        for (Prediction prediction : new Predictor(calibration(truth)).predict(rows)) {
            Measurement row = prediction.measurement();
            double value = row.metric().isRate() ? prediction.value() / factor : prediction.value() * factor;
            made.add(new Measurement(row.place(), row.scenario(), row.metric(), value, row.label()));
        }
        return made;
    }
}
