package dev.sweepbook.report;

import dev.sweepbook.sweep.Axis;
import dev.sweepbook.sweep.AxisKey;
import dev.sweepbook.sweep.Exclusion;
import dev.sweepbook.sweep.GridAxis;
import dev.sweepbook.sweep.Sweep;
import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what each sweep of a file asked: its axes with their values, what is fixed, what is excluded. */
final class Asked {
    private static final int VALUES = 12;
    private static final int SWEEPS = 20;

    private Asked() {}

    static List<Summary.Block> blocks(SweepFile file) {
        List<Summary.Block> blocks = new ArrayList<>();
        boolean several = file.sweeps().size() > 1;
        for (Sweep sweep :
                file.sweeps().subList(0, Math.min(SWEEPS, file.sweeps().size()))) {
            blocks.add(block(sweep, several));
        }
        if (file.sweeps().size() > SWEEPS) {
            String more = "and " + Words.count(file.sweeps().size() - SWEEPS) + " more sweeps";
            blocks.add(new Summary.Block(more, List.of(), List.of(), List.of()));
        }
        return blocks;
    }

    private static Summary.Block block(Sweep sweep, boolean named) {
        List<List<@Nullable Object>> lines = new ArrayList<>();
        for (GridAxis axis : sweep.axes()) {
            for (int i = 0; i < axis.keys().size(); i++) {
                lines.add(line(axis, i));
            }
        }
        sweep.fixed().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().id()))
                .forEach(entry -> lines.add(List.of(
                        InputColumns.title(entry.getKey()) + " (fixed)",
                        1.0,
                        Words.value(entry.getKey(), entry.getValue()))));
        List<Summary.Heading> headings = List.of(
                new Summary.Heading("Axis", Unit.TEXT),
                new Summary.Heading("Values", Unit.COUNT),
                new Summary.Heading("They are", Unit.TEXT));
        List<String> sentences = new ArrayList<>();
        if (!named && !sweep.description().isEmpty()) {
            sentences.add(sweep.description());
        }
        sentences.addAll(exclusions(sweep));
        String title = named ? "What was asked: " + sweep.name() : "What was asked";
        return new Summary.Block(title, sentences, headings, lines);
    }

    /** What the author of a file of several sweeps says of each; nothing where none says anything. */
    static List<Summary.Block> told(SweepFile file) {
        List<String> sentences = file.sweeps().stream()
                .filter(sweep -> !sweep.description().isEmpty())
                .limit(SWEEPS)
                .map(sweep -> sweep.name() + ": " + sweep.description())
                .toList();
        return file.sweeps().size() < 2 || sentences.isEmpty()
                ? List.of()
                : List.of(new Summary.Block("What each sweep is about", sentences, List.of(), List.of()));
    }

    /** The service levels asked for: a question with its answer, or none. */
    static List<List<@Nullable Object>> promises(SweepFile file) {
        Map<String, List<String>> sweeps = new LinkedHashMap<>();
        for (Sweep sweep : file.sweeps()) {
            sweeps.computeIfAbsent(Promise.asked(sweep.slo()), slo -> new ArrayList<>())
                    .add(sweep.name());
        }
        List<String> parts = new ArrayList<>();
        sweeps.forEach((slo, names) -> {
            if (!slo.isEmpty()) {
                parts.add((sweeps.size() > 1 ? listed(names) + ": " : "") + Words.capital(slo) + ".");
            }
        });
        return parts.isEmpty() ? List.of() : List.of(List.of("The SLO asked for", String.join("\n", parts)));
    }

    /** The lengths of prompts and outputs, which make the context. */
    static List<List<@Nullable Object>> lengths(SweepFile file) {
        return List.of(
                List.of(
                        "Context",
                        "Prompt " + range(Axis.PROMPT_TOKENS, file) + ", output " + range(Axis.OUTPUT_TOKENS, file)
                                + " tokens a sequence. A decode step is that of the mean context, halfway through the output."));
    }

    private static String range(Axis axis, SweepFile file) {
        double[] values = Varied.values(axis, file).stream()
                .filter(Number.class::isInstance)
                .mapToDouble(value -> ((Number) value).doubleValue())
                .sorted()
                .toArray();
        String least = Words.number(values[0]);
        String most = Words.number(values[values.length - 1]);
        return least.equals(most) ? least : least + " to " + most;
    }

    private static List<@Nullable Object> line(GridAxis axis, int position) {
        AxisKey key = axis.keys().get(position);
        Set<String> values = new LinkedHashSet<>();
        for (List<?> step : axis.steps()) {
            Object value = step.get(position);
            values.add(value == null ? "as by default" : Words.value(key, value));
        }
        String together = axis.keys().size() > 1 ? " (with the others)" : "";
        return List.of(InputColumns.title(key) + together, (double) values.size(), listed(values));
    }

    private static String listed(Collection<String> values) {
        List<String> all = List.copyOf(values);
        if (all.size() <= VALUES) {
            return String.join(", ", all);
        }
        return String.join(", ", all.subList(0, VALUES - 1)) + ", … " + all.get(all.size() - 1);
    }

    private static List<String> exclusions(Sweep sweep) {
        List<String> sentences = new ArrayList<>();
        for (Exclusion exclusion : sweep.exclusions()) {
            if (sentences.size() == VALUES) {
                sentences.add("Excluded: " + Words.count(sweep.exclusions().size() - VALUES) + " more rules.");
                break;
            }
            sentences.add("Excluded: " + text(exclusion) + ".");
        }
        return sentences;
    }

    private static String text(Exclusion exclusion) {
        if (exclusion instanceof Exclusion.Condition condition) {
            return condition.expression().text();
        }
        List<String> parts = new ArrayList<>();
        ((Exclusion.Match) exclusion)
                .anyOf().entrySet().stream()
                        .sorted(Comparator.comparing(entry -> entry.getKey().id()))
                        .forEach(entry -> parts.add(name(entry.getKey()) + " "
                                + listed(entry.getValue().stream()
                                        .map(value -> Words.value(entry.getKey(), value))
                                        .toList())));
        return String.join(" with ", parts);
    }

    private static String name(AxisKey key) {
        return key instanceof Axis ? key.id().replace('_', ' ') : key.id();
    }
}
