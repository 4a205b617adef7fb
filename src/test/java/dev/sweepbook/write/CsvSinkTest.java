package dev.sweepbook.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.report.Columns;
import dev.sweepbook.report.SampleSweeps;
import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSinkTest {
    private static String write(SweepFile file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvSink sink = new CsvSink(bytes, Columns.of(file));
                ChunkedRows.Encoder encoder = sink.encoder()) {
            new RowCursor(file).forEach(encoder::row);
            encoder.chunk().append();
            sink.finish();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static List<CSVRecord> read(String csv) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        return format.parse(new StringReader(csv)).getRecords();
    }

    @Test
    void theHeaderIsTheIdsAndTheRowsAreBaseUnits() throws IOException {
        String csv = write(SampleSweeps.workedCases());
        List<CSVRecord> rows = read(csv);
        assertThat(csv).startsWith("scenario,sweep,model,hardware,formulas,").doesNotContain("\r");
        assertThat(rows).hasSize(24);
        CSVRecord gopher = rows.get(17);
        assertThat(gopher.get("scenario")).isEqualTo("18");
        assertThat(gopher.get("batch_size")).isEqualTo("512");
        assertThat(gopher.get("weight_bytes")).isEqualTo("520000000000");
        // 512·2·260e9/(16·312e12) + 512·80·12·16384/300e9
        assertThat(Double.parseDouble(gopher.get("decode_step_seconds")))
                .isEqualTo(0.0801767, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(gopher.get("fits")).isEqualTo("false");
        assertThat(gopher.get("prefill_seconds")).isEmpty();
        assertThat(gopher.get("calibration")).isEmpty();
        assertThat(gopher.get("status")).startsWith("does not fit: needs 3.32 TB more");
    }

    @Test
    void aRowThatIsNotSupportedIsThereWithEmptyResults() throws IOException {
        SweepFile file = SampleSweeps.file(
                "fp8", List.of(SampleSweeps.gopher()), GridAxis.of(Axis.WEIGHT_DTYPE, List.of(DataType.FP8)));
        CSVRecord row = read(write(file)).get(0);
        assertThat(row.get("status")).startsWith("not supported: weight_dtype");
        assertThat(row.get("fits")).isEmpty();
        assertThat(row.get("decode_step_seconds")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1+cmd", "@SUM(1)", "\tx", "\rx", "＝1"})
    void textThatBeginsLikeAFormulaIsNeutralised(String text) throws IOException {
        assertThat(CsvSink.inert(text)).isEqualTo("'" + text);
        ModelArchitecture model = SampleSweeps.model(text, 2, 128, 100, 1e6);
        List<CSVRecord> rows = read(write(SampleSweeps.file("x", List.of(model))));
        assertThat(rows.get(0).get("model")).isEqualTo("'" + text);
    }

    @Test
    void quotesCommasAndLineFeedsStayInsideTheirField() throws IOException {
        ModelArchitecture model = SampleSweeps.model("a\",\"=1+1\nb", 2, 128, 100, 1e6);
        List<CSVRecord> rows = read(write(SampleSweeps.file("x", List.of(model))));
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).get("model")).isEqualTo("a\",\"=1+1\nb");
        assertThat(rows.get(0).get("hardware")).isEqualTo("a100-40gb-sxm");
    }

    @ParameterizedTest
    @CsvSource({
        "2.0, 2",
        "-7, -7",
        "0.1, 0.1",
        "104152956928, 104152956928",
        "0.0216666666666666666, 0.021666666666666667",
        "9007199254740992, 9007199254740992",
        "1e300, 1.0E300",
        "NaN, ''",
        "Infinity, ''"
    })
    void numbersReadBackExactly(double value, String text) {
        assertThat(CsvSink.number(value)).isEqualTo(text);
        if (!text.isEmpty()) {
            assertThat(Double.parseDouble(text)).isEqualTo(value);
        }
    }

    @Test
    void theDefaultLocaleDoesNotMatter() throws IOException {
        java.util.Locale before = java.util.Locale.getDefault();
        SweepFile file = SampleSweeps.file("x", List.of(SampleSweeps.gopher()), Map.of(Axis.TENSOR_PARALLEL, 16L));
        try {
            java.util.Locale.setDefault(java.util.Locale.ROOT);
            String root = write(file);
            java.util.Locale.setDefault(java.util.Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(write(file)).isEqualTo(root);
        } finally {
            java.util.Locale.setDefault(before);
        }
    }
}
