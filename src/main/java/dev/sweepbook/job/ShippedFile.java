package dev.sweepbook.job;

import dev.sweepbook.catalog.Catalog;
import dev.sweepbook.load.Loaded;
import dev.sweepbook.load.PathText;
import dev.sweepbook.load.Problem;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A scenario file with everything that was read for it, by value, so that it can be read where its disk is not. Files
 * stand to each other as they stood; the template is left out, since only workbooks are made from it.
 */
final class ShippedFile implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String root;
    private final String path;
    private final ArrayList<String> definitions = new ArrayList<>();
    private final LinkedHashMap<String, byte[]> contents = new LinkedHashMap<>();
    private final ArrayList<String> hashes = new ArrayList<>();
    private final long limit;

    private ShippedFile(Request request, InputFile file) {
        this.root = place(file.root());
        this.path = place(file.path());
        this.limit = request.pace().limit();
        request.definitions().forEach(folder -> definitions.add(place(folder)));
    }

    /** Null where a file no longer holds what was read. */
    static @Nullable ShippedFile of(Request request, InputFile file, Loaded loaded) throws IOException {
        ShippedFile shipped = new ShippedFile(request, file);
        for (Loaded.Input input : inputs(loaded)) {
            byte[] bytes = Files.readAllBytes(input.file());
            if (!Hashes.ofBytes(bytes).equals(input.sha256())) {
                return null;
            }
            shipped.contents.put(place(input.file()), bytes);
            shipped.hashes.add(input.sha256());
        }
        return shipped;
    }

    private static List<Loaded.Input> inputs(Loaded loaded) {
        Loaded.Input template =
                loaded.template() == null ? null : loaded.template().input();
        return loaded.inputs().stream().filter(input -> !input.equals(template)).toList();
    }

    /** Where a file stands among the shipped ones: as it stands on its own disk. */
    private static String place(Path path) {
        Path full = path.toAbsolutePath().normalize();
        List<String> names = new ArrayList<>();
        names.add("disk" + full.getRoot().toString().replaceAll("[^A-Za-z0-9]", ""));
        full.forEach(name -> names.add(FileNames.text(name)));
        return String.join("/", names);
    }

    /** Reads it in a folder of its own, which is removed again. */
    SweepFile read() throws IOException {
        Path folder = Files.createTempDirectory("sweepbook-");
        try {
            for (Map.Entry<String, byte[]> content : contents.entrySet()) {
                Path file = PathText.resolve(folder, content.getKey());
                Files.createDirectories(file.getParent());
                Files.write(file, content.getValue());
            }
            List<Path> extra = definitions.stream()
                    .map(each -> PathText.resolve(folder, each))
                    .toList();
            Loaded loaded = new ScenarioFiles(Catalog.shipped(), extra, limit)
                    .read(PathText.resolve(folder, root), PathText.resolve(folder, path));
            return asRead(loaded);
        } finally {
            delete(folder);
        }
    }

    private SweepFile asRead(Loaded loaded) throws IOException {
        SweepFile sweep = loaded.sweep();
        if (sweep == null) {
            Problem first = loaded.problems().first().get(0);
            throw new IOException(
                    "the scenario file was read well where the run began and not here: " + first.message());
        }
        List<String> found = loaded.inputs().stream().map(Loaded.Input::sha256).toList();
        if (!found.equals(hashes)) {
            throw new IOException("other definitions were found here than where the run began, which is a defect");
        }
        return sweep;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
