package dev.sweepbook.job;

import dev.sweepbook.sweep.IndexRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses, before anything is written, what has no room. */
final class RoomCheck {
    private final Disk disk;
    private final long fromIndexes;

    /** Looks at files of so many indexes or more: smaller ones are written before they are judged. */
    RoomCheck(Disk disk, long fromIndexes) {
        this.disk = disk;
        this.fromIndexes = fromIndexes;
    }

    /** The check of this machine. */
    static RoomCheck ofSystem() {
        return new RoomCheck(Disk.OF_SYSTEM, IndexRange.CHUNK);
    }

    /** Says how much is missing where. */
    static final class NoRoomException extends IOException {
        private static final long serialVersionUID = 1;

        NoRoomException(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    void check(OutputSet.Task task, RowSource rows, @Nullable Path spill) throws IOException {
        if (rows.range().size() < fromIndexes) {
            return;
        }
        Map<Format, Long> sizes = new SizeEstimate(task, spill).of(rows);
        long bytes = sizes.values().stream().mapToLong(Long::longValue).sum();
        if (task.request().division().engine() != null) {
            bytes += bytes - sizes.getOrDefault(Format.XLSX, 0L); // the files of the parts stand until they are joined
        }
        long rowsKept = sizes.getOrDefault(Format.XLSX, 0L); // a workbook's rows wait there until it is put together
        Path output = task.request().output();
        Path temporary = spill == null ? Path.of(System.getProperty("java.io.tmpdir")) : spill;
        boolean shared = rowsKept > 0 && disk.isShared(output, temporary);
        long needed = bytes + (shared ? rowsKept : 0);
        if (needed > disk.free(output)) {
            throw new NoRoomException("needs about " + size(needed) + " in " + FileNames.shown(output)
                    + (shared ? " and the temporary folder, which is on the same disk" : "")
                    + ", where " + size(disk.free(output))
                    + " are free; make room, name another folder with --output, or ask for less with --columns or"
                    + " --rows best");
        }
        if (rowsKept > 0 && !shared && rowsKept > disk.free(temporary)) {
            throw new NoRoomException("needs about " + size(rowsKept) + " in the temporary folder for the rows of the"
                    + " workbook, where " + size(disk.free(temporary))
                    + " are free; make room there, name another with java -Djava.io.tmpdir, or ask for --rows best");
        }
    }

    private static String size(long bytes) {
        return bytes >= 1_000_000_000
                ? String.format(Locale.ROOT, "%,.1f GB", bytes / 1e9)
                : String.format(Locale.ROOT, "%,d MB", (bytes + 999_999) / 1_000_000);
    }
}
