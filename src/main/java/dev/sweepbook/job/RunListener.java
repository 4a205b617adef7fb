package dev.sweepbook.job;

/** Hears how a run goes. */
public interface RunListener {
    /**
     * Something the operator should know.
     *
     * @param line a line
     */
    void note(String line);

    /**
     * Another run holds the output folder, and this one waits.
     *
     * @param holder who
     */
    void waiting(String holder);

    /**
     * What became of a file, in the order of the files.
     *
     * @param outcome the outcome
     */
    void told(FileOutcome outcome);

    /**
     * A few times a second while nothing is told.
     *
     * @param progress how far it is
     */
    void tick(RunProgress progress);
}
