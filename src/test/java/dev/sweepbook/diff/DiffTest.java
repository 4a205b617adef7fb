package dev.sweepbook.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sweepbook.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Scenario files held against each other. By seed-2020 a decode step on one device takes max(2P/W, B·2P/F): with
 * P = 15e9, W = 1.5 TB/s, F = 300 TFLOPS and B = 1 that is 30e9/1.5e12 = 20 ms.
 */
final class DiffTest {
    private static final String FIRST = """
            models: [{id: m, num_hidden_layers: 10, hidden_size: 1000, vocab_size: 1000, parameters: {total: 15e9, active: 15e9}}]
            hardware: [{id: d, memory: 80 GB, memory_bandwidth: 1.5 TB/s, peak_flops: {bf16: 300 TFLOPS}}]
            fixed: {formulas: seed-2020}
            sweep: {prompt_tokens: [64, 128], batch_size: [1, 2]}
            """;

    @TempDir
    Path top;

    private final Found found = new Found();
    private int files;

    /** Keeps what is found. */
    private static final class Found implements Taker {
        final List<ScenarioChange> changed = new ArrayList<>();
        final List<Long> added = new ArrayList<>();
        final List<Long> removed = new ArrayList<>();

        @Override
        public void changed(ScenarioChange change) {
            changed.add(change);
        }

        @Override
        public void added(Entry entry) {
            added.add(entry.number());
        }

        @Override
        public void removed(Entry entry) {
            removed.add(entry.number());
        }

        Change of(long number, String column) {
            return changed.stream()
                    .filter(change -> change.after().number() == number)
                    .flatMap(change -> change.changes().stream())
                    .filter(change -> change.column().id().equals(column))
                    .findFirst()
                    .orElseThrow();
        }

        /** Old number to new number of each scenario that changed. */
        Map<Long, Long> pairs() {
            Map<Long, Long> pairs = new LinkedHashMap<>();
            changed.forEach(
                    change -> pairs.put(change.before().number(), change.after().number()));
            return pairs;
        }
    }

    @BeforeEach
    void begin() {
        files = 0;
    }

    private Side side(String yaml) throws IOException {
        Path file = Files.writeString(top.resolve("f" + files++ + ".yaml"), yaml);
        SideReader.Read read = new SideReader(List.of(), 1000, "1")
                .read(top, file, file.getFileName().toString());
        assertThat(read.problems().first()).isEmpty();
        Side side = read.side();
        assertThat(side).isNotNull();
        return java.util.Objects.requireNonNull(side);
    }

    private Totals compare(String old, String now) throws IOException {
        return Diff.run(side(old), side(now), "1", found);
    }

    private static Map<String, Double> parts(Change change) {
        Map<String, Double> parts = new LinkedHashMap<>();
        change.parts().forEach((cause, part) -> parts.put(cause.id(), part));
        return parts;
    }

    @Test
    void theSameAsksForTheSame() throws IOException {
        Totals totals = compare(FIRST, FIRST);
        assertThat(totals.isNothing()).isTrue();
        assertThat(totals.unchanged()).isEqualTo(4);
        assertThat(totals.compared()).isGreaterThan(60);
    }

    @Test
    void aChangeIsTheSumOfItsCausesOneAfterTheOther() throws IOException {
        String edited = FIRST.replace("15e9", "30e9").replace("1.5 TB/s", "2 TB/s");
        Totals totals = compare(FIRST, edited);

        // 60e9/1.5e12 = 40 ms once the model has changed, 60e9/2e12 = 30 ms once the device has, too
        Change step = found.of(1, "decode_step_seconds");
        assertThat((Double) step.before()).isCloseTo(20, within(1e-12));
        assertThat((Double) step.after()).isCloseTo(30, within(1e-12));
        assertThat(parts(step)).containsOnlyKeys("model definition", "hardware definition");
        assertThat(parts(step).get("model definition")).isCloseTo(20, within(1e-12));
        assertThat(parts(step).get("hardware definition")).isCloseTo(-10, within(1e-12));
        assertThat(step.ratio()).isCloseTo(1.5, within(1e-12));
        assertThat(step.joined()).isEmpty();
        assertThat(totals.changed()).isEqualTo(4);
        assertThat(totals.paired()).isZero();
        Totals.Effect effect =
                totals.effects().get(Cause.hardware("hardware definition")).get("decode_step_seconds");
        assertThat(effect.count()).isEqualTo(4);
        assertThat(effect.least()).isCloseTo(-0.5, within(1e-12));
    }

