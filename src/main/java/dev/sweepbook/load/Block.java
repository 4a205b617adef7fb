package dev.sweepbook.load;

import dev.sweepbook.load.YamlNode.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one sweep of a file is written as, the file's own keys inherited.
 *
 * @param name shown in column {@code sweep}
 * @param place where it begins
 * @param description free text, empty where none was given
 * @param models the models key, or null
 * @param hardware the hardware key, or null
 * @param fixed fixed values, the block's own first
 * @param sweep the axes, or null
 * @param zip the axes that advance together, or null
 * @param exclude exclusions, the file's first
 * @param include whole scenarios, or null
 * @param slo what a service must keep to, or null
 * @param report how the report is to look, or null
 */
record Block(
        String name,
        Place place,
        String description,
        @Nullable Entry models,
        @Nullable Entry hardware,
        List<FixedEntry> fixed,
        @Nullable Entry sweep,
        @Nullable Entry zip,
        List<YamlNode> exclude,
        @Nullable Entry include,
        @Nullable Entry slo,
        @Nullable Entry report) {

    /**
     * A fixed value.
     *
     * @param entry axis name and value
     * @param inherited whether the file gives it, so that the block may give another
     */
    record FixedEntry(Entry entry, boolean inherited) {}
}
