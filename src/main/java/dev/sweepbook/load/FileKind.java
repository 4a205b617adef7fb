package dev.sweepbook.load;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells from its first bytes what a file is. */
final class FileKind {
    private FileKind() {}

    /** Why the file is no text this program reads, or null. */
    static @Nullable String fault(byte[] head) {
        if (begins(head, 0x1f, 0x8b)) {
            return "is a gzip archive, not a text file: unpack it first";
        } else if (begins(head, 0x89, 'P', 'N', 'G')
                || begins(head, 0xff, 0xd8, 0xff)
                || begins(head, 'G', 'I', 'F', '8')) {
            return "is a picture, not a text file";
        } else if (begins(head, 'P', 'K', 3, 4) || begins(head, 0xd0, 0xcf, 0x11, 0xe0)) {
            return "is an archive or an Excel workbook, not a text file: export it as CSV";
        } else if (begins(head, '%', 'P', 'D', 'F')) {
            return "is a PDF, not a text file";
        } else if (begins(head, 0xff, 0xfe, 0, 0) || begins(head, 0, 0, 0xfe, 0xff)) {
            return "is encoded in UTF-32: save it as UTF-8";
        } else if (markLength(head) != 2 && holdsNul(head)) {
            return looksLikeUtf16(head)
                    ? "holds NUL bytes, as UTF-16 without a byte order mark does: save it as UTF-8"
                    : "holds NUL bytes: it is a binary file, or its encoding is neither UTF-8 nor marked as UTF-16";
        }
        return isMarkup(head) ? "is an HTML or XML page, not a scenario file" : null;
    }

    private static boolean begins(byte[] head, int... bytes) {
        if (head.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    static int markLength(byte[] head) {
        return begins(head, 0xef, 0xbb, 0xbf) ? 3 : begins(head, 0xff, 0xfe) || begins(head, 0xfe, 0xff) ? 2 : 0;
    }

    static Charset charset(byte[] head) {
        return begins(head, 0xff, 0xfe)
                ? StandardCharsets.UTF_16LE
                : begins(head, 0xfe, 0xff) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    private static boolean holdsNul(byte[] head) {
        for (byte b : head) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean looksLikeUtf16(byte[] head) {
        int[] nuls = new int[2];
        for (int i = 0; i < head.length; i++) {
            nuls[i % 2] += head[i] == 0 ? 1 : 0;
        }
        int half = head.length / 2;
        return (nuls[0] > half * 3 / 4 && nuls[1] == 0) || (nuls[1] > half * 3 / 4 && nuls[0] == 0);
    }

    private static boolean isMarkup(byte[] head) {
        String start = new String(head, StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype")
                || start.startsWith("<html")
                || start.startsWith("<?xml")
                || start.startsWith("<!--");
    }
}
