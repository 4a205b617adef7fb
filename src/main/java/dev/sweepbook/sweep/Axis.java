package dev.sweepbook.sweep;

import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.DataType;
import dev.sweepbook.scenario.Dimension;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.Scenario;
import dev.sweepbook.scenario.ServingEngine;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of axes: one entry gives the grammar, the CSV header, the JSON Schema, the input column and the
 * documentation of an axis.
 */
public enum Axis implements AxisKey {
    MODEL(
            "model",
            new AxisType.ModelReference(),
            null,
            (draft, v) -> draft.model((ModelArchitecture) v),
            Scenario::model,
            "Model: a catalogue id, or one defined"),
    HARDWARE(
            "hardware",
            new AxisType.HardwareReference(),
            null,
            (draft, v) -> draft.hardware((Accelerator) v),
            Scenario::hardware,
            "Device: a catalogue id, or one defined"),
    FORMULAS(
            "formulas",
            choice(Formulas.values(), Formulas::id),
            Formulas.ROOFLINE,
            (draft, v) -> draft.formulas = (Formulas) v,
            s -> s.method().formulas(),
            "Formula set"),
    CALIBRATION(
            "calibration",
            new AxisType.CalibrationReference(),
            "default",
            (draft, v) -> draft.calibration = (String) v,
            s -> s.method().calibration(),
            "Calibration: ideal, default, or a name of your own"),
    ENGINE(
            "engine",
            choice(ServingEngine.values(), ServingEngine::id),
            ServingEngine.GENERIC,
            (draft, v) -> draft.engine = (ServingEngine) v,
            s -> s.method().engine(),
            "Serving-engine class of the calibration"),
    TENSOR_PARALLEL(
            "tensor_parallel",
            count(1),
            1L,
            (draft, v) -> draft.tensorParallel = (Long) v,
            s -> s.deployment().parallelism().tensor(),
            "Devices that share each layer"),
    PIPELINE_PARALLEL(
            "pipeline_parallel",
            count(1),
            1L,
            (draft, v) -> draft.pipelineParallel = (Long) v,
            s -> s.deployment().parallelism().pipeline(),
            "Stages of consecutive layers"),
    EXPERT_PARALLEL(
            "expert_parallel",
            count(1),
            1L,
            (draft, v) -> draft.expertParallel = (Long) v,
            s -> s.deployment().parallelism().expert(),
            "Ways the experts are divided; adds no devices"),
    DATA_PARALLEL(
            "data_parallel",
            count(1),
            1L,
            (draft, v) -> draft.dataParallel = (Long) v,
            s -> s.deployment().parallelism().data(),
            "Attention copies inside one engine, experts shared over them"),
    REPLICAS(
            "replicas",
            count(1),
            1L,
            (draft, v) -> draft.replicas = (Long) v,
            s -> s.deployment().parallelism().replicas(),
            "Independent copies of the engine"),
    MICRO_BATCHES(
            "micro_batches",
            count(1),
            1L,
            (draft, v) -> draft.microBatches = (Long) v,
            s -> s.deployment().parallelism().microBatches(),
            "Parts a batch is cut into for pipeline parallelism"),
    BATCH_SIZE(
            "batch_size",
            count(1),
            1L,
            (draft, v) -> draft.batchSize = (Long) v,
            s -> s.workload().batchSize(),
            "Sequences decoded together in one replica"),
    PROMPT_TOKENS(
            "prompt_tokens",
            count(0),
            1024L,
            (draft, v) -> draft.promptTokens = (Long) v,
            s -> s.workload().promptTokens(),
            "Prompt tokens of a sequence; 0 decodes from an empty cache"),
    OUTPUT_TOKENS(
            "output_tokens",
            count(1),
            256L,
            (draft, v) -> draft.outputTokens = (Long) v,
            s -> s.workload().outputTokens(),
            "Tokens generated for a sequence"),
    CACHED_PROMPT_TOKENS(
            "cached_prompt_tokens",
            count(0),
            0L,
            (draft, v) -> draft.cachedPromptTokens = (Long) v,
            s -> s.workload().cachedPromptTokens(),
            "Prefix already in the KV cache, at most prompt_tokens"),
    WEIGHT_DTYPE(
            "weight_dtype",
            choice(DataType.values(), DataType::id),
            DataType.BF16,
            (draft, v) -> draft.weightType = (DataType) v,
            s -> s.deployment().precision().weights(),
            "Number format of the linear layers' weights"),
    KV_DTYPE(
            "kv_dtype",
            choice(DataType.values(), DataType::id),
            DataType.BF16,
            (draft, v) -> draft.kvType = (DataType) v,
            s -> s.deployment().precision().kvCache(),
            "Number format of cached keys and values"),
    ACTIVATION_DTYPE(
            "activation_dtype",
            choice(DataType.values(), DataType::id),
            DataType.BF16,
            (draft, v) -> draft.activationType = (DataType) v,
            s -> s.deployment().precision().activations(),
            "Number format of activations; compute runs in the wider of weight and activation format"),
    OVERLAP(
            "overlap",
            new AxisType.Real(Dimension.NONE, 0, true, 1),
            0.0,
            (draft, v) -> draft.overlap = (Double) v,
            s -> s.deployment().overlap(),
            "Share of communication hidden behind compute: 0 none, 1 all"),
    INTERFERENCE(
            "interference",
            new AxisType.Choice(List.of("off", "on"), "on"::equals),
            false,
            (draft, v) -> draft.interference = (Boolean) v,
            s -> s.workload().interference(),
            "on adds the prefill of the other requests to the time per output token"),
    MEMORY_UTILIZATION(
            "memory_utilization",
            new AxisType.Real(Dimension.NONE, 0, false, 1),
            0.9,
            (draft, v) -> draft.memoryUtilization = (Double) v,
            s -> s.deployment().memoryUtilization(),
            "Share of device memory the engine may use"),
    KV_BLOCK_TOKENS(
            "kv_block_tokens",
            count(1),
            16L,
            (draft, v) -> draft.kvBlockTokens = (Long) v,
            s -> s.deployment().kvBlockTokens(),
            "Tokens in one block of the paged KV cache"),
    RUNTIME_MEMORY(
            "runtime_memory",
            new AxisType.Real(Dimension.BYTES, 0, true, Double.POSITIVE_INFINITY),
            null,
            (draft, v) -> draft.runtimeMemoryBytes = (Double) v,
            s -> known(s.deployment().runtimeMemoryBytes()),
            "Bytes the engine keeps per device; without it the calibration's"),
    EXPERT_IMBALANCE(
            "expert_imbalance",
            new AxisType.Real(Dimension.NONE, 1, true, Double.POSITIVE_INFINITY),
            1.0,
            (draft, v) -> draft.expertImbalance = (Double) v,
            s -> s.deployment().expertImbalance(),
            "Load of the busiest expert rank over the mean"),
    REQUEST_RATE(
            "request_rate",
            new AxisType.Real(Dimension.PER_SECOND, 0, false, Double.POSITIVE_INFINITY),
            null,
            (draft, v) -> draft.requestRate = (Double) v,
            s -> known(s.workload().requestRate()),
            "Requests a second the service must carry"),
    PRICE_PER_DEVICE_HOUR(
            "price_per_device_hour",
            new AxisType.Real(Dimension.USD_PER_HOUR, 0, true, Double.POSITIVE_INFINITY),
            null,
            (draft, v) -> draft.pricePerDeviceHour = (Double) v,
            s -> known(s.economics().pricePerDeviceHour()),
            "US dollars for one device for one hour; without it the device's"),
    UTILIZATION(
            "utilization",
            new AxisType.Real(Dimension.NONE, 0, false, 1),
            1.0,
            (draft, v) -> draft.utilization = (Double) v,
            s -> s.economics().utilization(),
            "Share of the time the deployment does useful work"),
    PUE(
            "pue",
            new AxisType.Real(Dimension.NONE, 1, true, Double.POSITIVE_INFINITY),
            1.0,
            (draft, v) -> draft.pue = (Double) v,
            s -> s.economics().pue(),
            "Power the site draws over power the devices draw"),
    API_PRICE_PER_MILLION_OUTPUT_TOKENS(
            "api_price_per_million_output_tokens",
            new AxisType.Real(Dimension.USD, 0, false, Double.POSITIVE_INFINITY),
            null,
            (draft, v) -> draft.apiPricePerMillionOutputTokens = (Double) v,
            s -> known(s.economics().apiPricePerMillionOutputTokens()),
            "US dollars an API charges for a million output tokens: gives the utilization that costs as much");

