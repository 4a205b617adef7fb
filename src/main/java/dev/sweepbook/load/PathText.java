package dev.sweepbook.load;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Names of files as text and back, byte for byte. A locale that cannot spell a name, as the bare POSIX one of cron jobs
 * and containers, turns its text into replacement characters and takes no such text for a path; the URI of a path keeps
 * the bytes, which are read as UTF-8.
 */
public final class PathText {
    private static final char REPLACEMENT = '\uFFFD';

    private PathText() {}

    /**
     * The path as a person knows it.
     *
     * @param path a path
     * @return its text with forward slashes
     */
    public static String of(Path path) {
        if (isSpelt(path)) {
            return path.toString().replace(path.getFileSystem().getSeparator(), "/");
        }
        List<String> names = new ArrayList<>();
        for (Path name : path) {
            names.add(URLDecoder.decode(encoded(name).replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return (path.isAbsolute() ? "/" : "") + String.join("/", names);
    }

    /**
     * A path below or beside another.
     *
     * @param folder where it begins
     * @param text a relative path as somebody wrote it
     * @return the path it names
     * @throws InvalidPathException where no file can be called so
     */
    public static Path resolve(Path folder, String text) {
        try {
            return folder.resolve(text);
        } catch (InvalidPathException e) {
            return resolveBytes(folder, text, e);
        }
    }

    private static Path resolveBytes(Path folder, String text, InvalidPathException refused) {
        Path path = text.startsWith("/") ? Path.of("/") : folder;
        for (String name : text.split("/", -1)) {
            try {
                path = name.isEmpty() || name.equals("..") || name.equals(".")
                        ? path.resolve(name)
                        : path.resolve(named(percent(name)));
            } catch (IllegalArgumentException e) {
                throw refused;
            }
        }
        return path;
    }

    /**
     * The name of a file with more around it.
     *
     * @param file a file
     * @param before put before its name, in ASCII
     * @param behind put behind its name, in ASCII
     * @return the file of that name in the same folder
     */
    public static Path beside(Path file, String before, String behind) {
        Path name = file.getFileName();
        return file.resolveSibling(
                isSpelt(name)
                        ? Path.of(before + name + behind)
                        : named(percent(before) + encoded(name) + percent(behind)));
    }

    /**
     * The name of a file with its ending replaced.
     *
     * @param file a file
     * @param ending the new ending with its dot, in ASCII
     * @return the name alone
     */
    public static Path withEnding(Path file, String ending) {
        Path name = file.getFileName();
        return isSpelt(name) ? Path.of(stem(name.toString()) + ending) : named(stem(encoded(name)) + percent(ending));
    }

    /**
     * A name without its ending.
     *
     * @param name the name of a file
     * @return what stands before the last dot; all of it where there is none, or it comes first
     */
    public static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static boolean isSpelt(Path path) {
        return path.toString().indexOf(REPLACEMENT) < 0;
    }

    private static String percent(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Path named(String encoded) {
        return Path.of(URI.create("file:///" + encoded)).getFileName();
    }

    private static String encoded(Path name) {
        String uri = name.toUri().getRawPath();
        String bare = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        return bare.substring(bare.lastIndexOf('/') + 1);
    }
}
