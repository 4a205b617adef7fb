package dev.sweepbook.job;

import dev.sweepbook.job.ledger.FileRow;
import dev.sweepbook.sweep.Row;
import java.util.function.Supplier;

/**
 * What a run keeps of the rows it saw: counts, best figures, the gate. What was seen of rows that follow is added, so
 * that any division of a file comes to the same.
 */
final class Seen {
    private final Tally tally;
    private final KeyFigures figures = new KeyFigures();
    private final Supplier<GateCount> gates;
    private final GateCount gate;

    Seen(Tally tally, Supplier<GateCount> gates) {
        this.tally = tally;
        this.gates = gates;
        this.gate = gates.get();
    }

    /** The same question, of other rows. */
    Seen another() {
        return new Seen(new Tally(), gates);
    }

    void accept(Row row) {
        tally.accept(row);
        figures.accept(row);
        gate.accept(row);
    }

    /** Adds what was seen of the rows behind these. */
    void add(Seen later) {
        add(new SeenRows(later.tally, later.figures, later.gate.met(), later.gate.first()));
    }

    void add(SeenRows later) {
        tally.add(later.tally());
        figures.add(later.figures());
        gate.add(later.met(), later.first());
    }

    SeenRows rows() {
        return new SeenRows(tally, figures, gate.met(), gate.first());
    }

    Tally tally() {
        return tally;
    }

    KeyFigures figures() {
        return figures;
    }

    FileRow.Gate gate() {
        return gate.result();
    }
}
