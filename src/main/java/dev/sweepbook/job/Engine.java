package dev.sweepbook.job;

import java.util.function.Consumer;

/** Works out the parts of files elsewhere than on this process's own threads, such as on a cluster. */
public interface Engine extends AutoCloseable {
    /**
     * The engine's name.
     *
     * @return the name as on the command line
     */
    String id();

    /**
     * Makes every part of a file once or, where machines fail, more often; the files of a part are the same each time.
     *
     * @param work what makes a part, on whatever machine
     * @param parts how many parts there are, from 1
     * @param made takes what came of each part, once and in any order, on one thread at a time
     * @throws EngineException where some part cannot be made
     * @throws InterruptedException where the calling thread is interrupted
     */
    void run(PartWork work, int parts, Consumer<PartMade> made) throws EngineException, InterruptedException;

    /** Stops from another thread: {@link #run} ends soon, with an exception. */
    void stop();

    @Override
    void close();
}