    @Test
    void everyPartOfEveryNumberAddsUp() throws IOException {
        String old = """
                models: [{id: m, extends: llama-3.1-8b, num_hidden_layers: 15}]
                hardware: [{id: d, extends: h100-sxm, price_per_hour: 2}]
                fixed: {weight_dtype: bf16, overlap: 0.2}
                sweep: {prompt_tokens: [64, 128], batch_size: [1, 16], tensor_parallel: [1, 2]}
                """;
        String edited = old.replace("weight_dtype: bf16", "weight_dtype: fp8, kv_dtype: fp8")
                .replace("0.2", "0.7")
                .replace("15", "20")
                .replace("price_per_hour: 2", "price_per_hour: 3")
                .replace("[64, 128]", "[64, 256]");
        Totals totals = compare(old, edited);
        assertThat(totals.changed()).isEqualTo(8);
        int numbers = 0;
        for (ScenarioChange change : found.changed) {
            for (Change figure : change.changes()) {
                if (figure.before() instanceof Double before && figure.after() instanceof Double after) {
                    double sum = figure.parts().values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum();
                    double size = figure.parts().values().stream()
                            .mapToDouble(Math::abs)
                            .sum();
                    assertThat(sum).isCloseTo(after - before, within(1e-14 * (size + Math.abs(before))));
                    assertThat(figure.causes()).isNotEmpty();
                    numbers++;
                }
            }
        }
        assertThat(numbers).isGreaterThan(100);
    }

    @Test
    void aVerdictNamesWhatTurnedIt() throws IOException {
        // at B = 1000 the arithmetic takes 1000·30e9/300e12 = 100 ms, longer than the 20 ms of the memory
        Totals totals = compare(FIRST, FIRST.replace("[1, 2]", "[1000, 2]").replace("1.5 TB/s", "1.6 TB/s"));
        Change bound = found.of(1, "bound");
        assertThat(bound.before()).isEqualTo("memory");
        assertThat(bound.after()).isEqualTo("compute");
        assertThat(bound.causes()).extracting(Cause::id).containsExactly("batch_size");
        // 20 → 18.75 ms by the device, then to 100 ms by the batch
        assertThat(parts(found.of(1, "decode_step_seconds")).get("hardware definition"))
                .isCloseTo(-1.25, within(1e-12));
        assertThat(parts(found.of(1, "decode_step_seconds")).get("batch_size")).isCloseTo(81.25, within(1e-12));
        assertThat(totals.turns()).anySatisfy(turn -> {
            assertThat(turn.before()).isEqualTo("memory");
            assertThat(turn.causes()).isEqualTo("batch_size");
            assertThat(turn.count()).isEqualTo(2);
        });
    }

    @Test
    void causesWithoutAResultInBetweenAreNamedTogether() throws IOException {
        // the source knows no FP8 weights: there is no result between seed-2020 in bf16 and the roofline in fp8
        String whole = FIRST.replace("id: m,", "id: m, extends: llama-3.1-8b,")
                .replace("hidden_size: 1000", "hidden_size: 1024");
        compare(whole, whole.replace("seed-2020", "roofline, weight_dtype: fp8"));
        Change step = found.of(1, "decode_step_seconds");
        assertThat(step.causes()).extracting(Cause::id).containsExactly("formulas");
        assertThat(step.joined()).extracting(Cause::id).containsExactly("weight_dtype");
        assertThat(parts(step).get("formulas"))
                .isCloseTo((Double) step.after() - (Double) step.before(), within(1e-12));
    }

