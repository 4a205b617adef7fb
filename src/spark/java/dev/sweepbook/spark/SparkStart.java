package dev.sweepbook.spark;

import dev.sweepbook.job.EngineException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/** Begins Spark as it was submitted, or as the command line says. */
final class SparkStart {
    /** How long a cluster may stay silent: a setting of Spark's kind, such as {@code 600s}. */
    static final String PATIENCE = "spark.sweepbook.wait";

    private static final String USUAL_PATIENCE = "60s";
    private static final String HERE = "local[*]";

    private final SparkConf conf;

    SparkStart(@Nullable String master) {
        this.conf = conf(master);
    }

    static SparkConf conf(@Nullable String master) {
        SparkConf conf = new SparkConf();
        if (master != null) {
            conf.setMaster(master);
        }
        boolean submitted = conf.contains("spark.submit.deployMode");
        conf.setIfMissing("spark.master", HERE);
        conf.setIfMissing("spark.app.name", "sweepbook");
        if (!submitted) {
            conf.setIfMissing("spark.ui.enabled", "false");
        }
        conf.set("spark.ui.showConsoleProgress", "false"); // the run has its own
        conf.set("spark.serializer", "org.apache.spark.serializer.JavaSerializer"); // what results are written for
        if (!conf.get("spark.master").startsWith("local") && !conf.contains("spark.jars")) {
            var jar = SparkContext.jarOfClass(SparkStart.class);
            if (jar.isDefined()) {
                conf.set("spark.jars", jar.get());
            }
        }
        return conf;
    }

    static Duration patience(SparkConf conf) {
        return Duration.ofSeconds(conf.getTimeAsSeconds(PATIENCE, USUAL_PATIENCE));
    }

    /** Spark, ready for work; waits for the cluster no longer than is said. */
    SparkContext begin() throws EngineException, InterruptedException {
        String master = conf.get("spark.master");
        FutureTask<SparkContext> start = new FutureTask<>(() -> new SparkContext(conf));
        Thread thread = new Thread(start, "spark-start");
        thread.setDaemon(true);
        thread.start();
        try {
            return start.get(patience(conf).toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw silent(master, patience(conf), e);
        } catch (ExecutionException e) {
            throw new EngineException(
                    "Spark at " + master + " cannot be begun: " + Reasons.of(e.getCause())
                            + "; check the address given with --master",
                    e.getCause());
        }
    }

    static EngineException silent(String master, Duration patience, @Nullable Throwable cause) {
        return new EngineException(
                "Spark at " + master + " gave no executor within " + patience.toSeconds()
                        + " s: check the address given with --master, that its workers run and that they have free cores;"
                        + " to wait longer set " + PATIENCE + ", as in --conf " + PATIENCE + "=600s of spark-submit",
                cause);
    }
}
