package dev.sweepbook.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.sweepbook.ooxml.Packages;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A package as one text, part after part, each behind a line with its name: what can be read, compared and mutated. */
final class PartsText {
    private static final String MARK = "#part ";
    private static final int LONGEST_NAME = 1_000;

    private PartsText() {}

    static byte[] zip(byte[] text) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        String all = "\n" + new String(text, ISO_8859_1);
        String whole = all.endsWith("\n") ? all.substring(0, all.length() - 1) : all;
        for (String part : whole.split("\n" + MARK, -1)) {
            int end = part.indexOf('\n');
            if (end > 0 && end < LONGEST_NAME) {
                parts.put(part.substring(0, end), part.substring(end + 1).getBytes(ISO_8859_1));
            }
        }
        return Packages.zipBytes(parts);
    }

    static byte[] of(byte[] zip) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                text.write((MARK + entry.getName() + "\n").getBytes(ISO_8859_1));
                in.transferTo(text);
                text.write('\n');
            }
        }
        return text.toByteArray();
    }
}