    @Test
    void aResultThatVanishesNamesItsCause() throws IOException {
        compare(FIRST, FIRST.replace("seed-2020", "seed-2020, weight_dtype: fp8"));
        Change step = found.of(1, "decode_step_seconds");
        assertThat(step.after()).isNull();
        assertThat(step.parts()).isEmpty();
        assertThat(step.causes()).extracting(Cause::id).containsExactly("weight_dtype");
        assertThat(found.of(1, "status").after().toString()).startsWith("not supported");
    }

    @Test
    void renumberedScenariosAreFoundByTheirInputs() throws IOException {
        Totals totals = compare(FIRST, FIRST.replace("[64, 128]", "[32, 64, 128]"));
        assertThat(totals.unchanged()).isEqualTo(4);
        assertThat(found.added).containsExactly(1L, 2L);
        assertThat(found.removed).isEmpty();
    }

    @Test
    void anEditedValueGoesWithTheOneItReplaces() throws IOException {
        // the axis that varies slowest grew in front, so that numbers say nothing
        Totals totals =
                compare(FIRST, FIRST.replace("[64, 128]", "[32, 64, 128]").replace("[1, 2]", "[1, 4]"));
        assertThat(found.pairs()).isEqualTo(Map.of(2L, 4L, 4L, 6L));
        assertThat(found.added).containsExactly(1L, 2L);
        assertThat(found.removed).isEmpty();
        assertThat(totals.paired()).isEqualTo(2);
        assertThat(Told.inputs(
                        found.changed.get(0).before(), found.changed.get(0).after()))
                .isEqualTo("batch_size 2 → 4");
    }

    @Test
    void aFixedValueThatWasEditedChangesAllOfThem() throws IOException {
        String edited =
                FIRST.replace("seed-2020", "seed-2020, output_tokens: 512").replace("[64, 128]", "[64, 128, 256]");
        Totals totals = compare(FIRST, edited);
        assertThat(found.pairs()).isEqualTo(Map.of(1L, 1L, 2L, 2L, 3L, 3L, 4L, 4L));
        assertThat(totals.scenarios().keySet()).extracting(Cause::id).containsExactly("output_tokens");
        assertThat(found.added).containsExactly(5L, 6L);
    }

    @Test
    void whatHasNothingInCommonIsAddedAndRemoved() throws IOException {
        Totals totals = compare(
                FIRST,
                FIRST.replace("[64, 128]", "[1, 2, 3]")
                        .replace("[1, 2]", "[7]")
                        .replace("seed-2020", "kipply-2022")
                        .replace("id: d", "id: e"));
        assertThat(totals.changed()).isZero();
        assertThat(found.added).hasSize(3);
        assertThat(found.removed).hasSize(4);
    }

    @Test
    void sweepsAreToldApartByTheirNames() throws IOException {
        String two = """
                models: [llama-3.1-8b]
                hardware: [h100-sxm]
                sweeps:
                  - {name: a, sweep: {batch_size: [1, 2]}}
                  - {name: b, sweep: {batch_size: [1, 2]}, slo: {tpot: 10 ms}}
                """;
        Totals totals = compare(two, two.replace("10 ms", "1 ns"));
        assertThat(totals.unchanged()).isEqualTo(2);
        assertThat(found.pairs()).isEqualTo(Map.of(3L, 3L, 4L, 4L));
        assertThat(totals.scenarios().keySet()).extracting(Cause::id).containsExactly("slo");
    }

