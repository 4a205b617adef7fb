package dev.sweepbook.job;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of each file a run works out, and which others did.
 *
 * @param part the shard of this run, from 1
 * @param count how many shards there are; 1 where the run does all rows
 * @param shards finished shards whose rows are joined; null where there are none
 * @param engine what works the rows out elsewhere; null where the run does it itself
 */
public record Division(
        int part,
        int count,
        @Nullable ShardFiles shards,
        @Nullable Engine engine) {
    /** All rows, by the run itself. */
    public static final Division WHOLE = new Division(1, 1, null, null);

    private static final String FOLDER = "shard-";

    /** Checks the numbers. */
    public Division {
        if (part < 1 || part > count) {
            throw new IllegalArgumentException("a shard is from 1 to " + count + ", was " + part);
        }
    }

    /**
     * One of several shards.
     *
     * @param part which, from 1
     * @param count how many there are
     * @return the division of its run
     */
    public static Division shard(int part, int count) {
        return new Division(part, count, null, null);
    }

    /**
     * The rows of finished shards.
     *
     * @param shards the shards
     * @return the division of a run that joins them
     */
    public static Division joined(ShardFiles shards) {
        return new Division(1, 1, shards, null);
    }

    /**
     * All rows, by an engine.
     *
     * @param engine what works them out
     * @return the division of a run that leaves the rows to it
     */
    public static Division by(Engine engine) {
        return new Division(1, 1, null, engine);
    }

    /** Whether the run makes one shard of several, which others join. */
    boolean isShard() {
        return count > 1;
    }

    /**
     * Where a run writes: each shard has a folder of its own, with lock and history, so that shards of one output folder
     * run at the same time.
     *
     * @param output the output folder asked for
     * @return the folder itself, or that of the shard in it
     */
    public Path folder(Path output) {
        return isShard() ? output.resolve(FOLDER + part + "-of-" + count) : output;
    }

    /** Whether a folder is one of those. */
    static boolean isFolder(Path folder) {
        Path name = folder.getFileName();
        return name != null && name.toString().matches(FOLDER + "[0-9]{1,9}-of-[0-9]{1,9}");
    }
}
