package dev.sweepbook.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/** Hands what Jazzer makes up to one of the readers, named by the property {@code reader}. See {@code .ci/fuzz}. */
public final class ReaderFuzzer {
    private static final HostileReader READER = HostileReader.valueOf(System.getProperty("reader"));
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final long MOST_NANOSECONDS = 10_000_000_000L;
    private static final Path FOLDER = temporary();

    private ReaderFuzzer() {}

    private static Path temporary() {
        try {
            return Files.createTempDirectory("fuzz");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Loads the classes, which are slow the first time. */
    public static void fuzzerInitialize() throws IOException {
        READER.check(FOLDER, new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        long begin = CLOCK.getCurrentThreadCpuTime();
        READER.check(FOLDER, input);
        long spent = CLOCK.getCurrentThreadCpuTime() - begin;
        if (spent > MOST_NANOSECONDS) { // of processor time: a busy machine is no finding
            throw new AssertionError(input.length + " bytes took " + spent / 1e9 + " s");
        }
    }
}