    @Test
    void aSweptFieldIsNamedByItsAxis() throws IOException {
        String swept = FIRST.replace("[64, 128]", "[64], hardware.memory_bandwidth: [1.5 TB/s]");
        compare(swept, swept.replace("hardware.memory_bandwidth: [1.5", "hardware.memory_bandwidth: [3"));
        // 20 ms at 1.5 TB/s are 10 ms at 3 TB/s
        Change step = found.of(1, "decode_step_seconds");
        assertThat(parts(step)).containsOnlyKeys("hardware.memory_bandwidth");
        assertThat(parts(step).get("hardware.memory_bandwidth")).isCloseTo(-10, within(1e-12));
    }

    /** By seed-2020 a step takes 20 ms on d and 40 ms on e; a million tokens cost 1e6 · price · step/(3600 · B). */
    private static final String PRICED = """
            models: [{id: m, num_hidden_layers: 10, hidden_size: 1000, vocab_size: 1000, parameters: {total: 15e9, active: 15e9}}]
            hardware:
              - {id: d, memory: 80 GB, memory_bandwidth: 1.5 TB/s, peak_flops: {bf16: 300 TFLOPS}, price_per_hour: 2}
              - {id: e, memory: 80 GB, memory_bandwidth: 0.75 TB/s, peak_flops: {bf16: 300 TFLOPS}, price_per_hour: 0.9}
            fixed: {formulas: kipply-2022, prompt_tokens: 0, output_tokens: 16}
            sweep: {batch_size: [1, 2]}
            """;

    @Test
    void whatIsRecommendedInsteadIsSaid() throws IOException {
        Side old = side(PRICED);
        Side now = side(PRICED.replace("price_per_hour: 0.9", "price_per_hour: 1.2"));
        Totals totals = Diff.run(old, now, "1", found);
        // at batch 2 d costs 5.5556 USD, e 5 USD at 0.9 an hour and 6.6667 USD at 1.2
        assertThat(totals.recommendations())
                .filteredOn(Recommendation::isAnother)
                .hasSize(1);
        assertThat(ChangesSummary.of(old, now, totals).blocks().get(0).sentences())
                .contains(
                        "Cheapest, m: was 1 × e, batch size 2 (scenario 4), 5 USD; is 1 × d, batch size 2 (scenario 2),"
                                + " 5.556 USD per million output tokens.");
        Totals same = Diff.run(old, side(PRICED.replace("price_per_hour: 0.9", "price_per_hour: 0.8")), "1", found);
        assertThat(same.recommendations()).noneMatch(Recommendation::isAnother);
    }

    @Test
    void aScenarioThatIsAddedMayBeTheNewRecommendation() throws IOException {
        Side old = side(PRICED);
        Side now = side(PRICED.replace("[1, 2]", "[1, 2, 4]"));
        Totals totals = Diff.run(old, now, "1", found);
        // twice as many tokens in the same 40 ms
        assertThat(ChangesSummary.of(old, now, totals).blocks().get(0).sentences())
                .contains(
                        "Cheapest, m: was 1 × e, batch size 2 (scenario 4), 5 USD; is 1 × e, batch size 4 (scenario 6),"
                                + " 2.500 USD per million output tokens.");
    }

    @Test
    void whatFitsNowAndNoLongerIsCounted() throws IOException {
        // 15e9 parameters of 2 bytes are 30 GB: they fit 80 GB and not 20 GB
        Side old = side(PRICED.replace("id: d, memory: 80 GB", "id: d, memory: 20 GB"));
        Side now = side(PRICED.replace("id: e, memory: 80 GB", "id: e, memory: 20 GB"));
        Totals totals = Diff.run(old, now, "1", found);
        assertThat(ChangesSummary.of(old, now, totals).blocks().get(0).sentences())
                .contains("2 scenarios fit the memory now: 1; 2.", "2 scenarios no longer fit the memory: 3; 4.")
                .noneMatch(sentence -> sentence.startsWith("What they miss")); // no SLO is asked for
    }

