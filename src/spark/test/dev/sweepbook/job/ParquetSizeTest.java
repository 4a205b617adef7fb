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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Parquet file takes is told before it is written. */
@Tag("spark")
class ParquetSizeTest {
    /** 160,000 points in two chunks, of which some 107,000 are kept. */
    private static final String GRID = """
            models: [llama-3.1-8b, mixtral-8x7b]
            hardware: [a100-sxm-80gb, h100-sxm]
            sweep:
              tensor_parallel: [1, 2]
              batch_size: {from: 1, to: 1000, count: 100}
              prompt_tokens: {from: 128, to: 16384, count: 200}
            exclude:
              - batch_size * prompt_tokens > 8000000
            """;

    @TempDir
    Path folder;

    /** A disk with so much room. */
    private record Room(long bytes) implements Disk {
        @Override
        public long free(Path folder) {
            return bytes;
        }

        @Override
        public boolean isShared(Path one, Path other) {
            return true;
        }
    }

    private FileOutcome run(long free, List<String> columns) throws InterruptedException {
        Request request = new Request(
                folder.resolve("out"),
                EnumSet.of(Format.PARQUET),
                new Request.Workbooks(Path.of("no templates"), null),
                columns,
                List.of(),
                new Request.Pace(1, 1_000_000, false),
                "9.9");
        List<FileOutcome> outcomes = new ArrayList<>();
        Inputs inputs = Inputs.find(List.of(folder.resolve("in")), folder.resolve("out"));
        new SweepRun(request, inputs.files(), new RoomCheck(new Room(free), 1)).write(null, outcomes::add, () -> {});
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "scenario,model,tensor_parallel,batch_size,prompt_tokens,fits,bound,tpot_seconds"})
    void itIsRightToATenth(String columns) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("in/grid.yaml"), GRID);
        List<String> chosen = columns.isEmpty() ? List.of() : List.of(columns.split(","));
        FileOutcome refused = run(0, chosen);
        assertThat(refused).isInstanceOf(FileOutcome.NotWritten.class);
        Matcher told = Pattern.compile("needs about ([0-9]+) MB").matcher(((FileOutcome.NotWritten) refused).message());
        assertThat(told.find()).isTrue();

        assertThat(run(1L << 50, chosen)).isInstanceOf(FileOutcome.Delivered.class);

        double real = Files.size(folder.resolve("out/grid.parquet")) / 1e6;
        assertThat(Long.parseLong(told.group(1))).isBetween((long) Math.ceil(0.9 * real), (long) Math.ceil(1.1 * real));
    }
}
