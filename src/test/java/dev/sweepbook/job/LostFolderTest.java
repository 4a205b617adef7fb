package dev.sweepbook.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody removes the output folder while a run writes to it. */
final class LostFolderTest {
    @TempDir
    Path top;

    /** Removes the folder, then renames as the system does. */
    private static final class Remover implements Mover {
        private final Path folder;

        Remover(Path folder) {
            this.folder = folder;
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
            Mover.OF_SYSTEM.move(from, to);
        }

        @Override
        public boolean isHeld(IOException fault) {
            return false;
        }
    }

    @Test
    void theMessageSaysWhatHappenedAndThatAnotherRunHelps() throws IOException {
        Path out = top.resolve("out");
        Path in = Files.createDirectory(top.resolve("in"));
        Files.writeString(in.resolve("x.yaml"), """
                models: [llama-3.1-8b]
                hardware: [h100-sxm]
                """);
        Set<Format> formats = EnumSet.of(Format.CSV);
        Request request = new Request(
                out, formats, Request.Workbooks.USUAL, List.of(), List.of(), new Request.Pace(1, 1000, false), "9.9");
        List<InputFile> files = Inputs.find(List.of(in), out).files();
        FileWork.Setting setting = new FileWork.Setting(
                request,
                Policy.AFRESH,
                new OutputPlan(out, formats, files),
                Journal.NONE,
                new Temporaries(),
                new Remover(out),
                RoomCheck.ofSystem(),
                Clock.systemUTC(),
                1);

        FileOutcome outcome =
                new FileWork(setting, new FileReader(request), null).run(files.get(0), new Tally(), new Gauge());

        assertThat(outcome).isInstanceOf(FileOutcome.NotWritten.class);
        assertThat(((FileOutcome.NotWritten) outcome).message())
                .isEqualTo(FileNames.shown(out.resolve("x.csv")) + ": cannot be written: its folder was removed"
                        + " meanwhile; run again, or name another folder with --output");
    }
}
