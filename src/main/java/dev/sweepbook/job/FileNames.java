package dev.sweepbook.job;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * File names byte for byte. A locale that cannot spell a name, as the bare POSIX one of cron jobs and containers, turns
 * its text into replacement characters; the URI of a path keeps the bytes.
 */
final class FileNames {
    private static final char REPLACEMENT = '\uFFFD';

    private FileNames() {}

    /** The path as a person knows it, with forward slashes. */
    static String text(Path path) {
        String text = path.toString();
        if (text.indexOf(REPLACEMENT) < 0) {
            return text.replace(path.getFileSystem().getSeparator(), "/");
        }
        List<String> names = new ArrayList<>();
        for (Path name : path) {
            names.add(decoded(encoded(name)));
        }
        return (path.isAbsolute() ? "/" : "") + String.join("/", names);
    }

    /** The name of a file with its ending replaced. */
    static Path withEnding(Path file, String ending) {
        Path name = file.getFileName();
        String text = name.toString();
        if (text.indexOf(REPLACEMENT) < 0) {
            return Path.of(stem(text) + ending);
        }
        return Path.of(URI.create("file:///" + stem(encoded(name)) + ending)).getFileName();
    }

    static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String encoded(Path name) {
        String uri = name.toUri().getRawPath();
        String bare = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        return bare.substring(bare.lastIndexOf('/') + 1);
    }

    private static String decoded(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
