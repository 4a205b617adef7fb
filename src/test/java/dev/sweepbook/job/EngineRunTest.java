package dev.sweepbook.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.job.RecordedRun.Locking;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs whose rows an engine works out: the same outputs as without one, however the engine goes about it. */
class EngineRunTest {
    /** 2 × 4 × 1,000 × 100 = 800,000 points, more than six chunks of 131,072, of which 400 and an include are kept. */
    private static final String WIDE = """
            name: wide
            models: [mine, llama-3.1-70b]
            hardware: [h100-oc]
            fixed: {price_per_device_hour: 2, calibration: ours}
            sweep:
              tensor_parallel: [1, 2, 4, 8]
              batch_size: {from: 1, to: 1000, step: 1}
              output_tokens: {from: 10, to: 1000, step: 10}
            exclude:
              - batch_size % 20 != 0
              - output_tokens != 500
            include: [{model: llama-3.1-8b, hardware: h100-oc, batch_size: 1001}]
            """;

    @TempDir
    Path folder;

    private Path in;

    /** Definitions of four kinds: a file in use, one it extends from elsewhere, a configuration, a calibration. */
    @BeforeEach
    void write() throws IOException {
        in = Files.createDirectories(folder.resolve("in"));
        Files.createDirectories(in.resolve("team/catalog/calibrations"));
        Files.createDirectories(in.resolve("configs"));
        Files.createDirectories(in.resolve("catalog"));
        Files.createDirectories(folder.resolve("more"));
        Files.writeString(in.resolve("team/wide ü.yaml"), WIDE);
        Files.writeString(
                in.resolve("team/catalog/a.yaml"),
                "hardware: {h100-oc: {extends: base, memory_bandwidth: 3.6 TB/s}}\n");
        Files.writeString(in.resolve("catalog/b.yaml"), "hardware: {base: {extends: far, memory: 96 GB}}\n");
        Files.writeString(folder.resolve("more/c.yaml"), "hardware: {far: {extends: h100-sxm, power: 600 W}}\n");
        Files.writeString(
                in.resolve("catalog/mine.json"), Files.readString(shipped("catalog/configs/llama-3.1-8b.json")));
        Files.writeString(in.resolve("team/catalog/calibrations/ours.yaml"), "engines: {vllm: {gemm: 0.3}}\n");
        Files.writeString(in.resolve("unused.txt"), "no input");
    }

    private static Path shipped(String name) {
        return Path.of("src/main/resources/dev/sweepbook").resolve(name);
    }

    /** Takes the parts from last to first, each twice, and makes them from copies, as other machines do. */
    private static class Backwards implements Engine {
        private int made;

        @Override
        public String id() {
            return "backwards";
        }

        @Override
        public void run(PartWork work, int parts, Consumer<PartMade> taker) throws EngineException {
            List<Integer> order =
                    new ArrayList<>(IntStream.rangeClosed(1, parts).boxed().toList());
            Collections.reverse(order);
            for (int part : order) {
                try {
                    copy(work).make(part);
                    taker.accept(copy(copy(work).make(part)));
                } catch (IOException e) {
                    throw new EngineException(String.valueOf(e.getMessage()), e);
                }
                made++;
            }
        }

