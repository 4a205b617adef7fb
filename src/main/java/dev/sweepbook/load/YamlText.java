package dev.sweepbook.load;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of a YAML file, checked before any parser sees it.
 *
 * @param text without byte order mark; null where it is refused
 * @param sha256 of the file's bytes
 */
record YamlText(@Nullable String text, String sha256) {
    static final int MOST_BYTES = 1 << 20;

    static YamlText read(Path file, Problems problems) throws IOException {
        byte[] bytes;
        try (InputStream stream = Files.newInputStream(file)) {
            bytes = stream.readNBytes(MOST_BYTES + 1);
        }
        if (bytes.length > MOST_BYTES) {
            problems.add(Place.FILE, "the file is larger than 1 MiB, the most a YAML file may be");
            return new YamlText(null, "");
        }
        try {
            DecodedText decoded = new DecodedText(new ByteArrayInputStream(bytes));
            long before = problems.count();
            String text = characters(decoded, problems);
            if (text.isBlank()) {
                problems.add(Place.START, "the file is empty");
            }
            return new YamlText(problems.count() == before ? text : null, decoded.sha256());
        } catch (Unreadable e) {
            problems.add(e.place(), e.reason());
            return new YamlText(null, "");
        }
    }

    private static String characters(DecodedText decoded, Problems problems) throws IOException, Unreadable {
        StringBuilder text = new StringBuilder();
        boolean indenting = true;
        char high = 0;
        for (int unit = decoded.read(); unit >= 0; unit = decoded.read()) {
            text.append((char) unit);
            if (Character.isHighSurrogate((char) unit)) {
                high = (char) unit;
                continue;
            }
            int c = Character.isLowSurrogate((char) unit) ? Character.toCodePoint(high, (char) unit) : unit;
            String fault = fault(c, indenting);
            if (fault != null) {
                problems.add(decoded.place(), fault + Characters.named(c));
            }
            indenting = c == '\n' || c == '\r' || (indenting && (c == ' ' || Characters.isOddBlank(c)));
        }
        return text.toString();
    }

    private static @Nullable String fault(int c, boolean indenting) {
        if (c >= 0x20 && c < 0x7f) {
            return null;
        } else if (Characters.isControl(c)) {
            return "the file must not hold control characters, holds ";
        } else if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)) {
            return "the file must not hold marks that turn the direction of text, holds ";
        } else if (c == 0xfeff || c == 0x200b || c == 0x2060) {
            return "the file must not hold invisible characters, holds ";
        }
        return indenting && Characters.isOddBlank(c) ? "lines are indented with the space bar's blank, found " : null;
    }

    /** Lines, for a second look at one of them. */
    static List<String> lines(String text) {
        return text.lines().toList();
    }
}
