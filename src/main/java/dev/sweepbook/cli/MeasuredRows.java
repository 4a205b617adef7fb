package dev.sweepbook.cli;

import dev.sweepbook.catalog.Measurements;
import dev.sweepbook.load.Measured;
import dev.sweepbook.load.MeasuredFiles;
import dev.sweepbook.load.Measurement;
import dev.sweepbook.load.Problem;
import dev.sweepbook.load.Shown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The measurements a command works on.
 *
 * @param from the file, or the shipped ones
 * @param shipped whether these are public measurements, whose faults are no concern of the user's
 * @param rows that can be used
 * @param leftOut that cannot, with the reason
 * @param otherTiers rows that were not asked for
 * @param problems why nothing of a file can be used
 * @param remarks what reading noticed
 */
record MeasuredRows(
        String from,
        boolean shipped,
        List<Measurement> rows,
        List<Problem> leftOut,
        long otherTiers,
        List<Problem> problems,
        List<String> remarks) {
    private static final String SHIPPED = "the measurements that ship";
    private static final List<String> TIERS = List.of("A", "B", "C", "all");

    /** Tiers asked for; empty for every row. */
    static Set<String> tiers(List<String> asked) {
        for (String tier : asked) {
            if (!TIERS.contains(tier)) {
                throw new UsageException(
                        "--tier: must be one of " + String.join(", ", TIERS) + ", was " + Shown.plain(tier));
            }
        }
        return asked.contains("all") ? Set.of() : Set.copyOf(asked);
    }

    static MeasuredRows of(@Nullable Path file, Set<String> tiers, MeasuredFiles files) {
        try {
            if (file != null) {
                return of(file, List.of(files.read(file)), tiers);
            }
            List<Measured> shipped = new ArrayList<>();
            for (Measurements.Source source : Measurements.sources()) {
                shipped.add(files.read(source));
            }
            return of(null, shipped, tiers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MeasuredRows of(@Nullable Path file, List<Measured> read, Set<String> tiers) {
        List<Measurement> rows = new ArrayList<>();
        List<Problem> leftOut = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        long others = 0;
        for (Measured each : read) {
            for (Measurement row : each.rows()) {
                if (tiers.isEmpty() || tiers.contains(row.label().tier())) {
                    rows.add(row);
                } else {
                    others++;
                }
            }
            for (Measured.LeftOut row : each.leftOut()) {
                if (tiers.isEmpty() || row.tier().isEmpty() || tiers.contains(row.tier())) {
                    leftOut.add(row.problem());
                } else {
                    others++;
                }
            }
            problems.addAll(each.problems().first());
            remarks.addAll(each.remarks());
        }
        String from = file == null ? SHIPPED : file.toString();
        return new MeasuredRows(from, file == null, rows, leftOut, others, problems, remarks);
    }

    /** A file that exists. */
    static Path file(String command, List<Path> paths) {
        Path file = paths.get(0);
        if (paths.size() > 1) {
            throw new UsageException(command + " takes one measured file, was "
                    + paths.stream().map(path -> Shown.plain(path.toString())).collect(Collectors.joining(" ")));
        } else if (!Files.isRegularFile(file)) {
            throw new UsageException("there is no file " + Shown.escaped(file.toString()));
        }
        return file;
    }
}
