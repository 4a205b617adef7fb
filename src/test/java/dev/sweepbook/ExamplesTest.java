package dev.sweepbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.load.Loaded;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** What the examples say of themselves is true, and no cell of theirs is empty without a reason. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("scenarios");
    private static final Path ANSWERS = Path.of("src", "test", "resources", "examples", "answers.csv");

    /** What notes or status say where a column is empty: one of these. */
    private static final Map<String, Set<String>> REASONS = reasons();

    private static Map<String, Set<String>> reasons() {
        Map<String, Set<String>> reasons = new HashMap<>();
        Set.of("calibration", "engine", "micro_batches", "memory_utilization", "kv_block_tokens", "expert_imbalance")
                .forEach(id -> reasons.put(id, Set.of("reads no settings of roofline")));
        for (String time : List.of("decode_step_seconds", "prefill_seconds", "request_seconds")) {
            List.of("_p10", "_p90").forEach(end -> reasons.put(time + end, Set.of("has no bands")));
        }
        reasons.put("evidence", Set.of("has no bands"));
        reasons.put("runtime_memory", Set.of("reads no settings of roofline", "runtime_memory is the calibration's"));
        Set.of("replicas_needed", "devices_needed")
                .forEach(id -> reasons.put(id, Set.of("not asked: request_rate", "no requests")));
        reasons.put("usd_per_month", Set.of("not asked: request_rate", "no requests", "no price"));
        reasons.put("meets_slo", Set.of(", slo", "not asked: slo", "no prefill and no requests"));
        Set.of("price_per_device_hour", "usd_per_million_output_tokens")
                .forEach(id -> reasons.put(id, Set.of("no price")));
        reasons.put("usd_per_request", Set.of("no price", "no requests"));
        reasons.put(
                "usd_per_million_input_tokens", Set.of("no price", "no prefill", "no new prompt tokens: input costs"));
        reasons.put("joules_per_output_token", Set.of("no power"));
        Set.of("prefill_flops", "prefill_seconds", "ttft_seconds", "request_seconds")
                .forEach(id -> reasons.put(id, Set.of("no prefill")));
        reasons.put("prefill_bound", Set.of("no prefill", "no prompt"));
        Set.of("tpot_seconds", "output_tokens_per_second_per_user")
                .forEach(id -> reasons.put(id, Set.of("no prefill", "one output token")));
        Set.of("total_tokens_per_second", "requests_per_second")
                .forEach(id -> reasons.put(id, Set.of("no prefill and no requests")));
        Set.of("attention_flops_per_token", "elementwise_flops_per_token")
                .forEach(id -> reasons.put(id, Set.of("matrix products alone")));
        Set.of("comms_throughput_batch", "flops_per_comms_byte")
                .forEach(id -> reasons.put(id, Set.of("tensor_parallel 1: no comms batch")));
        reasons.put("batch_threshold", Set.of("no batch threshold"));
        reasons.put("next_bound", Set.of("no next bound"));
        return reasons;
    }

    @Test
    void everyFigureACommentQuotesIsWhatTheColumnShowsAndWhatItComesToByHand() throws IOException {
        List<String> wrong = new ArrayList<>();
        Map<String, SweepFile> files = new HashMap<>();
        List<CSVRecord> answers = answers();
        for (CSVRecord answer : answers) {
            double shown = figure(files.computeIfAbsent(answer.get("example"), ExamplesTest::read), answer);
            double halfDigit = Double.parseDouble(answer.get("half_digit"));
            if (!isNear(shown, answer.get("printed"), halfDigit)) {
                wrong.add(answer + ": the column shows " + shown);
            }
            String byHand = answer.get("by_hand");
            String share = answer.get("hand_tolerance");
            if (!byHand.isEmpty() && !isNear(shown, byHand, (Double.parseDouble(share) + 1e-5) * shown)) {
                wrong.add(answer + ": by hand it is " + byHand + ", the column shows " + shown);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(answers).hasSizeGreaterThan(100);
    }

    private static boolean isNear(double shown, String expected, double tolerance) {
        return Math.abs(shown - Double.parseDouble(expected)) <= tolerance * (1 + 1e-9);
    }

    @Test
    void anEmptyCellHasItsReasonInTheRow() throws IOException {
        List<String> unexplained = new ArrayList<>();
        AtomicLong rows = new AtomicLong();
        for (String example : examples()) {
            SweepFile file = read(example);
            List<Column> columns = Columns.of(file);
            new RowCursor(file).forEach(row -> {
                rows.incrementAndGet();
                unexplained(columns, row).forEach(cell -> unexplained.add(example + " " + cell));
            });
        }
        assertThat(unexplained).isEmpty();
        assertThat(rows.get()).isGreaterThan(800);
    }

    /** Columns up to the contract's last, swept fields apart: these are empty where a row leaves them to the definition. */
    private static List<String> unexplained(List<Column> columns, Row row) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (Column column : columns) {
            cells.put(column.id(), new Cell(column, row).text());
            if (column.id().equals("usd_per_month")) {
                break;
            }
        }
        String said = cells.get("status") + "; " + cells.remove("notes");
        List<String> unexplained = new ArrayList<>();
        cells.forEach((id, text) -> {
            if (text.isEmpty() && !id.contains(".") && !isSaid(id, said)) {
                unexplained.add("scenario %d, %s: %s".formatted(row.number(), id, said));
            }
        });
        return unexplained;
    }

    private static boolean isSaid(String id, String said) {
        return said.startsWith("not supported: ")
                || said.matches(".*not asked: .*\\b" + id + "\\b.*")
                || REASONS.getOrDefault(id, Set.of()).stream().anyMatch(said::contains);
    }

    @Test
    void everyExampleSaysWhereToLookAndAnswersItsQuestion() throws IOException {
        for (String example : examples()) {
            if (example.endsWith(".yaml")) {
                String head = Files.readString(EXAMPLES.resolve(example)).split("\nname: ", 2)[0];
                assertThat(head).as(example).contains("# Look at sheet").containsPattern("# (Answers?[:,]|In short:)");
                assertThat(read(example).description()).as(example).isNotEmpty();
            }
        }
    }

    private static double figure(SweepFile file, CSVRecord answer) {
        Column column = Columns.of(file).stream()
                .filter(one -> one.id().equals(answer.get("column")))
                .findFirst()
                .orElseThrow();
        long number = Long.parseLong(answer.get("scenario"));
        return new Cell(column, new RowCursor(file).row(number).orElseThrow()).number();
    }

    private static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml") || name.endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }

    private static SweepFile read(String example) {
        ScenarioFiles files = new ScenarioFiles(Catalog.shipped(), List.of(), ScenarioFiles.DEFAULT_LIMIT);
        Loaded loaded = files.read(EXAMPLES, EXAMPLES.resolve(example));
        assertThat(loaded.problems().first()).isEmpty();
        return Objects.requireNonNull(loaded.sweep());
    }

    private static List<CSVRecord> answers() throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setCommentMarker('#')
                .get();
        try (Reader text = Files.newBufferedReader(ANSWERS);
                CSVParser records = format.parse(text)) {
            return records.getRecords();
        }
    }
}
