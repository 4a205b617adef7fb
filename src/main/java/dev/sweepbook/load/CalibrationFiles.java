package dev.sweepbook.load;

import dev.sweepbook.catalog.CalibrationValues;
import dev.sweepbook.catalog.Calibrations;
import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.load.DefinitionFolders.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks calibrations up, nearest first: {@code calibrations/<name>.yaml} of the folders of definitions, then what ships.
 * A file is read when something names it.
 */
final class CalibrationFiles {
    private static final int LONGEST_CHAIN = 32;
    private static final List<String> ENDINGS = List.of(".yaml", ".yml");

    private final List<Folder> folders;
    private final Problems problems;
    private final Map<Path, Reading<Known>> read = new HashMap<>();
    private final Map<String, Calibration> known = new LinkedHashMap<>(Calibrations.shipped());
    private final Set<Loaded.Input> inputs = new LinkedHashSet<>();
    private final Set<String> remarks = new LinkedHashSet<>();
    private final Set<Path> beingRead = new LinkedHashSet<>();

    /**
     * A calibration that was found.
     *
     * @param calibration ready to estimate with
     * @param values the numbers it is made of
     */
    record Known(Calibration calibration, CalibrationValues values) {}

    CalibrationFiles(List<Folder> folders, Problems problems) {
        this.folders = List.copyOf(folders);
        this.problems = problems;
    }

    /** The calibration of a name, or why there is none. */
    Reading<Known> find(String written) {
        String name = DefinitionLayer.composed(written);
        Reading<Known> found = find(name, 0);
        if (found instanceof Reading.Good<Known> good) {
            known.put(name, good.value().calibration());
        }
        return found;
    }

    private Reading<Known> find(String name, int from) {
        for (int i = from; i < folders.size(); i++) {
            Path file = file(folders.get(i), name);
            if (file != null) {
                return name.equals(Calibration.IDEAL)
                        ? Reading.bad("'ideal' is the bound that physics sets; give the calibration in "
                                + Shown.plain(PathText.of(file)) + " another name")
                        : read(file, name, i);
            }
        }
        CalibrationValues values = Calibrations.values().get(name);
        Calibration shipped = Calibrations.shipped().get(name);
        return values == null || shipped == null ? unknown(name) : Reading.good(new Known(shipped, values));
    }

    private Reading<Known> unknown(String name) {
        String hint = Nearest.hint(name, names());
        return Reading.bad("there is no calibration " + Shown.quoted(name)
                + (hint.isEmpty() ? "; there are " + String.join(", ", names()) : hint));
    }

    /** Every name that can be found: what ships first, then the user's in alphabetical order. */
    List<String> names() {
        Set<String> names = new LinkedHashSet<>(Calibrations.shipped().keySet());
        Set<String> own = new TreeSet<>();
        for (Folder folder : folders) {
            own.addAll(stems(folder));
        }
        names.addAll(own);
        return List.copyOf(names);
    }

    private static List<String> stems(Folder folder) {
        List<String> stems = new ArrayList<>();
        Path inside = folder.path().resolve("calibrations");
        if (!Files.isDirectory(inside)) {
            return stems;
        }
        try (Stream<Path> files = Files.list(inside)) {
            files.map(file -> PathText.of(file.getFileName())).forEach(name -> {
                for (String ending : ENDINGS) {
                    if (name.endsWith(ending) && !name.startsWith(".")) {
                        stems.add(DefinitionLayer.composed(name.substring(0, name.length() - ending.length())));
                    }
                }
            });
        } catch (IOException e) {
            return List.of(); // names are for hints; the file itself says what is wrong when it is read
        }
        return stems;
    }

    private static @Nullable Path file(Folder folder, String name) {
        if (Names.idFault(name) != null || name.contains("/") || name.contains("\\")) {
            return null;
        }
        for (String ending : ENDINGS) {
            try {
                Path file = PathText.resolve(folder.path().resolve("calibrations"), name + ending);
                if (Files.isRegularFile(file)) {
                    return file;
                }
            } catch (InvalidPathException e) {
                return null; // no file can be called so here
            }
        }
        return null;
    }

    private Reading<Known> read(Path file, String name, int layer) {
        Reading<Known> made = read.get(file);
        if (made == null) {
            Problems found = new Problems(PathText.of(file));
            made = follow(file, name, layer, found);
            problems.addAll(found);
            read.put(file, made);
            remarkShadowed(file, name, layer);
        }
        return made;
    }

    private Reading<Known> follow(Path file, String name, int layer, Problems found) {
        if (!beingRead.add(file) || beingRead.size() > LONGEST_CHAIN) {
            found.add(Place.START, "extends: " + Shown.quoted(name) + " extends itself in a circle");
            return new Reading.Reported<>();
        }
        try {
            YamlText text = YamlText.read(file, found);
            Path root = folders.get(layer).root();
            inputs.add(new Loaded.Input(DefinitionFolders.relative(root, file), text.sha256(), file));
            CalibrationReader reader = new CalibrationReader(name, DefinitionFolders.relative(root, file), found);
            Known known = reader.read(text, base -> find(base, base.equals(name) ? layer + 1 : layer));
            return known == null ? new Reading.Reported<>() : Reading.good(known);
        } catch (IOException e) {
            found.add(Place.FILE, "the file cannot be read: " + Shown.plain(String.valueOf(e.getMessage())));
            return new Reading.Reported<>();
        } finally {
            beingRead.remove(file);
        }
    }

    private void remarkShadowed(Path file, String name, int layer) {
        String used = DefinitionFolders.relative(folders.get(layer).root(), file);
        for (int i = layer + 1; i < folders.size(); i++) {
            Path hidden = file(folders.get(i), name);
            if (hidden != null) {
                remark(name, used, DefinitionFolders.relative(folders.get(i).root(), hidden));
                return;
            }
        }
        if (Calibrations.shipped().containsKey(name)) {
            remark(name, used, "the shipped catalogue");
        }
    }

    private void remark(String name, String used, String hidden) {
        remarks.add("calibration " + Shown.plain(name) + " is the one defined in " + Shown.plain(used)
                + ", which hides that of " + Shown.plain(hidden));
    }

    /** What ships, and what was found by name. */
    Map<String, Calibration> known() {
        return Map.copyOf(known);
    }

    /** Files that were read. */
    List<Loaded.Input> inputs() {
        return List.copyOf(inputs);
    }

    /** Names that hide others. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }
}
