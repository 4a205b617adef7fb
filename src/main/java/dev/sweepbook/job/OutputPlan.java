package dev.sweepbook.job;

import dev.sweepbook.diff.ChangesBook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the outputs of each scenario file go, and which files may not write theirs. */
final class OutputPlan {
    static final String MANIFEST = ".manifest.json";
    private static final String CHANGES = ".changes";

    private final Path output;
    private final Collection<Format> formats;
    private final Set<Path> targets = new HashSet<>();
    private final Map<InputFile, String> refusals = new LinkedHashMap<>();

    OutputPlan(Path output, Collection<Format> formats, List<InputFile> files) {
        this.output = output;
        this.formats = formats;
        refuseSharedPlaces(files);
        refuseNamesOfChanges(files);
        refuseReplacedInputs(files);
        for (InputFile file : files) {
            if (KeptReports.holds(file.mirror())) {
                refusals.putIfAbsent(
                        file, "would write where old reports are kept: rename the folder " + KeptReports.FOLDER);
            }
            formats.forEach(format -> targets.add(target(file, format)));
        }
    }

    /** Whether a path is the place of some output of this run. */
    boolean isTarget(Path path) {
        return targets.contains(path);
    }

    /** A path below the output folder, as the ledger has it. */
    String below(Path path) {
        return FileNames.text(output.relativize(path));
    }

    Path target(InputFile file, Format format) {
        return file.target(output, format.ending());
    }

    Path changes(InputFile file) {
        return file.target(output, ChangesBook.ENDING);
    }

    Path manifest(InputFile file) {
        return file.target(output, MANIFEST);
    }

    /** Why a file may not write its outputs, by file. */
    Map<InputFile, String> refusals() {
        return refusals;
    }

    /** Two names that differ only in case are one place on many file systems. */
    private void refuseSharedPlaces(List<InputFile> files) {
        Map<String, List<InputFile>> byPlace = new HashMap<>();
        for (InputFile file : files) {
            byPlace.computeIfAbsent(file.outputKey(), key -> new ArrayList<>()).add(file);
        }
        for (InputFile file : files) {
            List<InputFile> same = byPlace.getOrDefault(file.outputKey(), List.of());
            if (same.size() > 1) {
                InputFile other = same.get(0).equals(file) ? same.get(1) : same.get(0);
                refusals.put(
                        file,
                        "would write "
                                + FileNames.shown(
                                        target(file, formats.iterator().next())) + ", and so would " + other.shown()
                                + ": rename one of them, or run them apart with another --output");
            }
        }
    }

    /** {@code x.changes.yaml} would write what says how {@code x} changed. */
    private void refuseNamesOfChanges(List<InputFile> files) {
        Map<String, InputFile> byPlace = new HashMap<>();
        files.forEach(file -> byPlace.put(file.outputKey(), file));
        for (InputFile file : files) {
            String key = file.outputKey();
            InputFile other =
                    key.endsWith(CHANGES) ? byPlace.get(key.substring(0, key.length() - CHANGES.length())) : null;
            if (other != null) {
                refusals.putIfAbsent(
                        file,
                        "would write " + FileNames.shown(target(file, Format.XLSX)) + ", the place of what changed in "
                                + other.shown() + ": rename one of them");
            }
        }
    }

    private void refuseReplacedInputs(List<InputFile> files) {
        Set<String> inputs = new HashSet<>();
        for (InputFile file : files) {
            inputs.add(InputFile.folded(FileNames.text(real(file.path()))));
        }
        for (InputFile file : files) {
            for (Format format : formats) {
                Path target = target(file, format);
                if (inputs.contains(InputFile.folded(FileNames.text(real(target))))) {
                    refusals.putIfAbsent(
                            file,
                            "would replace the input " + FileNames.shown(target)
                                    + ": name another folder with --output, or rename one of the files");
                }
            }
        }
    }

    /** The path without links, as far as it exists. */
    private static Path real(Path path) {
        Path full = path.toAbsolutePath().normalize();
        try {
            return full.toRealPath();
        } catch (IOException e) {
            Path parent = full.getParent();
            return parent == null ? full : real(parent).resolve(full.getFileName());
        }
    }
}
