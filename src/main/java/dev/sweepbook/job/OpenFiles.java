package dev.sweepbook.job;

import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Scenario files this process works on for others, each read once for all of its parts. */
final class OpenFiles {
    private static final int KEPT = 4;
    private static final Map<String, Opened> OPEN = new LinkedHashMap<>();

    private OpenFiles() {}

    /** A file, and the cursor that those of its parts are made from. */
    record Opened(SweepFile sweep, RowCursor cursor) {}

    /** Reads a file. */
    @FunctionalInterface
    interface Reader {
        Opened read() throws IOException;
    }

    /** The file of an id. */
    static Opened of(String id, Reader reader) throws IOException {
        synchronized (OPEN) {
            Opened known = OPEN.get(id);
            if (known == null) {
                known = reader.read();
                OPEN.put(id, known);
                if (OPEN.size() > KEPT) {
                    OPEN.remove(OPEN.keySet().iterator().next());
                }
            }
            return known;
        }
    }
}
