package dev.sweepbook.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sweepbook.job.ledger.LedgerException;
import dev.sweepbook.load.WorkbookFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** A drop folder, an output folder, and a clock that is set from night to night. */
final class Nights {
    static final String SMALL = """
            models: [llama-3.1-8b]
            hardware: [h100-sxm]
            sweep: {batch_size: [1, 2, 4]}
            """;

    /** Takes long enough to be broken in the middle. */
    static final String LARGE = """
            models: [llama-3.1-8b]
            hardware: [h100-sxm]
            sweep: {batch_size: {from: 1, to: 120, step: 1}, prompt_tokens: {from: 1, to: 120, step: 1}}
            """;

    final Path in;
    final Path out;
    final List<String> notes = new ArrayList<>();
    final List<FileOutcome> outcomes = new ArrayList<>();
    final SetClock clock = new SetClock("2026-03-02T02:00:00Z");
    Policy policy = new Policy(false, 0, null);

    private final Path top;

    Nights(Path top) throws IOException {
        this.top = top;
        this.in = Files.createDirectories(top.resolve("in"));
        this.out = top.resolve("out");
    }

    Path put(String name, String text) throws IOException {
        Path file = in.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** As if it was written just now by the clock of the nights. */
    void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
    }

    void advance(long seconds) {
        clock.set(clock.instant().plusSeconds(seconds));
    }

    RecordedRun recorded() {
        Request.Pace pace = new Request.Pace(2, 1_000_000, false);
        Request request = new Request(
                out,
                EnumSet.of(Format.XLSX, Format.CSV),
                new Request.Workbooks(Path.of("no templates"), null),
                List.of(),
                List.of(),
                pace,
                "9.9");
        return new RecordedRun(request, policy, clock);
    }

    RunResult run() throws InterruptedException {
        return run(recorded());
    }

    RunResult run(RecordedRun run) throws InterruptedException {
        notes.clear();
        outcomes.clear();
        return run.run(Inputs.find(List.of(in), out), RecordedRun.Locking.ONCE, new RunListener() {
            @Override
            public void note(String line) {
                notes.add(line.replace(top + "/", ""));
            }

            @Override
            public void waiting(String holder) {
                throw new AssertionError("nobody was to wait");
            }

            @Override
            public void told(FileOutcome outcome) {
                outcomes.add(outcome);
            }

            @Override
            public void tick(RunProgress progress) {
                // nobody looks
            }
        });
    }

    /** Runs while a copy of a file goes on: its first half is there, and more keeps coming. */
    RunResult runWhileCopying(Path file, String text) throws IOException, InterruptedException {
        Files.writeString(file, text.substring(0, text.length() * 2 / 3));
        AtomicBoolean copied = new AtomicBoolean();
        Thread copy = new Thread(() -> {
            try {
                while (!copied.get()) {
                    Files.writeString(file, "[", StandardOpenOption.APPEND);
                    touch(file);
                    Thread.sleep(20);
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        copy.start();
        try {
            return run();
        } finally {
            copied.set(true);
            copy.join();
        }
    }

    /** What became of each file: its path and the outcome's name. */
    Map<String, String> told() {
        Map<String, String> told = new TreeMap<>();
        outcomes.forEach(outcome ->
                told.put(outcome.file().mirror().toString(), outcome.getClass().getSimpleName()));
        return told;
    }

    List<String> statuses() throws LedgerException {
        return History.of(out, 100).stream()
                .map(entry -> entry.run().status().name())
                .toList();
    }

    /** Names below the output folder without those of the ledger. */
    List<String> standing() throws IOException {
        try (var files = Files.walk(out)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> out.relativize(file).toString())
                    .filter(name -> !name.startsWith(".sweepbook/"))
                    .sorted()
                    .toList();
        }
    }

    /** What the workbook of changes says of itself. */
    Map<String, String> changes(String stem) {
        return WorkbookFacts.of(out.resolve(stem + ".changes.xlsx"));
    }

    JsonNode manifest(String stem) throws IOException {
        return new ObjectMapper().readTree(Files.readString(out.resolve(stem + ".manifest.json")));
    }

    /** Whether a report was made from a text, and every output holds what its manifest says. */
    boolean isReportOf(String stem, String text) throws IOException {
        JsonNode manifest = manifest(stem);
        boolean whole = manifest.at("/input/sha256").asText().equals(sha256(text.getBytes(UTF_8)));
        for (JsonNode output : manifest.get("outputs")) {
            Path file = out.resolve(stem).resolveSibling(output.get("file").asText());
            whole &=
                    sha256(Files.readAllBytes(file)).equals(output.get("sha256").asText());
        }
        return whole && manifest.get("outputs").size() == 2;
    }

    private static String sha256(byte[] bytes) {
        return org.apache.commons.codec.digest.DigestUtils.sha256Hex(bytes);
    }

    String index() throws IOException {
        return Files.readString(out.resolve("index.html"));
    }

    /** Unfinished files in the output folder. */
    Set<String> temporaries() throws IOException {
        if (!Files.isDirectory(out)) {
            return Set.of();
        }
        try (var files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".tmp"))
                    .collect(Collectors.toSet());
        }
    }

    /** Waits until a run has begun to write, besides what others left. */
    void awaitTemporary(Set<String> left) throws IOException, InterruptedException {
        while (left.containsAll(temporaries())) {
            Thread.sleep(5);
        }
    }
}