    @Test
    void theSameScenarioWithOtherInputsIsNoOtherOption() throws IOException {
        Side old = side(PRICED.replace("[1, 2]", "2"));
        Side now = side(PRICED.replace("[1, 2]", "4"));
        Totals totals = Diff.run(old, now, "1", found);
        assertThat(ChangesSummary.of(old, now, totals).blocks())
                .filteredOn(block -> block.title().equals("What is recommended"))
                .flatExtracting(Summary.Block::lines)
                .extracting(line -> line.get(2))
                .contains("the same scenario, other inputs")
                .doesNotContain("another option");
    }

    @Test
    void whatMeetsThePromiseNowAndNoLongerIsCounted() throws IOException {
        String asked = PRICED + "slo: {tpot: 25 ms}\n";
        // d falls back to 40 ms, e comes up to 20 ms
        String swapped = asked.replace(" 1.5 TB/s", " ?")
                .replace("0.75 TB/s", "1.5 TB/s")
                .replace(" ?", " 0.75 TB/s");
        Side old = side(asked);
        Side now = side(swapped);
        Totals totals = Diff.run(old, now, "1", found);
        assertThat(totals.verdicts().meetsNow().first()).containsExactly(3L, 4L);
        assertThat(totals.verdicts().meetsNoLonger().first()).containsExactly(1L, 2L);
        assertThat(ChangesSummary.of(old, now, totals).blocks().get(0).sentences())
                .contains(
                        "2 scenarios meet the SLO now: 3; 4.",
                        "2 scenarios no longer meet the SLO: 1; 2.",
                        "What they miss: Time per output token (2).")
                .anyMatch(sentence -> sentence.startsWith("Cheapest within the SLO, m: was 1 × d, batch size 2"));
        assertThat(found.of(3, "meets_slo").after()).isEqualTo("true");
        assertThat(totals.turns()).anySatisfy(turn -> {
            assertThat(turn.column()).isEqualTo("meets_slo");
            assertThat(turn.before()).isEqualTo("false");
            assertThat(turn.count()).isEqualTo(2);
        });
    }

    @Test
    void whatFitsInNeitherReportStandsApart() throws IOException {
        // 30 GB of weights do not fit 20 GB; its step changes tenfold, that of the one that fits by half
        String small = PRICED.replace("{id: e, memory: 80 GB", "{id: e, memory: 20 GB");
        Side old = side(small);
        Side now = side(small.replace("0.75 TB/s", "7.5 TB/s").replace(" 1.5 TB/s", " 3 TB/s"));
        ChangesBook book = new ChangesBook();
        Totals totals = Diff.run(old, now, "1", book);
        assertThat(totals.largest())
                .isNotEmpty()
                .allMatch(large -> large.change().after().number() <= 2);
        assertThat(totals.largestMisfits())
                .isNotEmpty()
                .allMatch(large -> large.change().after().number() >= 3);
        assertThat(ChangesSummary.of(old, now, totals).blocks())
                .extracting(dev.sweepbook.report.Summary.Block::title)
                .containsSubsequence("Largest changes", "Largest changes of options that fit in neither report");
    }

    @Test
    void everyShareIsToldWithOneDecimal() {
        assertThat(Told.share(0.363)).isEqualTo("+36.3 %");
        assertThat(Told.share(-0.05)).isEqualTo("-5.0 %");
        assertThat(Told.share(9.5)).isEqualTo("+950.0 %");
        assertThat(Told.share(11)).isEqualTo("×12.0");
    }

    @Test
    void theWorkbookIsTheSameForTheSameComparison() throws IOException {
        Side old = side(FIRST);
        Side now = side(FIRST.replace("15e9", "30e9").replace("[1, 2]", "[1, 2, 3]"));
        byte[][] books = new byte[2][];
        for (int i = 0; i < 2; i++) {
            ChangesBook book = new ChangesBook();
            Totals totals = Diff.run(old, now, "1", book);
            books[i] = book.bytes(old, now, totals, "1", Map.of());
        }
        assertThat(books[0]).isEqualTo(books[1]);
    }
}
