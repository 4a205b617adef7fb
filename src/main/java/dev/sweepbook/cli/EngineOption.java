package dev.sweepbook.cli;

import dev.sweepbook.job.Engine;
import dev.sweepbook.job.EngineException;
import dev.sweepbook.job.EngineProvider;
import dev.sweepbook.load.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code --engine} and {@code --master}: who works the rows out. */
final class EngineOption {
    static final String ENGINE = "--engine";
    static final String MASTER = "--master";
    private static final String LOCAL = "local";
    private static final String SPARK = "spark";

    private EngineOption() {}

    static void add(CommandSpec spec) {
        spec.addOption(Options.value(ENGINE, "ENGINE", "Who works the rows out: local or spark. Default: local."));
        spec.addOption(Options.value(
                MASTER, "URL", "Where --engine spark works, as local[2] or spark://host:7077. Default: as submitted."));
    }

    /** The engine asked for, or null where the run works the rows out itself. */
    static @Nullable Engine open(ParseResult words) {
        String master = words.hasMatchedOption(MASTER) ? words.matchedOptionValue(MASTER, "") : null;
        if (!Options.choice(words, ENGINE, LOCAL, List.of(LOCAL, SPARK)).equals(SPARK)) {
            if (master != null) {
                throw new UsageException("--master says where Spark works: add --engine spark, or leave it out");
            }
            return null;
        } else if (words.hasMatchedOption(RunOptions.SHARD)) {
            throw new UsageException("--engine spark divides the rows by itself: leave --shard out");
        } else if (master != null && master.isBlank()) {
            throw new UsageException("--master is empty: give an address such as local[2] or spark://host:7077");
        }
        EngineProvider provider = EngineProvider.of(SPARK)
                .orElseThrow(
                        () -> new UsageException(
                                "--engine spark needs another jar of the same build:"
                                        + " mvn -q -Pspark -DskipTests package makes it, java -jar target/sweepbook-spark.jar run is it"));
        try {
            return provider.open(master);
        } catch (EngineException e) {
            throw new UsageException("--engine spark: " + Shown.escaped(e.getMessage()));
        }
    }
}