    private final String id;
    private final AxisType type;
    private final @Nullable Object defaultValue;
    private final BiConsumer<ScenarioDraft, Object> put;
    private final Function<Scenario, @Nullable Object> read;
    private final String description;

    Axis(
            String id,
            AxisType type,
            @Nullable Object defaultValue,
            BiConsumer<ScenarioDraft, Object> put,
            Function<Scenario, @Nullable Object> read,
            String description) {
        this.id = id;
        this.type = type;
        this.defaultValue = defaultValue;
        this.put = put;
        this.read = read;
        this.description = description;
    }

    private static AxisType count(long least) {
        return new AxisType.Count(least, 1_000_000_000L);
    }

    private static <E> AxisType choice(E[] values, Function<E, String> id) {
        List<String> names = Arrays.stream(values).map(id).toList();
        return new AxisType.Choice(names, name -> values[names.indexOf(name)]);
    }

    private static @Nullable Object known(double value) {
        return Double.isNaN(value) ? null : value;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public AxisType type() {
        return type;
    }

    /**
     * The value a scenario has where nobody names the axis.
     *
     * @return the default, or null where there is none
     */
    public @Nullable Object defaultValue() {
        return defaultValue;
    }

    /**
     * What the axis means.
     *
     * @return a phrase without a full stop
     */
    public String description() {
        return description;
    }

    /**
     * The value a scenario has on this axis.
     *
     * @param scenario the scenario
     * @return the value in the form of {@link #type()}, or null where it is left to the device or the calibration
     */
    public @Nullable Object valueIn(Scenario scenario) {
        return read.apply(scenario);
    }

    void putInto(ScenarioDraft draft, Object value) {
        put.accept(draft, value);
    }

    /**
     * The axis of a name.
     *
     * @param id a name as in scenario files
     * @return the axis, or nothing where the name is unknown
     */
    public static Optional<Axis> of(String id) {
        return Optional.ofNullable(Named.BY_ID.get(id));
    }

    private static final class Named {
        static final java.util.Map<String, Axis> BY_ID = new java.util.HashMap<>();

        static {
            for (Axis axis : values()) {
                BY_ID.put(axis.id, axis);
            }
        }
    }
}
