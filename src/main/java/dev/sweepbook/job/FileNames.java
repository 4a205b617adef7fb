package dev.sweepbook.job;

import dev.sweepbook.load.PathText;
import dev.sweepbook.load.Shown;
import java.nio.file.Path;

/** File names as messages and outputs show them, byte for byte. */
public final class FileNames {
    private FileNames() {}

    /**
     * The path in messages.
     *
     * @param path a path
     * @return its text with forward slashes, control characters escaped
     */
    public static String shown(Path path) {
        return Shown.escaped(text(path));
    }

    /** The path as a person knows it, with forward slashes. */
    static String text(Path path) {
        return PathText.of(path);
    }

    /**
     * The name of a file with more around it, in the same folder.
     *
     * @param file a file
     * @param before put before its name, in ASCII
     * @param behind put behind its name, in ASCII
     * @return the other file
     */
    public static Path beside(Path file, String before, String behind) {
        return PathText.beside(file, before, behind);
    }

    /** The name of a file with its ending replaced. */
    static Path withEnding(Path file, String ending) {
        return PathText.withEnding(file, ending);
    }

    static String stem(String name) {
        return PathText.stem(name);
    }
}
