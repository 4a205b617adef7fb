package dev.sweepbook.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.job.Division;
import dev.sweepbook.job.Engine;
import dev.sweepbook.job.EngineProvider;
import dev.sweepbook.job.FailOn;
import dev.sweepbook.job.FileOutcome;
import dev.sweepbook.job.Format;
import dev.sweepbook.job.Inputs;
import dev.sweepbook.job.Policy;
import dev.sweepbook.job.RecordedRun;
import dev.sweepbook.job.Request;
import dev.sweepbook.job.RunListener;
import dev.sweepbook.job.RunProgress;
import dev.sweepbook.job.RunResult;
import dev.sweepbook.job.Verdict;
import dev.sweepbook.job.ledger.FileRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark on two threads of this process against the run itself. */
@Tag("spark")
class SparkEngineTest {
    /**
     * 2 × 4 × 1,000 × 100 = 800,000 points in seven parts of at most 131,072. Kept are the batches that 20 divides and
     * one output length: 2 × 4 × 50 = 400, and one included. The second file asks for the best rows of the same, which
     * are gathered where the parts are made; the third is a table of two scenarios.
     */
    private static final String WIDE = """
            name: wide
            models: [mine, llama-3.1-70b]
            hardware: [h100-sxm]
            fixed: {price_per_device_hour: 2}
            sweep:
              tensor_parallel: [1, 2, 4, 8]
              batch_size: {from: 1, to: 1000, step: 1}
              output_tokens: {from: 10, to: 1000, step: 10}
            exclude:
              - batch_size % 20 != 0
              - output_tokens != 500
            include: [{model: mine, hardware: h100-sxm, batch_size: 1001}]
            """;

    @TempDir
    Path folder;

    private Path in;

    @BeforeEach
    void write() throws IOException {
        in = Files.createDirectories(folder.resolve("in"));
        Files.createDirectories(in.resolve("catalog"));
        Files.writeString(in.resolve("wide.yaml"), WIDE);
        Files.writeString(in.resolve("best.yaml"), WIDE + "report: {rows: best, top: 5}\n");
        Files.writeString(
                in.resolve("catalog/mine.yaml"), "models: {mine: {extends: llama-3.1-8b, intermediate_size: 20480}}\n");
        Files.writeString(
                in.resolve("table.csv"),
                "model,hardware,batch_size\nllama-3.1-8b,h100-sxm,1\nllama-3.1-8b,a100-sxm-80gb,8\n");
    }

    private RunResult run(String output, @Nullable Engine engine) throws InterruptedException {
        Path out = folder.resolve(output);
        Request request = new Request(
                out,
                EnumSet.allOf(Format.class),
                Request.Workbooks.USUAL,
                List.of(),
                List.of(),
                engine == null ? Division.WHOLE : Division.by(engine),
                new Request.Pace(2, 10_000_000, false),
                "9.9");
        Policy policy = new Policy(false, 0, FailOn.read("batch_size > 1000"));
        return new RecordedRun(request, policy, Clock.systemUTC())
                .run(Inputs.find(List.of(in), out), RecordedRun.Locking.ONCE, new Silent());
    }

    private static final class Silent implements RunListener {
        @Override
        public void note(String line) {}

        @Override
        public void waiting(String holder) {}

        @Override
        public void told(FileOutcome outcome) {}

        @Override
        public void tick(RunProgress progress) {}
    }

    @Test
    void outputsAreThoseOfTheRunItselfToTheByte() throws Exception {
        RunResult alone = run("alone", null);
        RunResult spark;
        try (Engine engine = EngineProvider.of("spark").orElseThrow().open("local[2]")) {
            spark = run("spark", engine);
        }

        assertThat(spark.files()).extracting(FileRow::message).containsOnly("");
        assertThat(spark.verdict()).isEqualTo(Verdict.GATE_MET).isEqualTo(alone.verdict());
        assertThat(spark.run().counts()).isEqualTo(alone.run().counts());
        assertThat(Outputs.hashes(folder.resolve("spark")))
                .isEqualTo(Outputs.hashes(folder.resolve("alone")))
                .hasSize(3 * 4); // workbook, CSV, Parquet and manifest of each file
        assertThat(folder.resolve("spark/.sweepbook/parts")).doesNotExist();
        duckDbReadsTheRowsOnce();
        sparkReadsThem();
    }

    private void duckDbReadsTheRowsOnce() throws SQLException {
        Path file = folder.resolve("spark/wide.parquet");
        assertThat(Outputs.ask("select count(*) from '" + file + "'")).isEqualTo(401);
        assertThat(Outputs.ask("select count(distinct scenario) from '" + file + "'")).isEqualTo(401);
        assertThat(Outputs.ask("select max(batch_size) from '" + file + "'")).isEqualTo(1001);
        assertThat(Outputs.ask("select count(*) from (from '" + file + "' except from '"
                        + folder.resolve("alone/wide.parquet") + "')"))
                .isZero();
    }

    private void sparkReadsThem() throws IOException {
        try (SparkSession session = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .getOrCreate()) {
            Dataset<Row> rows = session.read()
                    .parquet(folder.resolve("spark/wide.parquet").toString());
            assertThat(rows.count()).isEqualTo(401);
            assertThat(rows.filter("tensor_parallel = 8 and model = 'mine' and batch_size <= 100")
                            .count())
                    .isEqualTo(5); // 20, 40, 60, 80, 100
            assertThat(rows.schema().apply("batch_size").dataType().simpleString()).isEqualTo("bigint");
            assertThat(rows.schema().apply("fits").dataType().simpleString()).isEqualTo("boolean");
            assertThat(rows.schema().apply("tpot_seconds").dataType().simpleString()).isEqualTo("double");
        }
    }
}
