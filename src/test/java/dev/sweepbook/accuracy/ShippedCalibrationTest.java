package dev.sweepbook.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.catalog.CalibrationValues;
import dev.sweepbook.load.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Fits the shipped calibration again, leaves out every model, device and engine class in turn, and holds the data files
 * and the document to what comes out. Takes minutes, so it has a profile of its own:
 * {@code mvn -q -Paccuracy test}; with {@code -Dgolden=write} it writes them.
 */
@Tag("slow")
class ShippedCalibrationTest {
    private static final Path CATALOG = Path.of("src", "main", "resources", "dev", "sweepbook", "catalog");
    private static final Path DOCUMENT = Path.of("src", "site", "markdown", "accuracy.md");

    @Test
    void theShippedCalibrationIsWhatTheMeasurementsGive() throws Exception {
        List<Measurement> batches = ShippedFitFiles.batches();
        List<Measurement> servers = ShippedFitFiles.servers();
        ShippedFit fit = new ShippedFit(2);
        CalibrationValues values = fit.values(batches, servers);
        BandFit bands = fit.bands(batches);
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(CATALOG.resolve("calibrations.csv"), ShippedFitFiles.calibrations(values));
        files.put(CATALOG.resolve("calibration-bands.csv"), ShippedFitFiles.bands(bands.bands()));
        files.put(CATALOG.resolve("calibration-ranges.csv"), ShippedFitFiles.ranges(bands.bands()));
        String unseen = AccuracyDocument.unseen(bands, fit.serversByModel(batches, servers));
        String document = Files.readString(DOCUMENT);
        files.put(DOCUMENT, AccuracyDocument.with(document, AccuracyDocument.UNSEEN, unseen));
        if ("write".equals(System.getProperty("golden"))) {
            write(files);
        }
        files.forEach((path, text) -> assertThat(path)
                .as("mvn -q -Paccuracy test -Dgolden=write, then AccuracyDocumentTest and the digest")
                .hasContent(text));
    }

    private static void write(Map<Path, String> files) throws IOException {
        for (Map.Entry<Path, String> file : files.entrySet()) {
            Files.writeString(file.getKey(), file.getValue());
        }
    }
}
