package dev.sweepbook.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileNamesTest {
    @TempDir
    Path folder;

    @Test
    void theEndingIsTheLastOne() {
        assertThat(FileNames.withEnding(Path.of("team/a.b.yaml"), ".xlsx")).isEqualTo(Path.of("a.b.xlsx"));
    }

    @Test
    void aNameThatIsNotUtf8KeepsItsBytes() throws IOException {
        Path odd = Path.of(URI.create(folder.toUri() + "b%E9d+%25.yaml"));
        assumeTrue(canCreate(odd), "needs a file system of bytes");

        Path workbook = FileNames.withEnding(odd, ".xlsx");

        assertThat(folder.resolve(workbook).toUri().toString()).endsWith("/b%E9d+%25.xlsx");
        assertThat(FileNames.text(odd)).endsWith("/b\uFFFDd+%.yaml");
    }

    private static boolean canCreate(Path odd) throws IOException {
        Files.writeString(odd, "x");
        return odd.toString().indexOf('\uFFFD') >= 0;
    }
}
