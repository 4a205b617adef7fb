package dev.sweepbook.cli;

import dev.sweepbook.accuracy.Prediction;
import dev.sweepbook.load.Measurement;
import dev.sweepbook.load.Problem;
import dev.sweepbook.scenario.Deployment;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One row a measurement, with its prediction, or with the reason it has none. */
final class AccuracyRows {
    private AccuracyRows() {}

    static List<Map<String, Object>> of(List<Prediction> predictions, List<Problem> leftOut) {
        List<Map<String, Object>> rows = new ArrayList<>();
        predictions.forEach(prediction -> rows.add(row(prediction)));
        for (Problem problem : leftOut) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("file", problem.file());
            row.put("line", (long) problem.line());
            row.put("status", "left out: " + problem.message());
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, Object> row(Prediction prediction) {
        Measurement measurement = prediction.measurement();
        Scenario scenario = measurement.scenario();
        Deployment deployment = scenario.deployment();
        Workload work = scenario.workload();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("file", measurement.place().file());
        row.put("line", (long) measurement.place().line());
        row.put("id", measurement.label().id());
        row.put("family", measurement.label().family());
        row.put("tier", measurement.label().tier());
        row.put("model", scenario.model().id());
        row.put("hardware", scenario.hardware().id());
        row.put("engine", scenario.method().engine().id());
        row.put("tensor_parallel", deployment.parallelism().tensor());
        row.put("pipeline_parallel", deployment.parallelism().pipeline());
        row.put("batch_size", work.batchSize());
        row.put("prompt_tokens", work.promptTokens());
        row.put("output_tokens", work.outputTokens());
        row.put("weight_dtype", deployment.precision().weights().id());
        row.put("kv_dtype", deployment.precision().kvCache().id());
        row.put("activation_dtype", deployment.precision().activations().id());
        row.put("metric", measurement.metric().id());
        row.put("measured", measurement.value());
        row.put("predicted", prediction.value());
        row.put("error", prediction.error());
        row.put("time_error", prediction.timeError());
        row.put("bound", prediction.bound().id());
        row.put("evidence", prediction.evidence().id());
        row.put("source", measurement.label().source());
        row.put("status", "ok");
        return row;
    }
}
