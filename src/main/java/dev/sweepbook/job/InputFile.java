package dev.sweepbook.job;

import dev.sweepbook.load.Shown;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;

/**
 * A scenario file of a run.
 *
 * @param root the folder outputs mirror paths from, which no definition may leave
 * @param path the file as the user named it or its folder
 * @param mirror the file relative to its root
 */
public record InputFile(Path root, Path path, Path mirror) {
    /**
     * The file in messages.
     *
     * @return its path as the user named it, control characters escaped
     */
    public String shown() {
        return Shown.escaped(FileNames.text(path));
    }

    /** The path in manifests, with forward slashes. */
    String mirrorText() {
        return FileNames.text(mirror);
    }

    /** What two files that would write the same output have in common, on file systems that ignore case too. */
    String outputKey() {
        return folded(FileNames.stem(mirrorText()));
    }

    static String folded(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** Where an output of the file goes. */
    Path target(Path output, String ending) {
        Path folder = mirror.getParent();
        Path name = FileNames.withEnding(mirror, ending);
        return (folder == null ? output : output.resolve(folder)).resolve(name);
    }
}
