package dev.sweepbook.job;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Old reports, in {@code history/<date>/} of the output folder by the day (UTC) they were made. */
final class KeptReports {
    static final String FOLDER = "history";
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    private final Path output;
    private final int days;

    KeptReports(Path output, int days) {
        this.output = output;
        this.days = days;
    }

    boolean keeps() {
        return days > 0;
    }

    /** Whether a path below the output folder lies where old reports are kept. */
    static boolean holds(Path below) {
        return below.getNameCount() > 1
                && below.getName(0).toString().equals(FOLDER)
                && DATE.matcher(below.getName(1).toString()).matches();
    }

    /** A place for a report of a day; what was kept of that day stays. */
    Path place(Path report, LocalDate day) throws IOException {
        Path folder = output.resolve(FOLDER).resolve(day.toString());
        Path place = folder.resolve(output.relativize(report));
        Files.createDirectories(place.getParent());
        Path free = place;
        for (int number = 2; Files.exists(free, LinkOption.NOFOLLOW_LINKS); number++) {
            free = OpenOutputs.numbered(place, number);
        }
        return free;
    }

    /** Removes what is older than the days that are kept. */
    void prune() throws IOException {
        Path folder = output.resolve(FOLDER);
        if (!keeps() || !Files.isDirectory(folder)) {
            return;
        }
        List<Path> dates = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (DATE.matcher(entry.getFileName().toString()).matches()
                        && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    dates.add(entry);
                }
            }
        }
        dates.sort(Comparator.comparing((Path date) -> date.getFileName().toString())
                .reversed());
        for (Path date : dates.subList(Math.min(days, dates.size()), dates.size())) {
            Files.walkFileTree(date, new Removal());
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, java.io.IOException fault) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
