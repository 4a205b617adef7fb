package dev.sweepbook.ooxml;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What kind of content each part of a package has. */
public final class ContentTypes {
    private final Map<String, String> byEnding = new HashMap<>();
    private final Map<String, String> byName = new HashMap<>();

    private ContentTypes() {}

    /**
     * Reads the part that says it.
     *
     * @param in its content, closed here
     * @return the types
     * @throws IOException where it cannot be read
     * @throws Refused where it is broken
     */
    public static ContentTypes read(InputStream in) throws IOException, Refused {
        ContentTypes types = new ContentTypes();
        XmlReading.read(PackageFile.CONTENT_TYPES, in, (xml, depth) -> {
            String type = xml.getAttributeValue(null, "ContentType");
            String ending = xml.getAttributeValue(null, "Extension");
            String name = xml.getAttributeValue(null, "PartName");
            if (depth == 1 && type != null && ending != null) {
                types.byEnding.putIfAbsent(ending.toLowerCase(Locale.ROOT), type);
            } else if (depth == 1 && type != null && name != null) {
                String folded = name.toLowerCase(Locale.ROOT);
                if (types.byName.putIfAbsent(folded.startsWith("/") ? folded.substring(1) : folded, type) != null) {
                    throw new Refused(PackageFile.CONTENT_TYPES, "is a duplicate for " + name + ": it has two types");
                }
            }
        });
        return types;
    }

    /**
     * The type of a part.
     *
     * @param part its name
     * @return the type, empty where none is given
     */
    public String of(String part) {
        String folded = part.toLowerCase(Locale.ROOT);
        String ending = folded.substring(folded.lastIndexOf('.') + 1);
        return byName.getOrDefault(folded, byEnding.getOrDefault(ending, ""));
    }
}
