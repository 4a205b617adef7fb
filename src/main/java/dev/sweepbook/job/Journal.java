package dev.sweepbook.job;

import dev.sweepbook.job.ledger.Ledger;
import java.util.Optional;

/** What earlier runs delivered, and what this one adds to it. Threads share it. */
interface Journal {
    /** The latest delivery of a scenario file into this output folder. */
    Optional<Ledger.Delivery> last(InputFile file);

    /** Takes what became of a file, as soon as it stands in its place. */
    void add(FileOutcome outcome);

    /** Remembers nothing: everything is new. */
    Journal NONE = new Journal() {
        @Override
        public Optional<Ledger.Delivery> last(InputFile file) {
            return Optional.empty();
        }

        @Override
        public void add(FileOutcome outcome) {
            // nobody asked for it to be kept
        }
    };
}
