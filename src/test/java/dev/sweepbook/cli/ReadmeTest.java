package dev.sweepbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sweepbook.job.watch.CronTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParseResult;

/** The nightly recipes of the README are what this version takes. */
final class ReadmeTest {
    private static final Pattern CALL =
            Pattern.compile("java -jar (?:target/)?sweepbook\\.jar ([^`\\n|\"]+|.*?\"[^\"]*\"[^`\\n|]*)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private static String readme;

    @BeforeAll
    static void read() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    private static List<String> calls() {
        List<String> calls = new ArrayList<>();
        Matcher call = CALL.matcher(readme);
        while (call.find()) {
            calls.add(call.group(1).strip());
        }
        return calls;
    }

    private static ParseResult parsed(String call) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(call);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return Options.commandLine(Commands.of(words.get(0)).spec())
                .parseArgs(words.subList(1, words.size()).toArray(String[]::new));
    }

    @Test
    void everyCallThatStandsThereCanBeMade() {
        List<String> calls = calls();

        assertThat(calls.stream().filter(call -> call.startsWith("run --quiet --keep 30")))
                .hasSizeGreaterThanOrEqualTo(4);
        for (String call : calls) {
            if (!call.startsWith("-")) {
                assertThat(parsed(call)).as(call).isNotNull();
            }
        }
    }

    @Test
    void theConditionReadsColumnsThereAre() {
        Matcher condition = Pattern.compile("`--fail-on '([^']+)'`").matcher(readme);

        assertThat(condition.find()).isTrue();
        ParseResult words = Options.commandLine(Commands.of("run").spec()).parseArgs("--fail-on", condition.group(1));
        assertThat(RunOptions.policy(words).failOn()).isNotNull();
    }

    @Test
    void theCronLineIsEveryNightAtTwo() {
        Matcher line =
                Pattern.compile("(?m)^(\\S+ \\S+ \\S+ \\S+ \\S+) +cd /srv").matcher(readme);

        assertThat(line.find()).isTrue();
        assertThat(CronTimes.of(line.group(1), ZoneOffset.UTC).next(Instant.parse("2026-03-02T12:00:00Z")))
                .contains(Instant.parse("2026-03-03T02:00:00Z"));
    }

    @Test
    void theJobOfKubernetesForbidsTwoAtOnceAndCallsRun() throws IOException {
        Matcher yaml =
                Pattern.compile("```yaml\\n(apiVersion.*?)```", Pattern.DOTALL).matcher(readme);

        assertThat(yaml.find()).isTrue();
        JsonNode job = new YAMLMapper().readTree(yaml.group(1));
        assertThat(job.get("kind").asText()).isEqualTo("CronJob");
        assertThat(job.at("/spec/concurrencyPolicy").asText()).isEqualTo("Forbid");
        JsonNode container = job.at("/spec/jobTemplate/spec/template/spec/containers/0");
        List<String> words = new ArrayList<>();
        container.get("command").forEach(word -> words.add(word.asText()));
        assertThat(words.subList(0, 3)).containsExactly("java", "-jar", "sweepbook.jar");
        assertThat(parsed(String.join(" ", words.subList(3, words.size())))).isNotNull();
        assertThat(container.at("/volumeMounts/0/name").asText())
                .isEqualTo(job.at("/spec/jobTemplate/spec/template/spec/volumes/0/name")
                        .asText());
    }

    @Test
    void theTimerOfSystemdMakesUpForMissedNights() {
        assertThat(readme).contains("OnCalendar=*-*-* 02:00:00 UTC\nPersistent=true\n");
    }
}
