package dev.sweepbook.job;

import dev.sweepbook.diff.ChangesBook;
import dev.sweepbook.job.ledger.FileRow;
import dev.sweepbook.job.ledger.FileStatus;
import dev.sweepbook.job.ledger.Ledger;
import dev.sweepbook.job.ledger.LedgerException;
import dev.sweepbook.job.ledger.RunRow;
import dev.sweepbook.job.page.IndexContent;
import dev.sweepbook.job.page.IndexContent.Link;
import dev.sweepbook.job.page.IndexContent.Report;
import dev.sweepbook.job.page.IndexPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code index.html}: every report that stands in the output folder, from the ledger. */
final class IndexFile {
    static final String NAME = "index.html";
    private static final String WORKBOOK = "workbook";
    private static final String MANIFEST = "manifest";
    private static final String CHANGES = "changes";
    private static final int RANK_OF_CHANGES = 2;
    private static final int TREND = 30;
    private static final int RUNS = 14;
    private static final int HEAD_BYTES = 1024;

    private final Path output;
    private final Temporaries temporaries;

    IndexFile(Path output, Temporaries temporaries) {
        this.output = output;
        this.temporaries = temporaries;
    }

    void write(Ledger ledger, RunRow run, RunListener listener) throws IOException {
        Path target = output.resolve(NAME);
        if (Files.exists(target) && !isOurs(target)) {
            listener.note(FileNames.shown(target)
                    + " was not made by Sweepbook and is left as it is: name another folder with --output");
            return;
        }
        String page = IndexPage.html(content(ledger, run));
        try (Publication publication = new Publication(temporaries)) {
            publication.begin(target).write(page.getBytes(StandardCharsets.UTF_8));
            publication.publish();
        }
    }

    private static boolean isOurs(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (var stream = Files.newInputStream(file)) {
            String head = new String(stream.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
            return head.contains(IndexPage.MARK);
        }
    }

    private IndexContent content(Ledger ledger, RunRow run) throws LedgerException {
        Map<String, FileRow> now = new HashMap<>();
        List<FileRow> files = ledger.filesOf(run.id());
        files.forEach(file -> now.put(file.path(), file));
        List<String> days = keptDays();
        List<Report> reports = new ArrayList<>();
        for (Ledger.Delivery delivery : ledger.deliveries()) {
            List<Link> links = links(delivery.file());
            if (!links.isEmpty()) {
                FileRow seen = now.get(delivery.file().path());
                reports.add(new Report(
                        delivery.file(),
                        delivery.run().started(),
                        seen == null ? FileStatus.NOT_BEGUN : seen.status(),
                        links,
                        older(delivery.file(), days),
                        ledger.trends(delivery.file().path(), TREND)));
            }
        }
        List<RunRow> runs = new ArrayList<>();
        for (RunRow earlier : ledger.runs(RUNS)) {
            runs.add(earlier.id() == run.id() ? run : earlier);
        }
        List<FileRow> problems = files.stream()
                .filter(file -> !file.message().isEmpty() || file.gate().met() > 0)
                .toList();
        return new IndexContent(run, reports, problems, runs);
    }

    /** What of its outputs still stands. */
    private List<Link> links(FileRow file) {
        List<Link> links = new ArrayList<>();
        for (String name : file.outputs().keySet()) {
            if (stands(name)) {
                links.add(new Link(text(name, file.changes()), name));
            }
        }
        links.sort(Comparator.comparingInt(IndexFile::rank).thenComparing(Link::path));
        return links.stream().allMatch(link -> rank(link) >= RANK_OF_CHANGES) ? List.of() : links;
    }

    private static String text(String name, FileRow.@Nullable Changes changes) {
        String kind = kind(name);
        return kind.equals(CHANGES) && changes != null ? kind + ": " + changes.text() : kind;
    }

    /** The workbook is what people come for, the manifest what programs read. */
    private static int rank(Link link) {
        return switch (kind(link.path())) {
            case WORKBOOK -> 0;
            case CHANGES -> RANK_OF_CHANGES;
            case MANIFEST -> RANK_OF_CHANGES + 1;
            default -> 1;
        };
    }

    private static String kind(String name) {
        if (name.endsWith(OutputPlan.MANIFEST)) {
            return MANIFEST;
        }
        if (name.endsWith(ChangesBook.ENDING)) {
            return CHANGES;
        }
        return name.endsWith(Format.XLSX.ending()) ? WORKBOOK : name.substring(name.lastIndexOf('.') + 1);
    }

    private List<Link> older(FileRow file, List<String> days) {
        List<Link> links = new ArrayList<>();
        for (String day : days) {
            file.outputs().keySet().stream()
                    .map(name -> new Link(kind(name), KeptReports.FOLDER + "/" + day + "/" + name))
                    .filter(link -> rank(link) < RANK_OF_CHANGES && stands(link.path()))
                    .min(Comparator.comparingInt(IndexFile::rank))
                    .ifPresent(link -> links.add(new Link(day, link.path())));
        }
        return links;
    }

    /** A name this locale cannot spell cannot be looked up, and is taken to stand. */
    private boolean stands(String name) {
        try {
            return Files.exists(output.resolve(name));
        } catch (InvalidPathException e) {
            return true;
        }
    }

    private List<String> keptDays() {
        List<String> days = new ArrayList<>();
        Path folder = output.resolve(KeptReports.FOLDER);
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    if (KeptReports.holds(output.relativize(entry))) {
                        days.add(entry.getFileName().toString());
                    }
                }
            } catch (IOException e) {
                return List.of();
            }
        }
        days.sort(Comparator.reverseOrder());
        return days;
    }
}
