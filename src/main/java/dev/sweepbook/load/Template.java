package dev.sweepbook.load;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A workbook that reports are made from, looked through and found good.
 *
 * @param input what the run has read
 * @param parts its parts by name, in the order of the file
 */
public record Template(Loaded.Input input, Map<String, byte[]> parts) {
    /** Copies the map. */
    public Template {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }
}
