package dev.sweepbook.cli;

import dev.sweepbook.diff.ChangesBook;
import dev.sweepbook.diff.Diff;
import dev.sweepbook.diff.Side;
import dev.sweepbook.diff.SideReader;
import dev.sweepbook.diff.Totals;
import dev.sweepbook.job.FileNames;
import dev.sweepbook.load.PathText;
import dev.sweepbook.load.Problems;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.load.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code diff}: two reports compared, every change attributed. */
final class DiffCommand implements Command {
    private static final String CHANGES = "--changes";
    private static final String WORKBOOK = ".xlsx";

    private static final List<String> HELP = List.of(
            "",
            "OLD and NEW are two workbooks, two folders of them, or two runs by their ids (see sweepbook history).",
            "A scenario file in place of a workbook is worked out first. Scenarios go together by their inputs,",
            "whatever their numbers. A change is split by changing one cause at a time from old to new: tool version,",
            "catalogue edition, model, device, number formats, formula set, calibration, then the other axes.",
            "",
            "Examples:",
            "  sweepbook diff output/sweep.xlsx output/edited.xlsx",
            "  sweepbook diff old.xlsx new.xlsx --changes new.changes.xlsx",
            "  sweepbook diff 41 42                          two runs of the folder output",
            "  sweepbook diff output/history/2026-03-02 output --changes changed/",
            "",
            "Ends with 0 whether or not they differ, with 1 where a file cannot be read.");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        Options.usage(spec, "Says what changed between two reports, and why.", HELP, List.of());
        spec.addPositional(Options.words("OLD NEW", "Workbooks, folders, or ids of runs."));
        spec.addOption(Options.value(Options.FORMAT, "FORMAT", "text, json or csv. Default: text."));
        spec.addOption(Options.value(
                CHANGES, "FILE", "Write a workbook of the changes; a folder where OLD and NEW hold several."));
        spec.addOption(
                Options.value(Options.OUTPUT, "DIR", "The output folder whose runs are meant. Default: output."));
        spec.addOption(Options.catalogFolders());
        spec.addOption(Options.limit());
        spec.addOption(Options.flag(Options.VERBOSE, "Print where the program itself failed."));
        spec.addOption(Options.help());
        return spec;
    }

    @Override
    public int run(ParseResult words, Terminal terminal) {
        List<String> named = words.matchedPositionalValue(0, List.<String>of());
        if (named.size() != 2) {
            throw new UsageException("diff takes two: OLD and NEW, each a workbook, a folder, or the id of a run");
        }
        String format = Options.choice(words, Options.FORMAT, "text", List.of("text", "json", "csv"));
        try {
            DiffSides old = DiffSides.of(named.get(0), RunOptions.output(words), terminal);
            DiffSides now = DiffSides.of(named.get(1), RunOptions.output(words), terminal);
            if (old.isFile() != now.isFile()) {
                throw new UsageException("OLD and NEW must both be files, or both be folders or runs");
            }
            String changes = words.hasMatchedOption(CHANGES) ? words.matchedOptionValue(CHANGES, "") : null;
            Path target = changes == null ? null : target(Options.path(CHANGES, changes), old.isFile());
            long limit = Options.count(words, Options.LIMIT, ScenarioFiles.DEFAULT_LIMIT, Long.MAX_VALUE);
            SideReader reader = new SideReader(Options.catalogs(words), limit, Version.text());
            return new Comparing(old, now, reader, target, DiffPrinter.of(format, terminal), terminal).run();
        } catch (IOException e) {
            terminal.error(Shown.escaped(String.valueOf(e.getMessage())));
            return ExitCode.IO;
        }
    }

    private static Path target(Path path, boolean isFile) {
        String name = String.valueOf(path.getFileName());
        if (isFile && !Files.isDirectory(path) && !name.endsWith(WORKBOOK)) {
            throw new UsageException(CHANGES + ": a workbook's name ends in .xlsx, was " + Shown.plain(name));
        } else if (!isFile && Files.isRegularFile(path)) {
            throw new UsageException(CHANGES + ": must be a folder where OLD and NEW hold several workbooks");
        }
        return path;
    }

    /** All pairs, one after the other. */
    private record Comparing(
            DiffSides old,
            DiffSides now,
            SideReader reader,
            @Nullable Path target,
            DiffPrinter printer,
            Terminal terminal) {
        int run() throws IOException {
            Set<String> names = new TreeSet<>(old.files().keySet());
            names.addAll(now.files().keySet());
            int exit = ExitCode.OK;
            printer.begin();
            for (String name : names) {
                Path before = old.files().get(name);
                Path after = now.files().get(name);
                if (before == null || after == null) {
                    printer.only(name, before == null);
                } else if (!compare(before, after)) {
                    exit = ExitCode.SOME_FAILED;
                }
            }
            printer.end();
            return exit;
        }

        private boolean compare(Path before, Path after) throws IOException {
            SideReader.Read a = reader.read(old.root(), before, FileNames.shown(before));
            SideReader.Read b = reader.read(now.root(), after, FileNames.shown(after));
            Side one = a.side();
            Side other = b.side();
            if (one == null || other == null) {
                tell(a.problems());
                tell(b.problems());
                return false;
            }
            ChangesBook book = target == null ? null : new ChangesBook();
            Totals totals = Diff.run(one, other, Version.text(), printer.taker(book, FileNames.shown(after)));
            printer.compared(one, other, totals);
            if (book != null) {
                write(place(after), book.bytes(one, other, totals, Version.text(), Map.of()));
            }
            return true;
        }

        private void tell(Problems problems) {
            terminal.problems(problems.first(), problems.count());
        }

        private Path place(Path after) {
            Path folder = target;
            if (folder == null || (now.isFile() && !Files.isDirectory(folder))) {
                return folder == null ? after : folder;
            }
            Path below = now.isFile() ? after.getFileName() : relative(after);
            String name = below.getFileName().toString();
            int dot = name.lastIndexOf('.');
            return folder.resolve(below).resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ChangesBook.ENDING);
        }

        private Path relative(Path after) {
            return now.files().entrySet().stream()
                    .filter(entry -> entry.getValue().equals(after))
                    .map(entry -> PathText.resolve(Path.of(""), entry.getKey()))
                    .findFirst()
                    .orElse(after);
        }

        private void write(Path place, byte[] bytes) throws IOException {
            Path folder = place.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try {
                Files.write(place, bytes);
            } catch (IOException e) {
                throw new IOException(FileNames.shown(place) + ": cannot be written: " + e.getMessage(), e);
            }
            terminal.note("changes: " + FileNames.shown(place));
        }
    }
}
