package dev.sweepbook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sweepbook.job.Format;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What this build leaves to the jar with Parquet and Spark is refused with its name. */
class PlainJarTest {
    @Test
    void parquetIsRefusedWithTheJarThatWritesIt() {
        assumeTrue(!Format.PARQUET.isAvailable());
        Shell shell = new Shell(Path.of("none"), false);
        assertThat(shell.call("run", "--format", "parquet")).isEqualTo(2);
        assertThat(shell.err())
                .startsWith(
                        "sweepbook: --format parquet needs another jar of the same build:"
                                + " mvn -q -Pspark -DskipTests package makes it, java -jar target/sweepbook-spark.jar run is it");
    }
}
