package dev.sweepbook.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Outputs that somebody has open. Excel and LibreOffice put a file beside what they have open; Windows also refuses to
 * replace it. Such an output is left alone, and the new one goes beside it under a number.
 */
final class OpenOutputs {
    static final int MOST = 99;

    private final Set<Path> held = ConcurrentHashMap.newKeySet();

    /** Remembers that the system refused to replace a file. */
    void hold(Path target) {
        held.add(target);
    }

    boolean isOpen(Path target) {
        return held.contains(target)
                || Files.exists(FileNames.beside(target, "~$", ""))
                || Files.exists(FileNames.beside(target, ".~lock.", "#"));
    }

    /** The place for an output: its own, or the first number that is free or held by an earlier output of ours. */
    Path place(Path target, Predicate<Path> free) {
        if (!isOpen(target)) {
            return target;
        }
        for (int number = 2; number <= MOST; number++) {
            Path numbered = numbered(target, number);
            if (!isOpen(numbered) && free.test(numbered)) {
                return numbered;
            }
        }
        return target;
    }

    /** {@code x.xlsx} to {@code x (2).xlsx}. */
    static Path numbered(Path target, int number) {
        String name = FileNames.text(target.getFileName());
        String ending = name.substring(FileNames.stem(name).length());
        if (name.endsWith(OutputPlan.MANIFEST)) {
            return target.resolveSibling(
                    FileNames.withEnding(FileNames.withEnding(target, ""), " (" + number + ")" + OutputPlan.MANIFEST));
        }
        return target.resolveSibling(FileNames.withEnding(target, " (" + number + ")" + ending));
    }
}
