package dev.sweepbook.load;

import dev.sweepbook.load.Definition.Kind;
import dev.sweepbook.load.YamlNode.Entry;
import dev.sweepbook.load.YamlNode.MapNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Folders of definitions, each read once however many scenario files use it. */
final class DefinitionFolders {
    private static final String CONFIGURATION = ".json";

    private final Map<Path, Folder> read = new HashMap<>();

    /**
     * A folder of definitions.
     *
     * @param path where it is
     * @param root the folder of the run
     * @param layer what its files define
     * @param problems what is wrong with its files, by file
     */
    record Folder(Path path, Path root, DefinitionLayer layer, List<Problems> problems) {}

    /** The folders a scenario file looks in, nearest first: from its own folder up to the root, then the extra ones. */
    List<Folder> forFile(Path root, Path file, List<Path> extra) {
        List<Path> paths = new ArrayList<>();
        Path top = root.toAbsolutePath().normalize();
        Path folder = file.toAbsolutePath().normalize().getParent();
        for (Path at = folder; at != null; at = at.equals(top) || !at.startsWith(top) ? null : at.getParent()) {
            paths.add(at.resolve("catalog"));
        }
        for (Path path : extra) {
            paths.add(path.toAbsolutePath().normalize());
        }
        return paths.stream()
                .distinct()
                .filter(Files::isDirectory)
                .map(path -> read.computeIfAbsent(path, where -> readFolder(top, where)))
                .toList();
    }

    private static Folder readFolder(Path root, Path folder) {
        DefinitionLayer layer = new DefinitionLayer();
        List<Problems> problems = new ArrayList<>();
        for (Path file : files(folder, problems)) {
            String name = PathText.of(file.getFileName());
            if (name.endsWith(CONFIGURATION)) {
                Problems found = new Problems(PathText.of(file));
                problems.add(found);
                readConfiguration(root, file, layer, found);
            } else if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                Problems found = new Problems(PathText.of(file));
                problems.add(found);
                readFile(root, file, layer, found);
            }
        }
        return new Folder(folder, root, layer, problems);
    }

    private static List<Path> files(Path folder, List<Problems> problems) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !PathText.of(file.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            Problems unreadable = new Problems(PathText.of(folder));
            unreadable.add(Place.FILE, "the folder cannot be read: " + Shown.plain(String.valueOf(e.getMessage())));
            problems.add(unreadable);
            return List.of();
        }
    }

    /** The folder a definition's paths may not leave: the run's, or its own where it stands outside. */
    private static Path boundary(Path root, Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        return folder == null || folder.startsWith(root) ? root : folder;
    }

    private static void readConfiguration(Path root, Path file, DefinitionLayer layer, Problems problems) {
        String name = PathText.of(file.getFileName());
        String id = name.substring(0, name.length() - CONFIGURATION.length());
        String fault = Names.idFault(id);
        if (fault != null) {
            problems.add(Place.FILE, fault);
            return;
        }
        try {
            ConfigFile config = ConfigFile.read(file, boundary(root, file), relative(root, file), problems);
            if (config != null) {
                layer.add(Definition.of(DefinitionLayer.composed(id), config), problems);
            }
        } catch (IOException e) {
            problems.add(Place.FILE, "the file cannot be read: " + Shown.plain(String.valueOf(e.getMessage())));
        }
    }

    private static void readFile(Path root, Path file, DefinitionLayer layer, Problems problems) {
        YamlText text;
        try {
            text = YamlText.read(file, problems);
        } catch (IOException e) {
            problems.add(Place.FILE, "the file cannot be read: " + Shown.plain(String.valueOf(e.getMessage())));
            return;
        }
        YamlNode node = text.text() == null ? null : YamlTree.read(text.text(), problems);
        Nodes nodes = new Nodes(problems);
        String example = "hardware: {my-device: {extends: h100-sxm, memory: 96 GB}}";
        MapNode top = node == null ? null : nodes.map(node, "the file", example);
        if (top == null) {
            return;
        }
        nodes.refuseUnknown(top, List.of(Kind.MODEL.key, Kind.HARDWARE.key), Set.of());
        Definition.Source source = new Definition.Source(
                file, boundary(root, file), new Loaded.Input(relative(root, file), text.sha256(), file));
        for (Kind kind : Kind.values()) {
            YamlNode block = top.get(kind.key);
            MapNode definitions = block == null ? null : nodes.map(block, kind.key, "{my-id: {extends: …}}");
            if (definitions != null) {
                definitions.entries().forEach(entry -> define(kind, entry, source, layer, problems));
            }
        }
    }

    private static void define(
            Kind kind, Entry entry, Definition.Source source, DefinitionLayer layer, Problems problems) {
        String fault = Names.idFault(entry.key());
        if (fault != null) {
            problems.add(entry.place(), fault);
        } else {
            String shown = kind.singular + " " + Shown.plain(entry.key());
            MapNode fields = new Nodes(problems).map(entry.value(), shown, "{extends: …}");
            if (fields != null) {
                String id = DefinitionLayer.composed(entry.key());
                layer.add(new Definition(kind, id, entry.place(), fields, source), problems);
            }
        }
    }

    /** The path of a file as manifests show it. */
    static String relative(Path root, Path file) {
        Path top = root.toAbsolutePath().normalize();
        Path full = file.toAbsolutePath().normalize();
        Path shown = full.startsWith(top) ? top.relativize(full) : full.getFileName();
        return PathText.of(shown);
    }
}
