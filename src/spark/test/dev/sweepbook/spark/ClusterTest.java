package dev.sweepbook.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The finished jar as processes: on a cluster of which a worker dies, on none, and without Spark. */
@Tag("cluster")
class ClusterTest {
    private static final Path JAR = Path.of("target/sweepbook-spark.jar").toAbsolutePath();

    /** 2 × 4 × 1,000 × 500 = 4,000,000 scenarios, in ⌈4,000,000 ÷ 131,072⌉ = 31 parts. */
    private static final String BIG = """
            models: [llama-3.1-8b, llama-3.1-70b]
            hardware: [h100-sxm]
            sweep:
              tensor_parallel: [1, 2, 4, 8]
              batch_size: {from: 1, to: 1000, step: 1}
              prompt_tokens: {from: 10, to: 5000, step: 10}
            """;

    private static final int PARTS = 31;
    private static final String COLUMNS = "scenario,model,hardware,tensor_parallel,batch_size,prompt_tokens,status,fits,"
            + "bound,tpot_seconds,ttft_seconds,output_tokens_per_second";
    private static final String SMALL = """
            models: [llama-3.1-8b]
            hardware: [h100-sxm]
            sweep: {batch_size: [1, 2, 4], tensor_parallel: [1, 2]}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("big.yaml"), BIG);
        Files.writeString(folder.resolve("small.yaml"), SMALL);
    }

    /** What a process said and how it ended. */
    private record Ended(int code, String said) {}

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.redirectOutput(folder.resolve("said.log").toFile());
        return builder.directory(folder.toFile()).start();
    }

    private Ended end(Process process) throws IOException, InterruptedException {
        boolean ended = process.waitFor(10, TimeUnit.MINUTES);
        process.destroyForcibly();
        String said = Files.readString(folder.resolve("said.log"));
        assertThat(ended).as(said).isTrue();
        return new Ended(process.exitValue(), said);
    }

    private static List<String> jar(Path jar, String settings, String... words) {
        List<String> command = new ArrayList<>(List.of(Cluster.java(), "-Xmx512m"));
        Stream.of(settings.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(command::add);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(words));
        return command;
    }

    private static String[] onSpark(String master, String file, String output, String... more) {
        List<String> words = new ArrayList<>(
                List.of("run", file, "--output", output, "--engine", "spark", "--master", master, "--format"));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private long partsDone(String output) throws IOException {
        Path parts = folder.resolve(output).resolve(".sweepbook/parts");
        if (!Files.isDirectory(parts)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(parts)) {
            return files.filter(file -> file.toString().endsWith(".parquet")).count();
        }
    }

    private long awaitParts(String output, int parts, Process run) throws IOException, InterruptedException {
        long done = partsDone(output);
        while (done < parts && run.isAlive()) {
            Thread.sleep(20);
            done = partsDone(output);
        }
        return done;
    }

    @Test
    void aKilledWorkerCostsNoRow() throws IOException, InterruptedException, SQLException {
        assertThat(end(start(jar(
                                JAR, "", "run", "big.yaml", "--output", "alone", "--format", "parquet", "--columns",
                                COLUMNS)))
                        .code())
                .isZero();
        Path there = Files.createDirectories(folder.resolve("cluster"));
        try (Cluster cluster = new Cluster(there, 2)) {
            List<String> settings = List.of(
                    "--master", cluster.master(), "--conf", "spark.driver.host=127.0.0.1", "--conf",
                    "spark.executor.memory=512m", "--class", "dev.sweepbook.spark.SparkSweep", JAR.toString());
            List<String> words = new ArrayList<>(settings);
            words.addAll(List.of("run", "big.yaml", "--output", "out", "--format", "parquet", "--columns", COLUMNS));
            Process run = start(Cluster.submit(words.toArray(String[]::new)));
            while (cluster.executors(2).isEmpty() && run.isAlive()) {
                Thread.sleep(20);
            }
            long done = awaitParts("out", 6, run);
            List<ProcessHandle> killed = cluster.kill(2);
            long left = PARTS - partsDone("out");

            Ended ended = end(run);

            assertThat(ended.code()).as(ended.said()).isZero();
            assertThat(done).isPositive();
            assertThat(left).isPositive();
            assertThat(killed).hasSizeGreaterThanOrEqualTo(2).noneMatch(ProcessHandle::isAlive);
        }
        assertThat(Outputs.hashes(folder.resolve("out")))
                .isEqualTo(Outputs.hashes(folder.resolve("alone")))
                .containsOnlyKeys("big.parquet", "big.manifest.json");
        Path file = folder.resolve("out/big.parquet");
        assertThat(Outputs.ask("select count(*) from '" + file + "'")).isEqualTo(4_000_000);
        assertThat(Outputs.ask("select count(distinct scenario) from '" + file + "'")).isEqualTo(4_000_000);
        assertThat(Outputs.ask("select max(scenario) from '" + file + "'")).isEqualTo(4_000_000);
    }

    @Test
    void anInterruptedJobLeavesNothingUnderItsName() throws IOException, InterruptedException {
        Process run = start(jar(JAR, "", onSpark("local[2]", "big.yaml", "out", "parquet", "--columns", COLUMNS)));
        long done = awaitParts("out", 2, run);
        run.destroy();

        Ended ended = end(run);

        assertThat(done).isPositive();
        assertThat(ended.code()).as(ended.said()).isEqualTo(143);
        assertThat(Outputs.hashes(folder.resolve("out")).keySet()).allMatch(name -> name.startsWith(".sweepbook/parts/"));
        assertThat(end(start(jar(JAR, "", "run", "small.yaml", "--output", "out", "--quiet")))
                        .code())
                .isZero();
        assertThat(Outputs.hashes(folder.resolve("out"))).containsOnlyKeys("small.xlsx", "small.manifest.json");
    }

    @Test
    void theJarRunsOnTheSparkBesideIt() throws IOException, InterruptedException {
        assertThat(end(start(jar(JAR, "", "run", "small.yaml", "--output", "alone", "--format", "xlsx,csv,parquet")))
                        .code())
                .isZero();

        Ended ended = end(start(jar(JAR, "", onSpark("local[2]", "small.yaml", "out", "xlsx,csv,parquet"))));

        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(ended.said()).doesNotContain("WARN").doesNotContain("SLF4J").doesNotContain("log4j");
        assertThat(Outputs.hashes(folder.resolve("out")))
                .isEqualTo(Outputs.hashes(folder.resolve("alone")))
                .hasSize(4);
    }

    @Test
    void aClusterThatIsNotThereIsNamedInTime() throws IOException, InterruptedException {
        Ended ended = end(start(
                jar(JAR, "-Dspark.sweepbook.wait=5s", onSpark("spark://127.0.0.1:1", "small.yaml", "out", "parquet"))));

        assertThat(ended.code()).as(ended.said()).isEqualTo(74);
        assertThat(ended.said())
                .contains("small.yaml: Spark at spark://127.0.0.1:1 gave no executor within 5 s: check the address")
                .doesNotContain("\tat ");
        assertThat(Outputs.hashes(folder.resolve("out"))).isEmpty();
    }

    @Test
    void aJarWithoutSparkSaysWhereToGetIt() throws IOException, InterruptedException {
        Path alone = Files.copy(JAR, folder.resolve("moved.jar"));

        Ended ended = end(start(jar(alone, "", onSpark("local[2]", "small.yaml", "out", "parquet"))));

        assertThat(ended.code()).as(ended.said()).isEqualTo(2);
        assertThat(ended.said().lines().findFirst().orElse(""))
                .isEqualTo("sweepbook: --engine spark: Spark is not beside this jar: submit it to a Spark 4 with"
                        + " spark-submit --class dev.sweepbook.spark.SparkSweep target/sweepbook-spark.jar run …, or leave"
                        + " the jar in the folder target of its build, where mvn -Pspark package puts Spark's jars into"
                        + " spark-lib");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    /** The one library that stays is bound to its names by code of the system. */
    @Test
    void noClassOfTheJarHasTheNameOfOneOfSpark() throws IOException {
        Set<String> ours = classes(JAR);
        Set<String> theirs = new TreeSet<>();
        try (Stream<Path> jars = Files.list(Path.of("target/spark-lib"))) {
            for (Path jar : jars.toList()) {
                theirs.addAll(classes(jar));
            }
        }
        assertThat(theirs).hasSizeGreaterThan(10_000);
        theirs.retainAll(ours);
        assertThat(theirs).allMatch(name -> name.startsWith("com/github/luben/zstd/"));
    }

    private static Set<String> classes(Path jar) throws IOException {
        Set<String> names = new TreeSet<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                    .forEach(names::add);
        }
        return names;
    }
}
