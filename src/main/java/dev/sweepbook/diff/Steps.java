package dev.sweepbook.diff;

import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.scenario.Accelerator;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.Provenance;
import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.HardwareFieldAxis;
import dev.sweepbook.sweep.ModelFieldAxis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The causes that lead from an old scenario to a new one, each with what it changes. */
final class Steps {
    private static final String SHIPPED = "shipped catalogue";

    private final Side old;
    private final Side now;

    Steps(Side old, Side now) {
        this.old = old;
        this.now = now;
    }

    /**
     * A cause and what it changes.
     *
     * @param axis the axis, null for what the service promises
     */
    record Step(Cause cause, @Nullable Axis axis) {}

    /** The causes in their order; none where both ask for the same. */
    List<Step> between(Entry before, Entry after) {
        List<Step> steps = new ArrayList<>();
        for (Axis axis : Axis.values()) {
            Cause cause = Objects.equals(before.value(axis), after.value(axis))
                    ? definition(axis, before, after)
                    : Cause.of(axis);
            if (cause != null) {
                steps.add(new Step(cause, axis));
            }
        }
        if (!before.slo().equals(after.slo())) {
            steps.add(new Step(Cause.SLO, null));
        }
        steps.sort(Comparator.comparing(Step::cause)); // stable: the model first where the catalogue changed both
        return steps;
    }

    /** Why what stands behind the same name is not the same, or null where it is. */
    private @Nullable Cause definition(Axis axis, Entry before, Entry after) {
        return switch (axis) {
            case MODEL -> {
                ModelArchitecture model = after.scenario().model();
                boolean same = isSame(before.scenario().model(), model)
                        && Objects.equals(
                                before.asked().refused(), after.asked().refused());
                String fields = swept(before, after, true);
                yield same ? null : fields.isEmpty() ? defined("model", model.provenance()) : Cause.model(fields);
            }
            case HARDWARE -> {
                Accelerator device = after.scenario().hardware();
                String fields = swept(before, after, false);
                yield isSame(before.scenario().hardware(), device)
                        ? null
                        : fields.isEmpty() ? defined("hardware", device.provenance()) : Cause.hardware(fields);
            }
            case CALIBRATION -> hasOtherValues(after) ? Cause.of(axis) : null;
            default -> null;
        };
    }

    private Cause defined(String kind, Provenance provenance) {
        String before = old.edition().catalog();
        boolean edition = provenance.origin().equals(SHIPPED)
                && !before.isEmpty()
                && !before.equals(now.edition().catalog());
        if (edition) {
            return Cause.CATALOGUE;
        }
        return kind.equals("model") ? Cause.model("model definition") : Cause.hardware("hardware definition");
    }

    /** The dotted axes on which the two differ. */
    private static String swept(Entry before, Entry after, boolean ofModel) {
        Set<AxisKey> keys = new HashSet<>(before.asked().fields().keySet());
        keys.addAll(after.asked().fields().keySet());
        return keys.stream()
                .filter(key -> ofModel ? key instanceof ModelFieldAxis : key instanceof HardwareFieldAxis)
                .filter(key -> !Objects.equals(before.value(key), after.value(key)))
                .map(AxisKey::id)
                .sorted()
                .collect(Collectors.joining(" + "));
    }

    private boolean hasOtherValues(Entry entry) {
        String name = entry.scenario().method().calibration();
        Calibration before = old.file().calibrations().get(name);
        Calibration after = now.file().calibrations().get(name);
        return entry.scenario().method().formulas() == Formulas.ROOFLINE
                && before != null
                && after != null
                && !isSame(before, after);
    }

    @SuppressWarnings("ReferenceEquality") // a shortcut for what is read once
    private static boolean isSame(Calibration a, Calibration b) {
        return a == b
                || (a.engines().equals(b.engines())
                        && a.bands().lines().equals(b.bands().lines()));
    }

    /** Where the fields come from makes no difference. */
    @SuppressWarnings("ReferenceEquality") // a shortcut for what is read once
    private static boolean isSame(ModelArchitecture a, ModelArchitecture b) {
        return a == b
                || (a.layers() == b.layers()
                        && a.hiddenSize() == b.hiddenSize()
                        && a.queryHeads() == b.queryHeads()
                        && a.vocabularySize() == b.vocabularySize()
                        && a.parameters().equals(b.parameters())
                        && a.structure().equals(b.structure()));
    }

    private static boolean isSame(Accelerator a, Accelerator b) {
        return a.fields().equals(b.fields()) && a.memoryType().equals(b.memoryType());
    }
}
