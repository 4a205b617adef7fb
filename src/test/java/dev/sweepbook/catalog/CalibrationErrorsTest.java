package dev.sweepbook.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The errors a report quotes are those of the document, which a test of its own makes anew. */
class CalibrationErrorsTest {
    @Test
    void theQuotedErrorsAreThePublishedOnes() throws IOException {
        List<String> document = Files.readAllLines(Path.of("src", "site", "markdown", "accuracy.md"));
        List<Table.Row> quoted = Table.read("calibration-errors.csv");
        assertThat(quoted).hasSize(2);
        for (Table.Row row : quoted) {
            int head = document.indexOf(
                    "| without the " + row.cell("left_out") + " | rows | MAPE | median | signed | within ±20 % |");
            assertThat(document.get(head + 2))
                    .startsWith(String.format(
                            Locale.ROOT,
                            "| **all** | %s | %.1f %% |",
                            row.cell("rows"),
                            100 * Double.parseDouble(row.cell("mape"))));
        }
    }

    @Test
    void theShippedCalibrationSaysHowFarItWasOff() {
        assertThat(Calibrations.shipped().get("default").provenance().evidence())
                .isEqualTo("its times were off by 7.5 % in the mean over 1,339 measurements, each predicted by a fit"
                        + " without its model; by 7.9 % in the mean over 1,339 measurements, each predicted by a fit"
                        + " without its device");
        assertThat(Calibrations.shipped().get("ideal").provenance().evidence()).isEmpty();
    }
}
