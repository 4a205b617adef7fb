package dev.sweepbook.spark;

import dev.sweepbook.job.Engine;
import dev.sweepbook.job.EngineException;
import dev.sweepbook.job.PartMade;
import dev.sweepbook.job.PartWork;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/** Parts of files as tasks of Spark, one a part. Spark is begun with the first file and serves all files of a run. */
final class SparkEngine implements Engine {
    private final @Nullable String master;
    private @Nullable SparkContext context;
    private @Nullable EngineException refused;
    private volatile boolean stopped;

    /** Begins nothing yet. */
    SparkEngine(@Nullable String master) {
        this.master = master;
    }

    @Override
    public String id() {
        return SparkProvider.ID;
    }

    @Override
    public void run(PartWork work, int parts, Consumer<PartMade> made) throws EngineException, InterruptedException {
        SparkContext spark = context();
        Duration patience = SparkStart.patience(spark.conf());
        new SparkJob(spark, patience, () -> stopped).run(new PartFunction(work), parts, made);
    }

    /** The one of this run; where it could not be begun, that is said again without another try. */
    private synchronized SparkContext context() throws EngineException, InterruptedException {
        if (refused != null) {
            throw refused;
        } else if (stopped) {
            throw new EngineException("stopped", null);
        }
        SparkContext begun = context;
        if (begun == null) {
            try {
                begun = new SparkStart(master).begin();
            } catch (EngineException e) {
                refused = e;
                throw e;
            }
            context = begun;
        }
        return begun;
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public synchronized void close() {
        stopped = true;
        if (context != null) {
            context.stop();
        }
    }
}
