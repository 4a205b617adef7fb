package dev.sweepbook.report;

import dev.sweepbook.estimate.KvCacheSize;
import dev.sweepbook.estimate.ParameterCount;
import dev.sweepbook.scenario.Decoder;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.scenario.Undetermined;
import dev.sweepbook.sweep.SweepFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The models a file uses, counted tensor by tensor. */
public final class ModelTable {
    private static final double BF16_BYTES = 2;
    private static final int PARTS = 13;
    private static final List<Table.Head> WORKED_OUT = List.of(
            text("Attention", 40, "Kind of attention, KV heads and their size; layers of each kind where they differ"),
            count("Parameters", "Every tensor of the main model, each once: the sum of the parts up to Norms"),
            count("Active parameters", "What one token passes through; embedding and head whole"),
            count("Embedding and positions", "Tables a token is looked up in, and projections behind them"),
            count("Head", "Output head; empty where it is the embedding"),
            count("Attention parameters", "Projections of attention and recurrences"),
            count("MLP", "Dense MLPs"),
            count("Routed experts", "All routed experts"),
            count("Shared experts", "Experts every token passes through"),
            count("Routers", "Routers with their biases"),
            count("Norms", "Norms over the residual stream"),
            count("Prediction layers", "Layers that predict further tokens; not in the total"),
            count("Vision tower", "Vision tower and projector; not in the total"),
            new Table.Head(
                    "KV cache per token, bf16",
                    Unit.KILOBYTES,
                    12,
                    "Bytes a token adds to the cache of the whole model while no window is full"));

    private ModelTable() {}

    /**
     * A line a model: its definition, which can be edited and read back, then what was counted.
     *
     * @param file what is asked
     * @return the table, without the parts none of its models has
     */
    public static Table of(SweepFile file) {
        List<ModelDefinition> definitions = file.models().stream()
                .map(model -> ModelDefinition.of(model, file.variants().fields(model)))
                .toList();
        List<String> fields = ModelDefinition.names(definitions);
        List<Table.Head> heads = new ArrayList<>();
        heads.add(text("Model", 32, "The name scenarios use"));
        fields.forEach(field -> heads.add(ModelDefinition.head(field)));
        WORKED_OUT.forEach(head -> heads.add(workedOut(head)));
        heads.add(text("Source", 44, "The document the values were read from"));
        heads.add(text("Note", 48, "What to beware of"));
        List<List<@Nullable Object>> lines = new ArrayList<>();
        for (int i = 0; i < definitions.size(); i++) {
            lines.add(line(file.models().get(i), definitions.get(i), fields));
        }
        return new Table(Sheet.MODELS, heads, lines).withoutEmptyColumns();
    }

    private static Table.Head workedOut(Table.Head head) {
        return new Table.Head(head.title(), head.unit(), head.widest(), head.note() + ". Worked out; not read back");
    }

    private static List<@Nullable Object> line(
            ModelArchitecture model, ModelDefinition definition, List<String> fields) {
        List<@Nullable Object> line = new ArrayList<>();
        line.add(model.id());
        fields.forEach(field -> line.add(definition.cell(field)));
        line.add(
                model.structure() instanceof Decoder decoder
                        ? AttentionWords.of(decoder)
                        : "not told: " + ((Undetermined) model.structure()).field() + " "
                                + ((Undetermined) model.structure()).reason());
        if (model.structure() instanceof Decoder decoder) {
            addParts(line, decoder, model.hiddenSize());
        } else {
            for (int i = 0; i < PARTS; i++) {
                line.add(null);
            }
        }
        line.add(
                model.provenance().source().isEmpty()
                        ? model.provenance().origin()
                        : model.provenance().source());
        line.add(filled(model.provenance().note()));
        return line;
    }

    private static void addParts(List<@Nullable Object> line, Decoder decoder, long hiddenSize) {
        ParameterCount count = ParameterCount.of(decoder, hiddenSize);
        line.add((double) count.total());
        line.add((double) count.active());
        line.add((double) (count.tables() + count.projections()));
        line.add(some(count.head()));
        line.add((double) count.attention());
        line.add(some(count.mlp()));
        line.add(some(count.experts()));
        line.add(some(count.sharedExperts()));
        line.add(some(count.routers()));
        line.add(some(count.norms()));
        line.add(some(count.prediction()));
        line.add(some(count.vision()));
        line.add(Unit.KILOBYTES.shown(BF16_BYTES * KvCacheSize.valuesPerToken(decoder)));
    }

    private static @Nullable Object some(long count) {
        return count == 0 ? null : (Object) (double) count;
    }

    static @Nullable Object filled(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Table.Head text(String title, int widest, String note) {
        return new Table.Head(title, Unit.TEXT, widest, note);
    }

    private static Table.Head count(String title, String note) {
        return new Table.Head(title, Unit.COUNT, 16, note);
    }
}
