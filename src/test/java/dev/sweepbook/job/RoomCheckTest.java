package dev.sweepbook.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What has no room is refused before anything is written, and how much is missing is said truly. */
final class RoomCheckTest {
    private static final long PLENTY = 1L << 50;
    private static final String GRID = """
            models: [llama-3.1-8b, mixtral-8x7b]
            hardware: [a100-sxm-80gb, h100-sxm]
            sweep:
              tensor_parallel: [1, 2]
              batch_size: {from: 1, to: 1000, count: 50}
              prompt_tokens: {from: 128, to: 16384, count: 40}
            exclude:
              - batch_size * prompt_tokens > 8000000
            report: {rows: all}
            """;

    @TempDir
    Path folder;

    private Path out;

    @BeforeEach
    void makeFolders() throws IOException {
        out = folder.resolve("out");
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("in/grid.yaml"), GRID);
    }

    /** A disk for outputs and one for what is temporary, or one for both. */
    private record Disks(Path output, long outputFree, long temporaryFree, boolean shared) implements Disk {
        @Override
        public long free(Path folder) {
            return folder.equals(output) ? outputFree : temporaryFree;
        }

        @Override
        public boolean isShared(Path one, Path other) {
            return shared;
        }
    }

    private FileOutcome run(long outputFree, long temporaryFree, boolean shared, Format... formats)
            throws InterruptedException {
        Request request = new Request(
                out,
                EnumSet.copyOf(List.of(formats)),
                new Request.Workbooks(Path.of("no templates"), null),
                List.of(),
                List.of(),
                new Request.Pace(1, 100_000, false),
                "9.9");
        RoomCheck check = new RoomCheck(new Disks(out, outputFree, temporaryFree, shared), 10_000);
        List<FileOutcome> outcomes = new ArrayList<>();
        new SweepRun(request, Inputs.find(List.of(folder.resolve("in")), out).files(), check)
                .write(null, outcomes::add, () -> {});
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    private static String message(FileOutcome outcome) {
        assertThat(outcome).isInstanceOf(FileOutcome.NotWritten.class);
        return ((FileOutcome.NotWritten) outcome).message();
    }

    private static long megabytes(String message) {
        Matcher number = Pattern.compile("needs about ([0-9,]+) MB").matcher(message);
        assertThat(number.find()).as(message).isTrue();
        return Long.parseLong(number.group(1).replace(",", ""));
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"CSV", "XLSX"})
    void whatAnOutputTakesIsToldToAQuarter(Format format) throws IOException, InterruptedException {
        long told = megabytes(message(run(0, PLENTY, false, format)));
        assertThat(out).doesNotExist();

        assertThat(run(PLENTY, PLENTY, false, format)).isInstanceOf(FileOutcome.Delivered.class);

        double real = Files.size(out.resolve("grid" + format.ending())) / 1e6;
        assertThat(told / real).isBetween(0.8, 1.25);
    }

    @Test
    void theMessageSaysHowMuchIsMissingWhereAndWhatToDo() throws InterruptedException {
        assertThat(message(run(3_000_000, PLENTY, false, Format.CSV)))
                .matches("needs about \\d+ MB in .*out, where 3 MB are free; make room, name another folder with"
                        + " --output, or ask for less with --columns or --rows best");
    }

    @Test
    void theRowsOfAWorkbookWaitInTheTemporaryFolder() throws InterruptedException {
        long once = megabytes(message(run(0, PLENTY, false, Format.XLSX)));

        String shared = message(run(0, 0, true, Format.XLSX));
        assertThat(megabytes(shared)).isBetween(2 * once - 1, 2 * once);
        assertThat(shared).contains("out and the temporary folder, which is on the same disk, where 0 MB are free");

        assertThat(message(run(PLENTY, 2_000_000, false, Format.XLSX)))
                .isEqualTo("needs about " + once + " MB in the temporary folder for the rows of the workbook, where"
                        + " 2 MB are free; make room there, name another with java -Djava.io.tmpdir, or ask for"
                        + " --rows best");
    }

    @Test
    void aWorkbookOfTheBestAloneIsNotJudgedByItsScenarios() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("in/grid.yaml"), GRID.replace("rows: all", "rows: best"));

        assertThat(run(1_000_000, 0, false, Format.XLSX)).isInstanceOf(FileOutcome.Delivered.class);
    }
}
