package dev.sweepbook.spark;

import dev.sweepbook.job.Engine;
import dev.sweepbook.job.EngineException;
import dev.sweepbook.job.EngineProvider;
import org.jspecify.annotations.Nullable;

/** Tells the program that it can work on Spark, where Spark is there. */
public final class SparkProvider implements EngineProvider {
    static final String ID = "spark";

    /** For {@link java.util.ServiceLoader}. */
    public SparkProvider() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Engine open(@Nullable String master) throws EngineException {
        SparkPresence.check(master);
        return new SparkEngine(master);
    }
}
