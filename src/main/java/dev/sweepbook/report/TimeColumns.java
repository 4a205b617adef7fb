package dev.sweepbook.report;

import static dev.sweepbook.report.ResultColumn.figure;
import static dev.sweepbook.report.ResultColumn.flag;
import static dev.sweepbook.report.ResultColumn.text;
import static dev.sweepbook.report.Sheet.COST;
import static dev.sweepbook.report.Sheet.LATENCY;

import dev.sweepbook.estimate.Figure;
import dev.sweepbook.estimate.Term;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long a step and a request take, what binds them, and the throughput that comes of it. */
final class TimeColumns {
    private static final List<Column> TIMES = List.of(
            figure(
                    Figure.MEMORY_SECONDS,
                    "Memory time",
                    Unit.MILLISECONDS,
                    LATENCY,
                    "Time of one decode step that memory bandwidth sets"),
            figure(
                    Figure.COMPUTE_SECONDS,
                    "Compute time",
                    Unit.MILLISECONDS,
                    LATENCY,
                    "Time of one decode step that arithmetic sets"),
            figure(
                    Figure.COMMS_SECONDS,
                    "Comms time",
                    Unit.MILLISECONDS,
                    LATENCY,
                    "Time of one decode step to communicate between devices"),
            figure(
                    Figure.OVERHEAD_SECONDS,
                    "Overhead time",
                    Unit.MILLISECONDS,
                    LATENCY,
                    "Time of one decode step that is none of the others"),
            figure(
                    Figure.DECODE_STEP_SECONDS,
                    "Decode step",
                    Unit.MILLISECONDS,
                    LATENCY,
                    "Time to generate one token for each sequence of the batch"),
            text(
                    "bound",
                    "Bound",
                    LATENCY,
                    "The largest of the four times",
                    row -> id(row.estimate().bound())),
            text(
                    "next_bound",
                    "Next bound",
                    LATENCY,
                    "The second largest of the four times",
                    row -> id(row.estimate().nextBound())),
            figure(Figure.MEMORY_SHARE, "Memory share", Unit.SHARE, LATENCY, "Memory time over the sum of the four"),
            figure(Figure.COMPUTE_SHARE, "Compute share", Unit.SHARE, LATENCY, "Compute time over the sum of the four"),
            figure(Figure.COMMS_SHARE, "Comms share", Unit.SHARE, LATENCY, "Comms time over the sum of the four"),
            figure(
                    Figure.OVERHEAD_SHARE,
                    "Overhead share",
                    Unit.SHARE,
                    LATENCY,
                    "Overhead time over the sum of the four"),
            figure(
                    Figure.PREFILL_SECONDS,
                    "Prefill",
                    Unit.MILLISECONDS,
                    LATENCY,
                    "Time to read the prompts of the batch"),
            text(
                    "prefill_bound",
                    "Prefill bound",
                    LATENCY,
                    "The largest term of prefill",
                    row -> id(row.estimate().prefillBound())),
            figure(
                    Figure.TTFT_SECONDS,
                    "Time to first token, unqueued",
                    Unit.MILLISECONDS,
                    LATENCY,
                    "Prefill, without waiting in a queue"),
            figure(
                    Figure.TPOT_SECONDS,
                    "Time per output token",
                    Unit.MILLISECONDS,
                    LATENCY,
                    "Time between the tokens of one sequence"),
            figure(
                    Figure.REQUEST_SECONDS,
                    "Request",
                    Unit.SECONDS,
                    LATENCY,
                    "Time from prompt to last token, without waiting in a queue"));

    private static final List<Column> RATES = List.of(
            figure(
                    Figure.MFU,
                    "MFU",
                    Unit.SHARE,
                    LATENCY,
                    "Operations of one decode step over what the devices can do in its time"),
            figure(
                    Figure.MBU,
                    "MBU",
                    Unit.SHARE,
                    LATENCY,
                    "Bytes read in one decode step over what the memory can deliver in its time"),
            flag(
                    "meets_slo",
                    "Meets the SLO",
                    List.of(LATENCY, COST),
                    "Whether time to first token and time per output token keep within what the sweep promises",
                    row -> row.serviceLevel().isMet()),
            figure(
                    Figure.OUTPUT_TOKENS_PER_SECOND,
                    "Output throughput",
                    Unit.TOKENS_PER_SECOND,
                    LATENCY,
                    "Tokens generated a second by all replicas"),
            figure(
                    Figure.OUTPUT_TOKENS_PER_SECOND_PER_DEVICE,
                    "Output throughput per device",
                    Unit.TOKENS_PER_SECOND,
                    LATENCY,
                    "The same over the number of devices"),
            figure(
                    Figure.OUTPUT_TOKENS_PER_SECOND_PER_USER,
                    "Output speed per user",
                    Unit.TOKENS_PER_SECOND,
                    LATENCY,
                    "Tokens generated a second for one sequence"),
            figure(
                    Figure.TOTAL_TOKENS_PER_SECOND,
                    "Total throughput",
                    Unit.TOKENS_PER_SECOND,
                    LATENCY,
                    "Prompt and output tokens a second by all replicas"),
            figure(
                    Figure.REQUESTS_PER_SECOND,
                    "Requests finished",
                    Unit.PER_SECOND,
                    LATENCY,
                    "Requests finished a second by all replicas"));

    static final List<Column> ALL =
            Stream.of(TIMES, BandColumns.ALL, RATES).flatMap(List::stream).toList();

    private TimeColumns() {}

    private static @Nullable String id(@Nullable Term term) {
        return term == null ? null : term.id();
    }
}
