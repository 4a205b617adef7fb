package dev.sweepbook.spark;

import dev.sweepbook.job.EngineException;
import dev.sweepbook.job.PartMade;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** One job of Spark: a task a part, what comes of each taken as it ends. A task of a lost executor runs elsewhere. */
final class SparkJob {
    private static final long LOOK_MILLISECONDS = 100;

    private final SparkContext spark;
    private final Duration patience;
    private final BooleanSupplier stopped;
    private long lastSeen = System.nanoTime();

    SparkJob(SparkContext spark, Duration patience, BooleanSupplier stopped) {
        this.spark = spark;
        this.patience = patience;
        this.stopped = stopped;
    }

    void run(PartFunction function, int parts, Consumer<PartMade> made) throws EngineException, InterruptedException {
        SimpleFutureAction<Boolean> job = submit(function, parts, made);
        try {
            while (!job.isCompleted()) {
                Thread.sleep(LOOK_MILLISECONDS);
                if (stopped.getAsBoolean()) {
                    throw new EngineException("stopped", null);
                }
                refuseSilence();
            }
            job.get();
        } catch (org.apache.spark.SparkException | RuntimeException e) {
            throw failed(e);
        } finally {
            if (!job.isCompleted()) {
                job.cancel();
            }
        }
    }

    private SimpleFutureAction<Boolean> submit(PartFunction function, int parts, Consumer<PartMade> made)
            throws EngineException {
        List<Integer> numbers = IntStream.rangeClosed(1, parts).boxed().toList();
        List<Object> places = IntStream.range(0, parts).<Object>mapToObj(i -> i).toList();
        try {
            RDD<Integer> rdd = new JavaSparkContext(spark).parallelize(numbers, parts).rdd();
            return spark.submitJob(rdd, function, seq(places), new Taker(made), new Ended());
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    private static <T> Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }

    /** The driver counts among those who keep blocks, so one alone means that there is no executor. */
    private void refuseSilence() throws EngineException {
        long now = System.nanoTime();
        if (spark.isLocal() || spark.getExecutorMemoryStatus().size() > 1) {
            lastSeen = now;
        } else if (now - lastSeen > TimeUnit.SECONDS.toNanos(patience.toSeconds())) {
            throw SparkStart.silent(spark.master(), patience, null);
        }
    }

    private EngineException failed(Exception thrown) {
        if (spark.isStopped()) {
            return new EngineException(
                    "Spark at " + spark.master() + " put the job off: its master ended or its executors do not start;"
                            + " the logs of master and workers say why",
                    thrown);
        }
        return new EngineException("Spark at " + spark.master() + " gave up: " + Reasons.of(thrown), thrown);
    }

    /** Takes results in Spark's one thread for that. */
    private static final class Taker extends AbstractFunction2<Object, PartMade, BoxedUnit> {
        private final Consumer<PartMade> made;

        Taker(Consumer<PartMade> made) {
            this.made = made;
        }

        @Override
        public BoxedUnit apply(Object place, PartMade part) {
            made.accept(part);
            return BoxedUnit.UNIT;
        }
    }

    private static final class Ended extends AbstractFunction0<Boolean> {
        @Override
        public Boolean apply() {
            return true;
        }
    }
}
