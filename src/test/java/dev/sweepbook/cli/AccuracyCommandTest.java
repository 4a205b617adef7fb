package dev.sweepbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccuracyCommandTest {
    private static final String HEAD =
            "model,hardware,engine,tensor_parallel,batch_size,prompt_tokens,output_tokens,metric,value,source,tier\n";
    private static final String GOOD = HEAD
            + "llama-3.1-8b,h100-sxm,vllm,1,1,1024,256,tpot_s,7.1 ms,me,A\n"
            + "llama-3.1-8b,h100-sxm,vllm,1,16,1024,256,tpot_s,8.4 ms,me,A\n"
            + "llama-2-13b,h100-sxm,vllm,1,1,1024,256,tpot_s,11 ms,me,A\n"
            + "llama-3.1-8b,h100-sxm,vllm,1,1,1024,256,ttft_s,38 ms,me,B\n";

    @TempDir
    Path top;

    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(top, false);
    }

    private List<String> lines() {
        return shell.out().lines().toList();
    }

    @Test
    void thePooledFiguresStandOneALine() throws IOException {
        Path file = shell.put("m.csv", GOOD);
        assertThat(shell.call("accuracy", file)).isZero();
        assertThat(lines().get(0)).isEqualTo("in/m.csv, calibration default edition " + edition());
        assertThat(lines().get(1)).isEqualTo("rows 4");
        assertThat(lines().get(2)).matches("MAPE \\d+\\.\\d %");
        assertThat(lines().get(3)).matches("median \\d+\\.\\d %");
        assertThat(lines().get(4))
                .matches("signed [+-]\\d+\\.\\d % {3}predicted over measured, in the metric's own terms");
        assertThat(lines().get(6)).matches("within 20 % \\d+\\.\\d %");
        assertThat(shell.out()).contains("\nvllm me ", "\nworst rows ").doesNotContain("left out");
        assertThat(shell.err()).isEmpty();
    }

    private static String edition() {
        return dev.sweepbook.catalog.Calibrations.shipped().get("default").version();
    }

    @Test
    void tiersAreChosen() throws IOException {
        Path file = shell.put("m.csv", GOOD);
        assertThat(shell.call("accuracy", file, "--tier", "B")).isZero();
        assertThat(lines()).contains("rows 1", "rows of other tiers 3");
    }

    @Test
    void rowsThatCannotBeUsedAreToldAndCounted() throws IOException {
        Path file = shell.put(
                "m.csv",
                GOOD + "lama-3.1-8b,h100-sxm,vllm,1,1,1024,256,tpot_s,7 ms,me,A\n"
                        + "llama-3.1-8b,h100-sxm,vllm,1,1,1024,256,tpot_s,1 us,me,A\n");
        assertThat(shell.call("accuracy", file)).isZero();
        assertThat(lines()).contains("rows 4", "left out 2");
        assertThat(shell.err().lines().toList()).hasSize(2);
        assertThat(shell.err())
                .startsWith("in/m.csv:6:1: model: there is no model 'lama-3.1-8b'; did you mean llama-3.1-8b?\n"
                        + "in/m.csv:7: impossible: tpot_s 1.000e-06 s is ");
    }

    @Test
    void aFileWithoutOneUsableRowFails() throws IOException {
        Path file = shell.put("m.csv", HEAD + "lama,h100-sxm,vllm,1,1,1024,256,tpot_s,7 ms,me,A\n");
        assertThat(shell.call("accuracy", file)).isEqualTo(1);
        assertThat(shell.err()).endsWith("in/m.csv: no row can be held against a prediction\n");
    }

    @Test
    void aWrongHeaderFailsWithItsPlace() throws IOException {
        Path file = shell.put("m.csv", "model,hardware,metrik,value,source\n");
        assertThat(shell.call("accuracy", file)).isEqualTo(1);
        assertThat(shell.err()).isEqualTo("""
                        in/m.csv:1: metric: the column is missing from the header
                        in/m.csv:1:16: header 'metrik': is no axis; did you mean metric?
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "accuracy nope.csv|sweepbook: there is no file nope.csv",
                "accuracy --tier D|sweepbook: --tier: must be one of A, B, C, all, was D",
                "accuracy --calibration defualt|sweepbook: --calibration: there is no calibration 'defualt'; did you mean default?",
                "accuracy --format pdf|sweepbook: --format: must be one of text, csv, xlsx, was pdf",
                "accuracy --format xlsx|sweepbook: --format xlsx needs --output FILE: a workbook is no text",
                "accuracy --output x.txt|sweepbook: --output goes with --format csv or xlsx; text is printed",
                "accuracy --leave-out engine|sweepbook: --leave-out: must be one of model, hardware, was engine",
                "calibrate|sweepbook: calibrate takes a measured file",
                "calibrate x.csv|sweepbook: --output FILE is missing: where the calibration is written",
                "calibrate x.csv --output y.yaml|sweepbook: there is no file x.csv",
                "catalog calibrations defualt|sweepbook: catalog calibrations: there is no defualt; did you mean default?"
            })
    void wrongUsageSaysWhatIsRight(String words, String message) {
        assertThat(shell.call((Object[]) words.split(" ", -1))).isEqualTo(2);
        assertThat(shell.err().lines().findFirst()).contains(message);
    }

    @Test
    void aCsvHasOneRowAMeasurement() throws IOException {
        Path file = shell.put("m.csv", GOOD + "lama,h100-sxm,vllm,1,1,1024,256,tpot_s,7 ms,me,A\n");
        assertThat(shell.call("accuracy", file, "--format", "csv")).isZero();
        assertThat(lines()).hasSize(6);
        assertThat(lines().get(0)).startsWith("file,line,id,family,tier,model,hardware,engine,tensor_parallel,");
        assertThat(lines().get(1)).startsWith("in/m.csv,2,,vllm me,A,llama-3.1-8b,h100-sxm,vllm,1,1,1,1024,256,bf16,");
        assertThat(lines().get(5)).contains("left out: model: there is no model 'lama'");
    }

    @Test
    void aWorkbookHasAChartWithNamedAxes() throws IOException {
        Path file = shell.put("m.csv", GOOD);
        Path book = top.resolve("out/a.xlsx");
        assertThat(shell.call("accuracy", file, "--format", "xlsx", "--output", book))
                .isZero();
        assertThat(shell.out()).matches("MAPE \\d+\\.\\d %  out/a.xlsx\n");
        byte[] once = Files.readAllBytes(book);
        assertThat(shell.call("accuracy", file, "--format", "xlsx", "--output", book))
                .isZero();
        assertThat(Files.readAllBytes(book)).as("the same bytes").isEqualTo(once);
        try (XSSFWorkbook workbook = new XSSFWorkbook(Files.newInputStream(book))) {
            assertThat(workbook.getNumberOfSheets()).isEqualTo(3);
            assertThat(workbook.getSheetName(1)).isEqualTo("Chart");
            XSSFChart chart =
                    workbook.getSheetAt(1).getDrawingPatriarch().getCharts().get(0);
            String xml = chart.getCTChart().xmlText();
            assertThat(xml)
                    .contains("Measured time (s; a rate as seconds a token)")
                    .contains("Predicted time (s; a rate as seconds a token)")
                    .contains("'Measurements'!$N$2:$N$5")
                    .contains("'Measurements'!$O$2:$O$5");
            XSSFSheet rows = workbook.getSheet("Measurements");
            assertThat(rows.getLastRowNum()).isEqualTo(4);
            assertThat(rows.getRow(0).getCell(13).getStringCellValue()).isEqualTo("Measured time (s)");
            assertThat(rows.getRow(1).getCell(13).getNumericCellValue()).isEqualTo(0.0071);
        }
    }

    @Test
    void eachModelIsPredictedByAFitWithoutIt() throws IOException {
        Path file = shell.put("m.csv", GOOD);
        assertThat(shell.call("accuracy", file, "--leave-out", "model")).isZero();
        assertThat(lines().get(0)).isEqualTo("in/m.csv, each model predicted by a fit without it");
        assertThat(shell.call("accuracy", file, "--leave-out", "hardware")).isEqualTo(2);
        assertThat(shell.err())
                .startsWith(
                        "sweepbook: --leave-out hardware needs rows of at least two: with one left out, none is left");
    }

    @Test
    void calibrateWritesACalibrationThatScenariosCanName() throws IOException {
        Path file = shell.put("m.csv", GOOD);
        Path output = shell.in().resolve("catalog/calibrations/ours.yaml");
        assertThat(shell.call("calibrate", file, "--output", output)).isZero();
        assertThat(lines().get(0)).isEqualTo("rows 4");
        double before = figure(lines().get(1), "before MAPE ");
        double after = figure(lines().get(2), "after MAPE ");
        assertThat(after).isLessThan(before);
        assertThat(shell.out())
                .contains("link_bandwidth", "do not depend on it: it stays at its prior")
                .endsWith("written in/catalog/calibrations/ours.yaml\n");
        String text = Files.readString(output);
        assertThat(text).contains("extends: \"default\"\n", "  \"vllm\":\n", "measured:\n");
        assertThat(shell.call("calibrate", file, "--output", output)).isZero();
        assertThat(Files.readString(output)).as("the same bytes").isEqualTo(text);
        assertThat(shell.call("accuracy", file, "--calibration", "ours")).isZero();
        assertThat(lines()).contains("MAPE " + String.format(java.util.Locale.ROOT, "%.1f %%", after));
        shell.put(
                "x.yaml",
                "models: [llama-3.1-8b]\nhardware: [h100-sxm]\nfixed: {formulas: roofline, calibration: ours, engine: vllm}\n");
        assertThat(shell.call("validate", shell.in().resolve("x.yaml"))).isZero();
        assertThat(shell.call(
                        "catalog",
                        "calibrations",
                        "ours",
                        "--catalog",
                        shell.in().resolve("catalog")))
                .isZero();
        assertThat(shell.out()).contains("ours", "weight_bandwidth");
    }

    private static double figure(String line, String name) {
        assertThat(line).startsWith(name).endsWith(" %");
        return Double.parseDouble(line.substring(name.length(), line.length() - 2));
    }

    @Test
    void calibrateRefusesRowsItCannotExplain() throws IOException {
        Path file = shell.put("m.csv", """
                        model,hardware,formulas,metric,value,source
                        llama-2-7b,h100-sxm,kipply-2022,tpot_s,7 ms,me
                        llama-2-7b,h100-sxm,,tpot_s,1 us,me
                        """);
        assertThat(shell.call("calibrate", file, "--output", top.resolve("ours.yaml")))
                .isEqualTo(1);
        assertThat(shell.err().lines().toList())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo("in/m.csv:2: formulas: kipply-2022 has no calibration to fit"),
                        second -> assertThat(second).startsWith("in/m.csv:3: impossible: tpot_s 1.000e-06 s is "),
                        last -> assertThat(last).isEqualTo("in/m.csv: no row can be fitted"));
        assertThat(top.resolve("ours.yaml")).doesNotExist();
    }

    @Test
    void aCalibrationCannotBeCalledIdealAndEndsInYaml() throws IOException {
        Path file = shell.put("m.csv", GOOD);
        assertThat(shell.call("calibrate", file, "--output", top.resolve("ideal.yaml")))
                .isEqualTo(2);
        assertThat(shell.err())
                .startsWith(
                        "sweepbook: --output: ideal is the bound that physics sets; give the calibration another name");
        assertThat(shell.call("calibrate", file, "--output", top.resolve("ours.yml")))
                .isEqualTo(2);
        assertThat(shell.err()).startsWith("sweepbook: --output must end in .yaml, was ours.yml");
    }

    @Test
    void anOutputThatCannotBeWrittenIsToldWithItsOwnCode() throws IOException {
        Path file = shell.put("m.csv", GOOD);
        Path inTheWay = Files.createDirectories(top.resolve("taken.csv"));
        Files.writeString(inTheWay.resolve("x"), "x", StandardCharsets.UTF_8);
        assertThat(shell.call("accuracy", file, "--format", "csv", "--output", inTheWay))
                .isEqualTo(74);
        assertThat(shell.err()).startsWith("sweepbook: taken.csv could not be written");
    }

    @Test
    void theMeasurementsThatShipAreHeldAgainstTheDefault() {
        assertThat(shell.call("accuracy")).isZero();
        assertThat(lines().get(0)).isEqualTo("the measurements that ship, calibration default edition " + edition());
        assertThat(shell.out()).contains("\nvllm argonne ", "\nmodel ", "\nhardware ", "\nbound ");
        assertThat(shell.err()).isEmpty();
    }
}
