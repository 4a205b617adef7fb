package dev.sweepbook.load;

import dev.sweepbook.load.YamlNode.Entry;
import dev.sweepbook.load.YamlNode.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the configuration a definition names: a file beside it, below it, or above it up to the root of the run. */
final class ConfigFiles {
    private ConfigFiles() {}

    /** The configuration of a definition, or null with what is wrong reported. */
    static @Nullable ConfigFile of(Definition definition, Problems problems) {
        if (definition.config() != null) {
            return definition.config();
        }
        Entry entry = definition.fields().entry("config");
        TextNode text = entry == null ? null : new Nodes(problems).text(entry.value(), "config");
        if (entry == null || text == null) {
            return null;
        }
        Entry base = definition.fields().entry("extends");
        if (base != null) {
            problems.add(
                    entry.place(),
                    "config: cannot stand beside extends (" + base.place()
                            + "); a model comes from a file or from another model");
            return null;
        }
        Reading<Path> file = find(definition.file(), text.text());
        Path path = file.orReport(problems, text.place(), "config");
        return path == null ? null : read(definition.file(), text, path, problems);
    }

    private static Reading<Path> find(Definition.Source source, String written) {
        try {
            Path given = PathText.resolve(Path.of(""), written);
            if (given.isAbsolute()) {
                return Reading.bad("must be a path relative to the file it stands in, was " + Shown.quoted(written));
            }
            Path file = source.path().resolveSibling(given);
            Path root = source.root().toAbsolutePath().normalize();
            if (!file.toAbsolutePath().normalize().startsWith(root)
                    || (Files.exists(file) && !file.toRealPath().startsWith(root.toRealPath()))) {
                return Reading.bad("must not leave the folder of the run, links resolved, was " + Shown.quoted(written)
                        + "; copy the file into it");
            } else if (Files.isDirectory(file)) {
                return Reading.bad("must be a file, was the folder " + Shown.quoted(written));
            } else if (!Files.isRegularFile(file)) {
                return Reading.bad("there is no file " + Shown.quoted(written) + " beside the one this stands in");
            }
            return Reading.good(file.normalize());
        } catch (InvalidPathException e) {
            return Reading.bad("must be a path, was " + Shown.quoted(written));
        } catch (IOException e) {
            return Reading.bad("cannot be followed: " + Shown.quoted(written));
        }
    }

    private static @Nullable ConfigFile read(Definition.Source from, TextNode text, Path file, Problems problems) {
        Problems found = new Problems(PathText.of(file));
        try {
            return ConfigFile.read(file, from.root(), DefinitionFolders.relative(from.root(), file), found);
        } catch (IOException e) {
            problems.add(text.place(), "config: " + Shown.quoted(text.text()) + " cannot be read");
            return null;
        } finally {
            problems.addAll(found);
        }
    }
}
