package dev.sweepbook.job.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A scenario file of a run in the ledger.
 *
 * @param path relative to the root of the run, with forward slashes
 * @param status what became of it
 * @param work what its outputs depend on
 * @param outputs SHA-256 of each output by its path below the output folder, the manifest among them
 * @param size how much there was
 * @param message the first problem, or empty
 * @param gate what {@code --fail-on} came to
 * @param figures headline figures
 * @param changes what changed since the report before, null where none stands beside it that says so
 */
public record FileRow(
        String path,
        FileStatus status,
        Work work,
        Map<String, String> outputs,
        Size size,
        String message,
        Gate gate,
        List<KeyFigure> figures,
        @Nullable Changes changes) {
    /** Copies list and map. */
    public FileRow {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        figures = List.copyOf(figures);
    }

    /**
     * A file that says nothing of changes.
     *
     * @param path relative to the root of the run
     * @param status what became of it
     * @param work what its outputs depend on
     * @param outputs SHA-256 of each output by its path
     * @param size how much there was
     * @param message the first problem, or empty
     * @param gate what {@code --fail-on} came to
     * @param figures headline figures
     */
    public FileRow(
            String path,
            FileStatus status,
            Work work,
            Map<String, String> outputs,
            Size size,
            String message,
            Gate gate,
            List<KeyFigure> figures) {
        this(path, status, work, outputs, size, message, gate, figures, null);
    }

    /**
     * What changed since the report before.
     *
     * @param changed scenarios with other results
     * @param added scenarios it did not have
     * @param removed scenarios it had besides
     */
    public record Changes(long changed, long added, long removed) {
        /**
         * The counts in words.
         *
         * @return those that are not 0
         */
        public String text() {
            List<String> words = new ArrayList<>();
            if (changed > 0) {
                words.add(String.format(Locale.ROOT, "%,d changed", changed));
            }
            if (added > 0) {
                words.add(String.format(Locale.ROOT, "%,d added", added));
            }
            if (removed > 0) {
                words.add(String.format(Locale.ROOT, "%,d removed", removed));
            }
            return words.isEmpty() ? "the same results" : String.join(", ", words);
        }
    }

    /**
     * What outputs depend on.
     *
     * @param key SHA-256 over everything they depend on, or empty
     * @param inputs SHA-256 of each file that was read, by its path
     */
    public record Work(String key, Map<String, String> inputs) {
        /** Nothing was read. */
        public static final Work NONE = new Work("", Map.of());

        /** Copies the map. */
        public Work {
            inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        }
    }

    /**
     * How much there was.
     *
     * @param scenarios rows
     * @param misfits those that do not fit the memory
     * @param unsupported those without a result
     * @param problems what was wrong with the file
     * @param seconds how long it took
     */
    public record Size(long scenarios, long misfits, long unsupported, long problems, double seconds) {}

    /**
     * What {@code --fail-on} came to.
     *
     * @param expression the condition, empty where none was asked
     * @param met how many scenarios meet it
     * @param first the first of them, 0 where there is none
     */
    public record Gate(String expression, long met, long first) {
        /** None was asked. */
        public static final Gate NONE = new Gate("", 0, 0);
    }

    FileRow withChanges(@Nullable Changes found) {
        return new FileRow(path, status, work, outputs, size, message, gate, figures, found);
    }

    /**
     * The same file, found unchanged.
     *
     * @param asksGate whether the condition of its delivery is asked again
     * @param seconds how long finding it took
     * @return a row without figures, which stand with the delivery
     */
    public FileRow unchanged(boolean asksGate, double seconds) {
        Size same = new Size(size.scenarios, size.misfits, size.unsupported, 0, seconds);
        Gate asked = asksGate ? gate : Gate.NONE;
        return new FileRow(path, FileStatus.UNCHANGED, work, outputs, same, "", asked, List.of());
    }

    /**
     * A file without outputs.
     *
     * @param path the file
     * @param status why
     * @param problems what was wrong with it
     * @param message the first of them
     * @return the row
     */
    public static FileRow without(String path, FileStatus status, long problems, String message) {
        Size size = new Size(0, 0, 0, problems, 0);
        return new FileRow(path, status, Work.NONE, Map.of(), size, message, Gate.NONE, List.of());
    }
}