        @SuppressWarnings({"unchecked", "BanSerializableRead"})
        private static <T> T copy(T original) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(original);
                out.flush();
                try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                    return (T) in.readObject();
                }
            } catch (IOException | ClassNotFoundException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void stop() {}

        @Override
        public void close() {}
    }

    private RunResult run(String output, @Nullable Engine engine) throws InterruptedException {
        return run(output, engine, EnumSet.of(Format.XLSX, Format.CSV));
    }

    private RunResult run(String output, @Nullable Engine engine, EnumSet<Format> formats) throws InterruptedException {
        Path out = folder.resolve(output);
        Request request = new Request(
                out,
                formats,
                Request.Workbooks.USUAL,
                List.of(),
                List.of(folder.resolve("more")),
                engine == null ? Division.WHOLE : Division.by(engine),
                new Request.Pace(1, 10_000_000, false),
                "9.9");
        Policy policy = new Policy(false, 0, FailOn.read("batch_size >= 980"));
        return new RecordedRun(request, policy, Clock.systemUTC())
                .run(Inputs.find(List.of(in), out), Locking.ONCE, new Silent());
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

    private Map<String, String> files(String output) throws IOException {
        Path top = folder.resolve(output);
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(top)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String name = FileNames.text(top.relativize(file));
                if (!name.equals("index.html") && !name.matches(".sweepbook/(history.db|run.lock)")) {
                    files.put(name, Hashes.ofFile(file));
                }
            }
        }
        return files;
    }

    @Test
    void outputsAreThoseOfTheRunItself() throws IOException, InterruptedException {
        RunResult alone = run("alone", null);
        Backwards engine = new Backwards();
        RunResult elsewhere = run("elsewhere", engine);

        assertThat(engine.made).isEqualTo(7);
        assertThat(files("elsewhere"))
                .isEqualTo(files("alone"))
                .containsOnlyKeys("team/wide ü.xlsx", "team/wide ü.csv", "team/wide ü.manifest.json");
        assertThat(elsewhere.run().counts()).isEqualTo(alone.run().counts());
        assertThat(elsewhere.run().counts().scenarios()).isEqualTo(2 * 4 * 50 + 1);
        assertThat(elsewhere.files().get(0).gate())
                .isEqualTo(alone.files().get(0).gate());
        assertThat(elsewhere.files().get(0).gate().met()).isEqualTo(2 * 4 * 2 + 1); // 980 and 1,000, and the include
        assertThat(elsewhere.files().get(0).figures())
                .isEqualTo(alone.files().get(0).figures());
    }

    /** Two formula sets are held against each other over all parts, which takes a walk of its own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "report: {rows: best, top: 3}",
                "report: {rows: best}\nslo: {tpot: 20 ms}",
                "report: {rows: best} # formulas: [roofline, kipply-2022]"
            })
    void theBestRowsAreThoseOfTheRunItself(String more) throws IOException, InterruptedException {
        String sets = more.contains("formulas") ? "sweep:\n  formulas: [roofline, kipply-2022]" : "sweep:";
        Files.writeString(in.resolve("team/wide ü.yaml"), WIDE.replace("sweep:", sets) + more + "\n");
        run("alone", null, EnumSet.of(Format.XLSX));
        run("elsewhere", new Backwards(), EnumSet.of(Format.XLSX));
        run("both", new Backwards(), EnumSet.of(Format.XLSX, Format.CSV));

        assertThat(files("elsewhere")).isEqualTo(files("alone")).containsKey("team/wide ü.xlsx");
        assertThat(files("both"))
                .containsEntry("team/wide ü.xlsx", files("alone").get("team/wide ü.xlsx"));
    }

    /** Of the seven parts the last has the include, and the others the grid. */
    @Test
    void suchAWorkbookIsMadeFromWhatThePartsSayAlone() throws IOException, InterruptedException {
        Files.writeString(in.resolve("team/wide ü.yaml"), WIDE + "report: {rows: best}\n");
        Engine forgetful = new Backwards() {
            @Override
            public void run(PartWork work, int parts, Consumer<PartMade> taker) throws EngineException {
                super.run(work, parts, made -> taker.accept(made.part() < parts ? made.withoutOverview() : made));
            }
        };

        run("out", forgetful, EnumSet.of(Format.XLSX));

        // the last part begins at 6 · 131,072 = 786,432, in the 865th batch of the last split: 880, …, 1000 are left
        try (XSSFWorkbook book = new XSSFWorkbook(Files.newInputStream(folder.resolve("out/team/wide ü.xlsx")))) {
            assertThat(book.getName("sb_scenario_count").getRefersToFormula()).isEqualTo("8");
        }
    }

    @Test
    void aFileThatStandsIsNotWorkedOutAgain() throws InterruptedException {
        run("out", null, EnumSet.of(Format.CSV));
        Backwards engine = new Backwards();

        assertThat(run("out", engine, EnumSet.of(Format.CSV)).verdict()).isEqualTo(Verdict.GATE_MET);

        assertThat(engine.made).isZero();
    }

    @Test
    void aMachineThatDoesNotSeeTheFolderSaysSo() throws IOException, InterruptedException {
        Engine blind = new Backwards() {
            @Override
            public void run(PartWork work, int parts, Consumer<PartMade> taker) throws EngineException {
                PartFolder.remove(folderOf());
                super.run(work, parts, taker);
            }

            private Path folderOf() {
                try (Stream<Path> inside = Files.list(folder.resolve("out/.sweepbook/parts"))) {
                    return inside.findFirst().orElseThrow();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        };

        RunResult result = run("out", blind, EnumSet.of(Format.CSV));

        assertThat(result.verdict()).isEqualTo(Verdict.NOT_WRITTEN);
        assertThat(result.files().get(0).message())
                .contains("is not to be seen on this machine: the output folder must be one that all machines");
        assertThat(files("out")).isEmpty();
    }

    @Test
    void anEngineThatFailsLeavesWhatStood() throws IOException, InterruptedException {
        run("out", null, EnumSet.of(Format.CSV));
        Map<String, String> before = files("out");
        Files.writeString(in.resolve("team/wide ü.yaml"), WIDE.replace("price_per_device_hour: 2", "pue: 1.2"));
        Engine failing = new Backwards() {
            @Override
            public void run(PartWork work, int parts, Consumer<PartMade> taker) throws EngineException {
                try {
                    taker.accept(work.make(1));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                throw new EngineException("the cluster is gone; start it", null);
            }
        };

        RunResult result = run("out", failing, EnumSet.of(Format.CSV));

        assertThat(result.verdict()).isEqualTo(Verdict.NOT_WRITTEN);
        assertThat(result.files().get(0).message()).isEqualTo("the cluster is gone; start it");
        assertThat(files("out")).isEqualTo(before);
    }

    @Test
    void partsLeftByARunThatDiedAreRemoved() throws IOException, InterruptedException {
        Path left = Files.createDirectories(folder.resolve("out/.sweepbook/parts/dead"));
        Files.writeString(left.resolve("part-00001-of-00002.csv"), "half");

        run("out", null, EnumSet.of(Format.CSV));

        assertThat(folder.resolve("out/.sweepbook/parts")).doesNotExist();
    }
}
