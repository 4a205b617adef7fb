package dev.sweepbook.report;

import static dev.sweepbook.scenario.Formulas.KIPPLY_2022;
import static dev.sweepbook.scenario.Formulas.SEED_2020;

import dev.sweepbook.estimate.Term;
import dev.sweepbook.scenario.AcceleratorField;
import dev.sweepbook.scenario.Formulas;
import dev.sweepbook.scenario.ModelArchitecture;
import dev.sweepbook.sweep.Row;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** The slips of the source document and its revision, and which scenarios of a file show them. */
public final class Errata implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final List<Erratum> ALL = List.of(
            new Erratum(
                    "1",
                    SEED_2020,
                    "Sum 1000…1200 = 221,100 for 200 tokens: 12.1746 s",
                    "219,900 (1000…1199): 12.1085 s",
                    "201 terms were summed.",
                    row -> is52b(row)
                            && prompt(row) == 1000
                            && row.scenario().workload().outputTokens() == 200),
            new Erratum(
                    "2",
                    SEED_2020,
                    "4 GPUs: 56/0.002 ≈ 23,000 tokens; 3 GPUs: ≈ 8,000",
                    "26,629; 7,556",
                    "56/0.002 is 28,000, and 0.002 GB is rounded.",
                    row -> is52b(row)
                            && (tensor(row) == 3 || tensor(row) == 4)
                            && hardware(row, AcceleratorField.MEMORY) == 40e9),
            new Erratum(
                    "3",
                    SEED_2020,
                    "Gopher, small batch: comms 128·4·10 µs = 5.12 ms, total 27 ms",
                    "80·4·10 µs = 3.2 ms; total 24.9 ms (W = 1.5e12) or 24.1 ms (W = 1,555e9)",
                    "128 is not Gopher's layer count.",
                    row -> isGopher(row) && tensor(row) == 16 && batch(row) == 1),
            new Erratum(
                    "4",
                    SEED_2020,
                    "52B, 4 GPUs, B = 2048: 85 ms and 53 ms",
                    "170.7 ms and 42.9 ms (P = 52e9)",
                    "85.3 ms is B = 1024; 53.7 ms uses L = 80.",
                    row -> is52b(row) && tensor(row) == 4 && batch(row) == 2048),
            new Erratum(
                    "5",
                    SEED_2020,
                    "F = 64·(2·8192² + 23·8192)",
                    "64·(24·8192² + 23·8192) = 103,091,273,728",
                    "A typo; the printed total is right.",
                    Errata::is52b),
            new Erratum(
                    "6",
                    SEED_2020,
                    "W = 1.5e12 in the examples",
                    "1,555e9 in its own table",
                    "The threshold is 208 with the one and 200.6 with the other.",
                    row -> hardware(row, AcceleratorField.MEMORY_BANDWIDTH) == 1.5e12
                            || hardware(row, AcceleratorField.MEMORY_BANDWIDTH) == 1555e9),
            new Erratum(
                    "7",
                    SEED_2020,
                    "\"we can't have the comms be greater than the compute\"",
                    "Nothing in the equations prevents it.",
                    "Column Bound says comms where it happens.",
                    row -> row.estimate().bound() == Term.COMMS),
            new Erratum(
                    "8",
                    SEED_2020,
                    "The KV cache saves the work of W_k and W_v",
                    "6 times as much",
                    "Without a cache the whole forward pass repeats, not only keys and values.",
                    row -> row.estimate().isSupported()),
            new Erratum(
                    "R1",
                    KIPPLY_2022,
                    "Weights \"52e12·2 = 104e12\"",
                    "52e9·2 = 104e9",
                    "e12 stands for e9.",
                    Errata::is52b),
            new Erratum(
                    "R2",
                    KIPPLY_2022,
                    "\"2·4·80·8 µs = 2560 µs\"",
                    "4·80·8 µs = 2,560 µs",
                    "A stray 2.",
                    row -> isGopher(row) && tensor(row) > 1),
            new Erratum(
                    "R3",
                    KIPPLY_2022,
                    "\"53 ms … in the 62 ms\"",
                    "53.3 ms",
                    "The two figures are of one step; max(memory, compute, comms) gives the first.",
                    row -> isGopher(row) && tensor(row) == 16 && batch(row) == 512),
            new Erratum(
                    "R4",
                    KIPPLY_2022,
                    "\"512 batch on 52B … 11 % latency\"",
                    "29 %",
                    "The latency form, 2.05 ms, is 29 % of the throughput form, 7.16 ms.",
                    row -> is52b(row) && batch(row) == 512),
            new Erratum(
                    "R5",
                    KIPPLY_2022,
                    "Attention is called \"vector-vector\"",
                    "It grows with the context",
                    "Each token attends to all before it; the revision's FLOPs leave the context out.",
                    row -> row.estimate().isSupported()),
            new Erratum(
                    "R6",
                    KIPPLY_2022,
                    "Measured 13B: 22.0 and 13.5 ms a token",
                    "24.5 and 15.0 ms",
                    "Divided by 10 tokens; 9 steps follow the first token.",
                    row -> false));

    private final ArrayList<Numbers> shown = new ArrayList<>();
    private final EnumSet<Formulas> documents = EnumSet.noneOf(Formulas.class);

    /** No scenario seen yet. */
    public Errata() {
        ALL.forEach(erratum -> shown.add(new Numbers()));
    }

    /**
     * A slip, and the scenarios of a file that show it.
     *
     * @param number as in FORMULAS.md; {@code R} and a number for those of the revision
     * @param document the document's formula set
     * @param printed what the document says
     * @param gives what its own equation gives
     * @param why how the two differ
     * @param scenarios numbers of the first scenarios that show it, empty where none does
     */
    public record Line(String number, Formulas document, String printed, String gives, String why, String scenarios) {}

    /**
     * Takes a row. Only the source's own models are looked at.
     *
     * @param row valid only during the call
     */
    public void accept(Row row) {
        if (!is52b(row) && !isGopher(row)) {
            return;
        }
        documents.add(row.scenario().method().formulas());
        for (int i = 0; i < ALL.size(); i++) {
            if (ALL.get(i).concerns(row)) {
                shown.get(i).add(row.number());
            }
        }
    }

    /** Adds what was seen of rows that follow. */
    void add(Errata later) {
        documents.addAll(later.documents);
        for (int i = 0; i < shown.size(); i++) {
            shown.get(i).add(later.shown.get(i));
        }
    }

    /**
     * The slips of the documents whose own models were asked for.
     *
     * @return the lines; none where the file is about something else
     */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < ALL.size(); i++) {
            Erratum erratum = ALL.get(i);
            if (documents.contains(erratum.formulas())) {
                lines.add(new Line(
                        erratum.number(),
                        erratum.formulas(),
                        erratum.printed(),
                        erratum.gives(),
                        erratum.why(),
                        shown.get(i).text()));
            }
        }
        return lines;
    }

    private static boolean is52b(Row row) {
        ModelArchitecture model = row.scenario().model();
        return model.id().startsWith("anthropic-52b") || (model.layers() == 64 && model.hiddenSize() == 8192);
    }

    private static boolean isGopher(Row row) {
        ModelArchitecture model = row.scenario().model();
        return model.id().startsWith("gopher") || (model.layers() == 80 && model.hiddenSize() == 16384);
    }

    private static long tensor(Row row) {
        return row.scenario().deployment().parallelism().tensor();
    }

    private static long batch(Row row) {
        return row.scenario().workload().batchSize();
    }

    private static long prompt(Row row) {
        return row.scenario().workload().promptTokens();
    }

    private static double hardware(Row row, AcceleratorField field) {
        return row.scenario().hardware().get(field);
    }
}
