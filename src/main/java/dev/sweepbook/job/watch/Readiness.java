package dev.sweepbook.job.watch;

import dev.sweepbook.job.FileNames;
import dev.sweepbook.job.InputFile;
import dev.sweepbook.job.Inputs;
import dev.sweepbook.job.Stamp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells from one scan to the next what is ready: a file whose size and time are the same in two scans, or with a marker
 * {@code x.yaml.ready} beside {@code x.yaml}. A definition that is not ready holds up everything that might use it.
 */
final class Readiness {
    private static final String MARKER = ".ready";

    private Map<Path, Stamp> before = Map.of();
    private Map<Path, Stamp> done = Map.of();
    private Map<Path, Stamp> settled = Map.of();

    /**
     * What a scan says.
     *
     * @param inputs what can be run now
     * @param isDue whether something of it is new, changed or gone
     * @param unready files that are still being written
     */
    record Look(Inputs inputs, boolean isDue, List<Path> unready) {}

    Look look(Scan scan) {
        Set<Path> scenarios = new HashSet<>();
        scan.inputs().files().forEach(file -> scenarios.add(file.path()));
        Map<Path, Stamp> ready = new HashMap<>();
        List<Path> unready = new ArrayList<>();
        boolean definitionsReady = true;
        for (Map.Entry<Path, Stamp> entry : scan.stamps().entrySet()) {
            Path file = entry.getKey();
            if (entry.getValue().equals(before.get(file)) || isMarked(file)) {
                ready.put(file, entry.getValue());
            } else {
                unready.add(file);
                definitionsReady &= scenarios.contains(file);
            }
        }
        before = scan.stamps();
        settled = ready;
        List<InputFile> files = scan.inputs().files().stream()
                .filter(file -> ready.containsKey(file.path()))
                .toList();
        Inputs inputs = new Inputs(
                files,
                scan.inputs().missing(),
                scan.inputs().problems(),
                scan.inputs().notes());
        unready.sort(null);
        return new Look(inputs, definitionsReady && isDue(scan.stamps()), unready);
    }

    /** A file that is being rewritten is neither new nor gone until it is ready. */
    private boolean isDue(Map<Path, Stamp> now) {
        for (Map.Entry<Path, Stamp> file : settled.entrySet()) {
            if (!file.getValue().equals(done.get(file.getKey()))) {
                return true;
            }
        }
        return done.keySet().stream().anyMatch(file -> !now.containsKey(file));
    }

    /** What the last look found ready has been worked on. */
    void worked() {
        done = settled;
    }

    private static boolean isMarked(Path file) {
        return Files.exists(FileNames.beside(file, "", MARKER));
    }
}
