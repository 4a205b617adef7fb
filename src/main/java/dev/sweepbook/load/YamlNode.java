package dev.sweepbook.load;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A piece of a YAML file and where it stands. */
sealed interface YamlNode {
    Place place();

    /** Keys and values, each key once, in the order they were written. */
    record MapNode(Place place, List<Entry> entries) implements YamlNode {
        @Nullable
        Entry entry(String key) {
            for (Entry entry : entries) {
                if (entry.key().equals(key)) {
                    return entry;
                }
            }
            return null;
        }

        @Nullable
        YamlNode get(String key) {
            Entry entry = entry(key);
            return entry == null ? null : entry.value();
        }
    }

    /** One key of a map. */
    record Entry(String key, Place place, YamlNode value) {}

    /** A list. */
    record ListNode(Place place, List<YamlNode> items) implements YamlNode {}

    /** A scalar, not yet typed. */
    record TextNode(Place place, String text, boolean quoted) implements YamlNode {
        private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

        /** Whether nothing was written, or a word for nothing. */
        boolean isNull() {
            return !quoted && NULLS.contains(text);
        }
    }

    /** Something that was refused where it stands, and says nothing. */
    record RefusedNode(Place place) implements YamlNode {}

    /** What it is, for a message about what was found. */
    default String found() {
        if (this instanceof MapNode) {
            return "a map";
        } else if (this instanceof ListNode) {
            return "a list";
        } else if (this instanceof TextNode text) {
            return text.isNull() ? "nothing" : Shown.quoted(text.text());
        }
        return "something refused";
    }
}
