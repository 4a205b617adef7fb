package dev.sweepbook.spark;

import dev.sweepbook.job.EngineException;
import org.jspecify.annotations.Nullable;

/** Whether Spark is there, new enough, and cannot get in the way of the libraries of this program. */
final class SparkPresence {
    private static final int OLDEST = 4;

    /** Where the jar is made, names of libraries that are moved aside are replaced, in text too. */
    private static final String LIBRARY = "org.yaml.snakeyaml.Yaml";

    private static final String SUBMIT =
            "spark-submit --class dev.sweepbook.spark.SparkSweep target/sweepbook-spark.jar run …";

    private SparkPresence() {}

    /** Refuses what cannot work before anything is begun. */
    static void check(@Nullable String master) throws EngineException {
        String version;
        try {
            Class.forName("org.apache.spark.SparkContext", false, SparkPresence.class.getClassLoader());
            version = org.apache.spark.package$.MODULE$.SPARK_VERSION();
        } catch (ClassNotFoundException | LinkageError e) {
            throw new EngineException(
                    "Spark is not beside this jar: submit it to a Spark 4 with " + SUBMIT
                            + ", or leave the jar in the folder target of its build, where mvn -Pspark package puts"
                            + " Spark's jars into spark-lib",
                    e);
        }
        refuseOld(version);
        String asked = master == null ? System.getProperty("spark.master", "local") : master;
        if (!asked.startsWith("local")) {
            refuseUnmoved(LIBRARY);
        }
    }

    static void refuseOld(String version) throws EngineException {
        int major;
        try {
            major = Integer.parseInt(version.split("[^0-9]", 2)[0]);
        } catch (NumberFormatException e) {
            major = 0;
        }
        if (major < OLDEST) {
            throw new EngineException(
                    "this is Spark " + version + ", and Sweepbook needs 4.0 or later: submit to a newer one, or leave"
                            + " --engine out",
                    null);
        }
    }

    /** Classes that bring their libraries under the names Spark has its own under would take Spark's. */
    static void refuseUnmoved(String library) throws EngineException {
        if (!library.startsWith("dev.sweepbook.")) {
            throw new EngineException(
                    "these classes share libraries with Spark in other versions: submit target/sweepbook-spark.jar, which"
                            + " mvn -q -Pspark -DskipTests package makes",
                    null);
        }
    }
}
