package dev.sweepbook.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sweepbook.job.EngineProvider;
import java.time.Duration;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is decided before Spark is begun, and what is made of what it says. */
@Tag("spark")
class SparkPiecesTest {
    @ParameterizedTest
    @ValueSource(strings = {"4.0.0", "4.1.3", "5.0.0-SNAPSHOT", "10.2"})
    void sparkFromFourOnWill(String version) {
        assertThatCode(() -> SparkPresence.refuseOld(version)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.5.8", "2.4.8", "unknown"})
    void anOlderSparkIsRefusedByItsVersion(String version) {
        assertThatThrownBy(() -> SparkPresence.refuseOld(version))
                .hasMessage("this is Spark " + version + ", and Sweepbook needs 4.0 or later: submit to a newer one, or"
                        + " leave --engine out");
    }

    @Test
    void classesWhoseLibrariesWereNotMovedAsideGoToNoCluster() {
        EngineProvider provider = EngineProvider.of("spark").orElseThrow();

        assertThatThrownBy(() -> provider.open("spark://127.0.0.1:7077"))
                .hasMessage("these classes share libraries with Spark in other versions: submit"
                        + " target/sweepbook-spark.jar, which mvn -q -Pspark -DskipTests package makes");
        assertThatCode(() -> SparkPresence.refuseUnmoved("dev.sweepbook.shaded.snakeyaml.Yaml"))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsSubmittedRunsOnSparkUnlessItSaysOtherwise() {
        assertThat(SparkSweep.words("run", "x.yaml")).containsExactly("run", "--engine=spark", "x.yaml");
        assertThat(SparkSweep.words("run", "--engine", "local")).containsExactly("run", "--engine", "local");
        assertThat(SparkSweep.words("run", "--engine=local")).containsExactly("run", "--engine=local");
        assertThat(SparkSweep.words("validate", "x.yaml")).containsExactly("validate", "x.yaml");
        assertThat(SparkSweep.words()).isEmpty();
    }

    @Test
    void settingsAreThoseSubmittedAndTheMasterThatOfTheCommandLine() {
        assertThat(SparkStart.conf(null).get("spark.master")).isEqualTo("local[*]");
        assertThat(SparkStart.conf("local[2]").get("spark.master")).isEqualTo("local[2]");
        assertThat(SparkStart.conf(null).get("spark.serializer")).endsWith(".JavaSerializer");
        assertThat(SparkStart.patience(new SparkConf(false))).isEqualTo(Duration.ofMinutes(1));
        assertThat(SparkStart.patience(new SparkConf(false).set("spark.sweepbook.wait", "10m")))
                .isEqualTo(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Job aborted due to stage failure: Task 3 in stage 0.0 failed 4 times, most recent failure: Lost task 3.3"
                        + " in stage 0.0 (TID 9) (10.0.0.7 executor 1): java.io.UncheckedIOException:"
                        + " java.io.IOException: /x is not to be seen|/x is not to be seen",
                "All masters are unresponsive! Giving up.|All masters are unresponsive! Giving up.",
                "java.io.IOException: No space left on device|No space left on device",
            })
    void ofAStackOnlyTheReasonIsTold(String said, String reason) {
        assertThat(Reasons.of(new IllegalStateException(said + "\n\tat dev.sweepbook.X.y(X.java:1)")))
                .isEqualTo(reason);
    }
}
