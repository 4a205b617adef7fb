package dev.sweepbook.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PublicationTest {
    private static final byte[] NEW = "new".getBytes(UTF_8);

    @TempDir
    Path output;

    private final Temporaries temporaries = new Temporaries();

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(output)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void untilPublishedOnlyATemporaryNameStandsThere() throws IOException {
        try (Publication publication = new Publication(temporaries)) {
            publication.begin(output.resolve("x.xlsx")).write(NEW);

            assertThat(names())
                    .singleElement()
                    .asString()
                    .startsWith(".sweepbook-")
                    .endsWith(".tmp");
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void anOutputThatCannotBeRemovedDoesNotKeepTheOthers() throws IOException {
        Path gone = output.resolve("gone");
        Publication publication = new Publication(temporaries);
        publication.begin(gone.resolve("x.csv")).write(NEW);
        publication.begin(output.resolve("y.csv")).write(NEW);
        try (Stream<Path> files = Files.list(gone)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(gone);
        Files.writeString(gone, "a file now");

        assertThatThrownBy(publication::close).isInstanceOf(IOException.class);
        assertThat(names()).containsExactly("gone");
    }

    @Test
    void publishedFilesStandInTheirPlacesWithTheirHash() throws IOException {
        try (Publication publication = new Publication(temporaries)) {
            Publication.Output one = publication.begin(output.resolve("x.xlsx"));
            one.write(NEW);
            publication.begin(output.resolve("x.manifest.json")).write('{');
            publication.publish();

            assertThat(one.sha256Hex()) // printf new | sha256sum
                    .isEqualTo("11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437");
        }
        assertThat(names()).containsExactly("x.manifest.json", "x.xlsx");
        assertThat(output.resolve("x.xlsx")).hasContent("new");
    }

    @Test
    void whatIsAbandonedLeavesTheOldFileAsItWas() throws IOException {
        Path target = Files.writeString(output.resolve("x.xlsx"), "old");
        try (Publication publication = new Publication(temporaries)) {
            publication.begin(target).write(NEW);
        }
        assertThat(target).hasContent("old");
        assertThat(names()).containsExactly("x.xlsx");
    }

    @Test
    void missingFoldersAreMade() throws IOException {
        Path target = output.resolve("team/deep/x.xlsx");
        try (Publication publication = new Publication(temporaries)) {
            publication.begin(target).write(NEW);
            publication.publish();
        }
        assertThat(target).hasContent("new");
    }

    @Test
    void aFolderInThePlaceOfAnOutputIsToldBeforeAnythingIsWritten() throws IOException {
        Path target = Files.createDirectory(output.resolve("x.xlsx"));
        try (Publication publication = new Publication(temporaries)) {
            assertThatThrownBy(() -> publication.begin(target)).isInstanceOf(DirectoryNotEmptyException.class);
            assertThat(publication.faultPlace()).isEqualTo(target);
        }
        assertThat(names()).containsExactly("x.xlsx");
    }

    @Test
    void afterAStopNothingIsPublishedAndNothingIsLeft() throws IOException {
        try (Publication publication = new Publication(temporaries)) {
            publication.begin(output.resolve("x.xlsx")).write(NEW);
            temporaries.stop();

            assertThat(names()).isEmpty();
            assertThatThrownBy(publication::publish).isInstanceOf(Temporaries.StoppedException.class);
            assertThatThrownBy(() -> publication.begin(output.resolve("y.xlsx")))
                    .isInstanceOf(Temporaries.StoppedException.class);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void leftOversOfARunThatDiedAreSweptAndNothingElse() throws IOException {
        Files.writeString(output.resolve(".sweepbook-dead-1-0.tmp"), "half");
        Files.writeString(output.resolve("mine.tmp"), "kept");
        Files.writeString(output.resolve(".sweepbook-notes.txt"), "kept");
        try (Publication publication = new Publication(temporaries)) {
            publication.begin(output.resolve("x.xlsx")).write(NEW);
            publication.publish();
        }
        assertThat(names()).containsExactly(".sweepbook-notes.txt", "mine.tmp", "x.xlsx");
    }

    @Test
    void whatAnotherRunStillWritesIsNotSwept() throws IOException {
        Path theirs = Files.writeString(output.resolve(".sweepbook-alive-1-0.tmp"), "half");
        try (FileChannel channel = FileChannel.open(theirs, StandardOpenOption.WRITE);
                FileLock lock = channel.lock();
                Publication publication = new Publication(temporaries)) {
            assertThat(lock.isValid()).isTrue();
            publication.begin(output.resolve("x.xlsx")).write(NEW);
            publication.publish();
        }
        assertThat(names()).containsExactly(".sweepbook-alive-1-0.tmp", "x.xlsx");
    }

    @Test
    void aNameThatTheFileSystemRefusesIsKeptAsTheFault() {
        Path target = output.resolve("x".repeat(300) + ".xlsx");
        try (Publication publication = new Publication(temporaries)) {
            publication.begin(target).write(NEW);
            assertThatThrownBy(publication::publish).isInstanceOf(IOException.class);
            assertThat(Faults.reason(publication.fault())).isEqualTo("file name too long");
            assertThat(Faults.remedy(publication.fault())).isEqualTo("give the scenario file a shorter name");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
