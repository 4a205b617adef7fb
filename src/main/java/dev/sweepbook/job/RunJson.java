package dev.sweepbook.job;

import dev.sweepbook.job.ledger.FileRow;
import dev.sweepbook.job.ledger.FileStatus;
import dev.sweepbook.job.ledger.RunRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run as JSON, for {@code --notify} and {@code history}. */
public final class RunJson {
    private RunJson() {}

    /**
     * A run that ended.
     *
     * @param result how
     * @return the JSON
     */
    public static String of(RunResult result) {
        Map<String, @Nullable Object> json = facts(result.run());
        if (result.verdict() == Verdict.BUSY) {
            json.put("status", "BUSY");
        }
        json.put("exit", result.verdict().code());
        json.put("message", result.message());
        json.put("reports", result.files().stream().map(RunJson::file).toList());
        return JsonText.of(json);
    }

    /**
     * What a notification says of a run that could not begin.
     *
     * @param code the exit code
     * @param message why
     * @return JSON
     */
    static String notBegun(int code, String message) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", null);
        json.put("status", "FAILED");
        json.put("exit", code);
        json.put("message", message);
        json.put("reports", List.of());
        return JsonText.of(json);
    }

    /**
     * What is known of a run.
     *
     * @param run the run
     * @return name to value
     */
    public static Map<String, @Nullable Object> facts(RunRow run) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("id", run.id() == 0 ? null : run.id());
        facts.put("status", run.status().name());
        facts.put("start", run.started().toString());
        facts.put("duration_seconds", run.seconds());
        facts.put("scenarios", run.counts().scenarios());
        facts.put("files", run.counts().files());
        facts.put("delivered", run.counts().delivered());
        facts.put("unchanged", run.counts().unchanged());
        facts.put("failed", run.counts().failed());
        facts.put("exit", run.exit() < 0 ? null : run.exit());
        facts.put("tool", run.toolVersion());
        return facts;
    }

    /**
     * What became of a file.
     *
     * @param row the file
     * @return name to value
     */
    public static Map<String, @Nullable Object> file(FileRow row) {
        Map<String, @Nullable Object> file = new LinkedHashMap<>();
        file.put("file", row.path());
        file.put("status", row.status().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        if (row.status() == FileStatus.DELIVERED || row.status() == FileStatus.UNCHANGED) {
            file.put("scenarios", row.size().scenarios());
            file.put("do_not_fit", row.size().misfits());
            file.put("not_supported", row.size().unsupported());
            List<String> outputs = new ArrayList<>(row.outputs().keySet());
            if (!outputs.isEmpty()) {
                file.put("outputs", outputs);
            }
        } else {
            file.put("problems", row.size().problems());
            file.put("message", row.message());
        }
        if (!row.gate().expression().isEmpty()) {
            file.put("fail_on", row.gate().expression());
            file.put("fail_on_met", row.gate().met());
        }
        return file;
    }
}
