package dev.sweepbook.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sweepbook.catalog.Measurements;
import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.ServingEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuredFilesTest {
    private static final String HEAD =
            "model,hardware,engine,tensor_parallel,batch_size,prompt_tokens,output_tokens,metric,value,source\n";

    @TempDir
    Path folder;

    @Test
    void aRowIsAScenarioWithWhatWasMeasuredOfIt() throws IOException {
        Measured measured = read(HEAD + "llama-3.1-8b,h100-sxm,vllm,2,16,1024,256,tpot_s,8.4 ms,my rack\n");
        assertThat(measured.leftOut()).isEmpty();
        Measurement row = measured.rows().get(0);
        Scenario scenario = row.scenario();
        assertThat(scenario.model().id()).isEqualTo("llama-3.1-8b");
        assertThat(scenario.method().engine()).isEqualTo(ServingEngine.VLLM);
        assertThat(scenario.method().formulas())
                .as("the formula set that is calibrated")
                .isEqualTo(Formulas.ROOFLINE);
        assertThat(scenario.deployment().parallelism().tensor()).isEqualTo(2);
        assertThat(scenario.workload().batchSize()).isEqualTo(16);
        assertThat(scenario.deployment().precision().weights())
                .as("the axis' default")
                .isEqualTo(DataType.BF16);
        assertThat(row.metric()).isEqualTo(Metric.TPOT);
        assertThat(row.value()).isEqualTo(0.0084);
        assertThat(row.label()).isEqualTo(new Measurement.Label("", "", "vllm my rack", "my rack"));
        assertThat(row.place().line()).isEqualTo(2);
    }

    @Test
    void theColumnsIdTierAndFamilyAreKept() throws IOException {
        Measured measured = read("""
                model,hardware,metric,value,source,id,tier,family
                llama-3.1-8b,h100-sxm,ttft_s,0.1,me,row-1,B,night run
                """);
        assertThat(measured.rows().get(0).label())
                .isEqualTo(new Measurement.Label("row-1", "B", "generic night run", "me"));
    }

    @Test
    void theSameMeasurementTwiceIsTwoMeasurements() throws IOException {
        String row = "llama-3.1-8b,h100-sxm,vllm,1,1,1024,256,tpot_s,0.0084,me\n";
        assertThat(read(HEAD + row + row).rows()).hasSize(2);
    }

    /** Each bad row is left out with its line, its column and its reason; the good row beside it is used. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lama-3.1-8b,h100-sxm,vllm,1,1,1024,256,tpot_s,7 ms,me|3:1: model: there is no model 'lama-3.1-8b'; did you mean llama-3.1-8b?",
                "llama-3.1-8b,h200-sxn,vllm,1,1,1024,256,tpot_s,7 ms,me|3:14: hardware: there is no hardware 'h200-sxn'; did you mean h200-sxm?",
                "llama-3.1-8b,,vllm,1,1,1024,256,tpot_s,7 ms,me|3:14: hardware: must not be empty, every row names one",
                "llama-3.1-8b,h100-sxm,vlm,1,1,1024,256,tpot_s,7 ms,me|3:23: engine: must be one of generic, tensorrt-llm, vllm, fastertransformer, lmdeploy, llama.cpp, was 'vlm'; did you mean vllm?",
                "llama-3.1-8b,h100-sxm,vllm,1,1,1024,256,tpott_s,7 ms,me|3:41: metric: must be one of total_latency_s, ttft_s, tpot_s, decode_phase_s, output_tokens_per_s, output_tokens_per_s_per_device, prefill_tokens_per_s, was 'tpott_s'; did you mean tpot_s?",
                "llama-3.1-8b,h100-sxm,vllm,1,1,1024,256,tpot_s,7 sec,me|3:48: value: has no unit Sweepbook knows, was '7 sec'; the units are s, ms, us, µs, ns; a bare number is in s",
                "llama-3.1-8b,h100-sxm,vllm,1,1,1024,256,tpot_s,-7 ms,me|3:48: value: must be above 0, was -7 ms",
                "llama-3.1-8b,h100-sxm,vllm,1,1,1024,256,tpot_s,0,me|3:48: value: must be above 0, was 0",
                "llama-3.1-8b,h100-sxm,vllm,1,1,1024,256,output_tokens_per_s,100 tok/s,me|3:61: value: must be a number, was '100 tok/s'; found 'tok/s' after the number",
                "llama-3.1-8b,h100-sxm,vllm,1,0,1024,256,tpot_s,7 ms,me|3:30: batch_size: must be at least 1, was 0",
                "llama-3.1-8b,h100-sxm,vllm,1,1,1024,256,tpot_s,7 ms,''|3:53: source: must not be empty; say where the measurement comes from",
                "llama-3.1-8b,h100-sxm,vllm,7,1,1024,256,tpot_s,7 ms,me|3: not supported: tensor_parallel: 7 does not divide the heads; 4 or 8 would",
                "llama-3.1-8b,h100-sxm,vllm,1,1,1024,256,tpot_s,7 ms|3:1: has 9 fields where the header has 10 columns",
                "llama-3.1-8b,h100-sxm,vllm,1,1,0,256,ttft_s,7 ms,me|3: ttft_s: needs prompt tokens that are not cached, prompt_tokens was 0",
                "llama-3.1-8b,h100-sxm,vllm,1,1,1024,1,tpot_s,7 ms,me|3: tpot_s: needs output_tokens of at least 2, was 1: the first comes with the prefill",
                "lama-3.1-8b,h100-sxm,vllm,1,1,1024,256,tpot_s,-1,me|3:1: model: there is no model 'lama-3.1-8b'; did you mean llama-3.1-8b?; value: must be above 0, was -1"
            })
    void aRowThatCannotBeUsedIsLeftOutWithTheReason(String row, String reason) throws IOException {
        String text = row.endsWith(",''") ? row.substring(0, row.length() - 2) : row;
        Measured measured = read(HEAD + "llama-3.1-8b,h100-sxm,vllm,1,1,1024,256,tpot_s,7 ms,me\n" + text + "\n");
        assertThat(measured.problems().first()).isEmpty();
        assertThat(measured.rows()).hasSize(1);
        assertThat(measured.leftOut())
                .extracting(left -> left.problem().toString())
                .containsExactly(folder.resolve("m.csv") + ":" + reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model,hardware,metric,value|1: source: the column is missing from the header",
                "model,hardware,metrik,value,source|1:16: header 'metrik': is no axis; did you mean metric?",
                "model,hardware,metric,value,source,batch_sise|1:36: header 'batch_sise': is no axis; did you mean batch_size?",
                "model,hardware,metric,value,source,value|1:36: value: duplicate column, the header has it as column 4 already",
                "hardware,metric,value,source|1: model: the column is missing from the header"
            })
    void aWrongHeaderRefusesTheFile(String header, String problem) throws IOException {
        Measured measured = read(header + "\nllama-3.1-8b,h100-sxm,tpot_s,0.1,me\n");
        assertThat(measured.rows()).isEmpty();
        assertThat(measured.problems().first())
                .extracting(Problem::toString)
                .contains(folder.resolve("m.csv") + ":" + problem);
    }

    @Test
    void anEmptyFileAndOneWithoutRowsSaySo() throws IOException {
        assertThat(read("").problems().first()).extracting(Problem::message).containsExactly("the file is empty");
        assertThat(read(HEAD).problems().first())
                .extracting(Problem::message)
                .containsExactly("the file has a header and no rows");
    }

    @Test
    void aQuoteThatIsNeverClosedRefusesTheFile() throws IOException {
        Measured measured = read(HEAD + "\"llama-3.1-8b,h100-sxm,vllm,1,1,1024,256,tpot_s,7 ms,me\n");
        assertThat(measured.problems().first())
                .extracting(Problem::toString)
                .containsExactly(folder.resolve("m.csv") + ":2:1: the quote opened here is never closed");
        assertThat(measured.rows()).isEmpty();
    }

    @Test
    void timeToFirstTokenUnderLoadIsNotUsed() throws IOException {
        Measured measured = read("""
                model,hardware,interference,metric,value,source
                llama-3.1-8b,h100-sxm,on,ttft_s,0.3,me
                llama-3.1-8b,h100-sxm,on,tpot_s,0.01,me
                """);
        assertThat(measured.rows()).extracting(Measurement::metric).containsExactly(Metric.TPOT);
        assertThat(measured.leftOut())
                .extracting(left -> left.problem().message())
                .containsExactly("ttft_s: under load it holds the time in the queue, which is not predicted");
    }

    @Test
    void aServerMeasuredWithoutInterferenceIsNotUsed() throws IOException {
        Measured measured = read("""
                model,hardware,interference,metric,value,source,family
                llama-3.1-8b,h100-sxm,off,tpot_s,0.01,me,serving
                llama-3.1-8b,h100-sxm,on,tpot_s,0.01,me,serving
                """);
        assertThat(measured.rows()).hasSize(1);
        assertThat(measured.leftOut())
                .extracting(left -> left.problem().message())
                .containsExactly(
                        "interference: must be on for a measurement of a server, whose prefills delay its decoding");
    }

    @Test
    void definitionsBesideTheFileAreFound() throws IOException {
        Files.createDirectories(folder.resolve("catalog"));
        Files.writeString(folder.resolve("catalog/mine.yaml"), "hardware: {h100-oc: {extends: h100-sxm}}\n");
        Measured measured = read(HEAD + "llama-3.1-8b,h100-oc,vllm,1,1,1024,256,tpot_s,7 ms,me\n");
        assertThat(measured.rows()).hasSize(1);
    }

    @Test
    void aBrokenDefinitionThatARowUsesRefusesTheFile() throws IOException {
        Files.createDirectories(folder.resolve("catalog"));
        Files.writeString(folder.resolve("catalog/mine.yaml"), "hardware: {odd: {extends: h100-sxm, memory: 80 G}}\n");
        Measured measured = read(HEAD + "llama-3.1-8b,odd,vllm,1,1,1024,256,tpot_s,7 ms,me\n");
        assertThat(measured.rows()).isEmpty();
        assertThat(measured.problems().first())
                .extracting(problem -> problem.line() + ":" + problem.column() + ": " + problem.message())
                .containsExactly(
                        "1:45: memory: has no unit Sweepbook knows, was '80 G'; did you mean 80 GB? the units are B, kB, MB, GB, TB, KiB, MiB, GiB, TiB; a bare number is in B");
    }

    @Test
    void modelsThatOccurOnlyInMeasurementsAreKnownHere() throws IOException {
        assertThat(read(HEAD + "ft-gpt-20b,rtx-3070,vllm,1,1,1024,256,tpot_s,7 ms,me\n")
                        .rows())
                .hasSize(1);
    }

    /** The counts of the collected files; a row that no longer reads is a defect of the reader. */
    @ParameterizedTest
    @CsvSource({
        "ft-guide, 216",
        "trtllm-docs, 84",
        "lmdeploy-docs, 45",
        "kipply, 6",
        "argonne, 1017",
        "llama-bench, 398",
        "aiconfigurator-serving, 444"
    })
    void everyShippedRowIsReadOrLeftOutWithAReason(String id, int rows) throws IOException {
        Measurements.Source source = Measurements.sources().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow();
        Measured measured = new MeasuredFiles(List.of()).read(source);
        assertThat(measured.problems().first()).isEmpty();
        assertThat(measured.rows().size() + measured.leftOut().size()).isEqualTo(rows);
        assertThat(measured.leftOut())
                .extracting(left -> left.problem().message())
                .allMatch(message -> message.startsWith("not supported: pipeline_parallel: 6 does not divide")
                        || message.startsWith("ttft_s: under load"));
    }

    private Measured read(String text) throws IOException {
        return new MeasuredFiles(List.of()).read(Files.writeString(folder.resolve("m.csv"), text));
    }
}
