package dev.sweepbook.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts new files in the places of old ones, all or none. The old manifest goes first and the new one comes last: killed
 * in between, the files have none, and nobody takes them for whole. What fails in between is undone.
 */
final class Replacement {
    private final Temporaries temporaries;
    private final Mover mover;
    private final List<Step> steps;
    private final Keeping keeping;
    private final List<Done> done = new ArrayList<>();
    private final Set<Path> changedFolders = new LinkedHashSet<>();
    private Path at;

    /** A finished file and its place. */
    record Step(Path from, Path to) {}

    /** Where the old ones are kept, and of which day they are. */
    record Keeping(KeptReports reports, LocalDate day) {}

    /** A program has an output open, and the system does not let it be replaced. */
    static final class HeldException extends IOException {
        private static final long serialVersionUID = 1;

        HeldException(IOException cause) {
            super(cause);
        }
    }

    /** A file in its place, and a second name of the one that stood there. */
    private record Done(Path place, @Nullable Path old, boolean undoable) {}

    Replacement(Temporaries temporaries, Mover mover, List<Step> steps, Keeping keeping) {
        this.temporaries = temporaries;
        this.mover = mover;
        this.steps = steps;
        this.keeping = keeping;
        this.at = steps.get(0).to();
    }

    /** The place that was being filled last. */
    Path at() {
        return at;
    }

    /** Folders besides those of the files that were changed. */
    Set<Path> changedFolders() {
        return changedFolders;
    }

    void run() throws IOException {
        if (keeping.reports().keeps()) {
            keepOld();
        }
        Path manifest = steps.get(steps.size() - 1).to();
        Path oldManifest = steps.size() > 1 && Files.exists(manifest) ? aside(manifest) : null;
        try {
            for (Step step : steps) {
                replace(step);
            }
        } catch (IOException e) {
            undo(manifest, oldManifest);
            throw mover.isHeld(e) ? new HeldException(e) : e;
        }
        for (Done replaced : done) {
            forget(replaced.old());
        }
        forget(oldManifest);
    }

    private Path aside(Path manifest) throws IOException {
        at = manifest;
        Path name = temporaries.nameBeside(manifest);
        mover.move(manifest, name);
        return name;
    }

    private void replace(Step step) throws IOException {
        at = step.to();
        Path old = null;
        boolean undoable = true;
        if (Files.exists(step.to())) {
            old = temporaries.nameBeside(step.to());
            try {
                Files.createLink(old, step.to());
            } catch (IOException | UnsupportedOperationException e) {
                undoable = false; // a file system without second names
            }
        }
        try {
            mover.move(step.from(), step.to());
        } catch (IOException e) {
            forget(old);
            throw e;
        }
        done.add(new Done(step.to(), old, undoable));
    }

    /** Where the old ones cannot be put back, the mixture stays without a manifest. */
    private void undo(Path manifest, @Nullable Path oldManifest) throws IOException {
        boolean whole = true;
        for (Done replaced : done) {
            try {
                if (!replaced.undoable()) {
                    whole = false;
                } else if (replaced.old() == null) {
                    Files.deleteIfExists(replaced.place());
                } else {
                    mover.move(replaced.old(), replaced.place());
                }
            } catch (IOException e) {
                whole = false; // the first failure is the one that is told
            }
            forget(replaced.old());
        }
        if (oldManifest != null && whole) {
            mover.move(oldManifest, manifest);
        }
        forget(oldManifest);
    }

    private void forget(@Nullable Path name) throws IOException {
        if (name != null) {
            temporaries.delete(name);
        }
    }

    private void keepOld() throws IOException {
        boolean changes = false;
        for (Step step : steps) {
            changes |= Files.exists(step.to()) && Files.mismatch(step.from(), step.to()) >= 0;
        }
        for (Step step : steps) {
            if (changes && Files.exists(step.to())) {
                at = step.to();
                keep(step.to());
            }
        }
    }

    private void keep(Path old) throws IOException {
        Path place = keeping.reports().place(old, keeping.day());
        changedFolders.add(place.getParent());
        try {
            Files.createLink(place, old);
        } catch (IOException | UnsupportedOperationException e) {
            Path copy = temporaries.nameBeside(place);
            try {
                Files.copy(old, copy);
                mover.move(copy, place);
            } finally {
                forget(copy);
            }
        }
    }
}
