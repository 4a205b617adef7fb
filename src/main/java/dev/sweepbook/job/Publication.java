package dev.sweepbook.job;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The outputs of one scenario file: written under temporary names, synced, and put in their places together. Closed
 * before that, nothing of them is left.
 */
final class Publication implements Closeable {
    private final Temporaries temporaries;
    private final Mover mover;
    private final List<Output> outputs = new ArrayList<>();
    private final Set<Path> changedFolders = new LinkedHashSet<>();

    private @Nullable IOException fault;
    private @Nullable Path faultPlace;

    Publication(Temporaries temporaries) {
        this(temporaries, Mover.OF_SYSTEM);
    }

    Publication(Temporaries temporaries, Mover mover) {
        this.temporaries = temporaries;
        this.mover = mover;
    }

    /** Begins a file that is to stand at a place. */
    Output begin(Path target) throws IOException {
        try {
            Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent(), "an output stands in a folder");
            createFolders(folder);
            if (Files.isDirectory(target)) {
                throw new DirectoryNotEmptyException(target.toString());
            }
            Output output = new Output(target, temporaries.create(folder));
            outputs.add(output);
            changedFolders.add(folder);
            return output;
        } catch (IOException e) {
            throw faultAt(target, e);
        }
    }

    /** Begins a file that is put in its place before the others. */
    Output beginFirst(Path target) throws IOException {
        Output output = begin(target);
        outputs.remove(output);
        outputs.add(0, output);
        return output;
    }

    /** Leaves the file for a place out, and forgets what the system said of it: the others go on without it. */
    void forget(Path target) {
        for (Output output : List.copyOf(outputs)) {
            if (output.target.equals(target)) {
                outputs.remove(output);
                try {
                    output.abandon();
                } catch (IOException e) {
                    // it is swept by a later run
                }
            }
        }
        fault = null;
        faultPlace = null;
    }

    private void createFolders(Path folder) throws IOException {
        Path missing = folder;
        while (missing != null && !Files.exists(missing)) {
            missing = missing.getParent();
            if (missing != null) {
                changedFolders.add(missing);
            }
        }
        Files.createDirectories(folder);
    }

    /** Puts every file in its place, in the order they were begun; the last of several is their manifest. */
    void publish() throws IOException {
        publish(new Replacement.Keeping(new KeptReports(Path.of(""), 0), LocalDate.EPOCH));
    }

    /** The same, and keeps what stood there. */
    void publish(Replacement.Keeping keeping) throws IOException {
        for (Output output : outputs) {
            output.sync();
        }
        List<Replacement.Step> steps = outputs.stream()
                .map(output -> new Replacement.Step(output.temporary.path(), output.target))
                .toList();
        Replacement replacement = new Replacement(temporaries, mover, steps, keeping);
        try {
            temporaries.whole(replacement::run);
        } catch (IOException e) {
            throw faultAt(replacement.at(), e);
        }
        for (Output output : outputs) {
            output.published();
        }
        changedFolders.addAll(replacement.changedFolders());
        for (Path folder : changedFolders) {
            sync(folder);
        }
    }

    /** Systems that cannot open a folder keep names without being asked. */
    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return;
        }
    }

    /** What the system said of an output, or null where it said nothing. */
    @Nullable
    IOException fault() {
        return fault;
    }

    /** The output it said it of, or null. */
    @Nullable
    Path faultPlace() {
        return faultPlace;
    }

    /** Whether a folder is gone that was there when an output was begun in it. */
    boolean hasLostItsFolder() {
        return outputs.stream().anyMatch(output -> Files.notExists(output.folder()));
    }

    private IOException faultAt(Path place, IOException said) {
        if (fault == null && !(said instanceof Temporaries.StoppedException)) {
            fault = said;
            faultPlace = place;
        }
        return said;
    }

    @Override
    public void close() throws IOException {
        IOException first = null;
        for (Output output : outputs) {
            try {
                output.abandon();
            } catch (IOException e) {
                first = first == null ? e : first; // the others are to be removed all the same
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** One file being written. What the system says of it is kept, since libraries in between may wrap it. */
    final class Output extends FilterOutputStream {
        private final Path target;
        private final Temporaries.Temporary temporary;
        private final MessageDigest digest = Hashes.sha256();
        private boolean moved;

        Output(Path target, Temporaries.Temporary temporary) {
            super(OutputStream.nullOutputStream());
            this.target = target;
            this.temporary = temporary;
            this.out = Channels.newOutputStream(temporary.channel());
        }

        Path target() {
            return target;
        }

        private Path folder() {
            return Objects.requireNonNull(
                    temporary.path().toAbsolutePath().getParent(), "an output stands in a folder");
        }

        String sha256Hex() {
            return Hashes.hex(digest);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw faultAt(target, e);
            }
            digest.update(bytes, offset, length);
        }

        /** The channel stays open: it is synced when everything is written. */
        @Override
        public void close() throws IOException {
            flush();
        }

        private void sync() throws IOException {
            try {
                temporary.channel().force(true);
            } catch (IOException e) {
                throw faultAt(target, e);
            }
        }

        private void published() throws IOException {
            moved = true;
            temporaries.published(temporary.path());
            temporary.channel().close();
        }

        private void abandon() throws IOException {
            if (!moved) {
                temporary.channel().close();
                temporaries.delete(temporary.path());
            }
        }
    }
}
