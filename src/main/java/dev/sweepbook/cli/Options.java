package dev.sweepbook.cli;

import dev.sweepbook.job.Format;
import dev.sweepbook.job.Inputs;
import dev.sweepbook.job.OneOutput;
import dev.sweepbook.job.Request;
import dev.sweepbook.load.MeasuredFiles;
import dev.sweepbook.load.Nearest;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.load.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/** Options that several commands share: how they are described, and how their text becomes a value. */
final class Options {
    static final String OUTPUT = "--output";
    static final String FORMAT = "--format";
    static final String COLUMNS = "--columns";
    static final String CATALOG = "--catalog";
    static final String TEMPLATES = "--templates";
    static final String THREADS = "--threads";
    static final String LIMIT = "--limit";
    static final String QUIET = "--quiet";
    static final String VERBOSE = "--verbose";
    static final String HELP = "--help";
    static final String DEFAULT_OUTPUT = "output";
    static final String PATHS = "Files and folders. Default: scenarios.";
    private static final int WIDTH = 110;
    private static final int MOST_THREADS = 1024;
    private static final int MOST_DIGITS = 18;

    private Options() {}

    static UsageMessageSpec usage(CommandSpec spec, String says, List<String> examples, List<String> exitCodes) {
        List<String> footer = new ArrayList<>(examples);
        footer.addAll(exitCodes);
        return spec.usageMessage()
                .width(WIDTH)
                .sortOptions(false)
                .description(says)
                .synopsisHeading("Usage: ")
                .parameterListHeading("%n")
                .optionListHeading("%nOptions:%n")
                .footer(footer.toArray(String[]::new));
    }

    static CommandLine commandLine(CommandSpec spec) {
        return new CommandLine(spec)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    }

    static OptionSpec flag(String name, String says) {
        return OptionSpec.builder(name).type(boolean.class).description(says).build();
    }

    static OptionSpec value(String name, String label, String says) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(says)
                .build();
    }

    static OptionSpec help() {
        return OptionSpec.builder("-h", HELP)
                .type(boolean.class)
                .usageHelp(true)
                .description("Show this help.")
                .build();
    }

    static OptionSpec catalogFolders() {
        return OptionSpec.builder(CATALOG)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel("DIR")
                .description("A further folder of definitions; may be repeated.")
                .build();
    }

    static OptionSpec limit() {
        return value(LIMIT, "N", "Most scenarios of one file, before exclusions. Default: 10,000,000.");
    }

    static PositionalParamSpec words(String label, String says) {
        return PositionalParamSpec.builder()
                .index("0..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .description(says)
                .build();
    }

    static void addPaths(CommandSpec spec, String says) {
        spec.addPositional(words("PATH", says));
    }

    static void addReading(CommandSpec spec) {
        spec.addOption(catalogFolders());
        spec.addOption(value(TEMPLATES, "DIR", "Folder of the templates. Default: templates."));
        spec.addOption(limit());
        spec.addOption(value(THREADS, "N", "Files worked on at once. Default: the processors."));
    }

    static void addTalking(CommandSpec spec) {
        spec.addOption(flag(QUIET, "Print problems only."));
        spec.addOption(flag(VERBOSE, "Print where the program itself failed."));
        spec.addOption(help());
    }

    static List<Path> paths(ParseResult words) {
        List<Path> paths = new ArrayList<>();
        for (String text : words.matchedPositionalValue(0, List.<String>of())) {
            paths.add(path("PATH", text));
        }
        return paths;
    }

    static List<Path> pathsOrDefault(ParseResult words) {
        List<Path> paths = paths(words);
        return paths.isEmpty() ? List.of(Path.of("scenarios")) : paths;
    }

    /** What the paths, or the default one, hold. */
    static Inputs inputs(ParseResult words, Path output) {
        List<Path> paths = paths(words);
        Inputs inputs = Inputs.find(pathsOrDefault(words), output);
        if (!inputs.missing().isEmpty()) {
            String missing = inputs.missing().stream()
                    .map(path -> Shown.escaped(path.toString()))
                    .collect(Collectors.joining(", "));
            throw new UsageException("there is no file or folder " + missing
                    + (paths.isEmpty() ? "; name the files to run, or begin a folder scenarios" : ""));
        }
        return inputs;
    }

    static Request.Pace pace(ParseResult words, boolean failFast) {
        return new Request.Pace(
                threads(words), count(words, LIMIT, ScenarioFiles.DEFAULT_LIMIT, Long.MAX_VALUE), failFast);
    }

    /** A request that writes nothing. */
    static Request checkOnly(ParseResult words) {
        Path output = Path.of(DEFAULT_OUTPUT);
        return new Request(
                output,
                Set.of(Format.XLSX),
                new Request.Workbooks(templates(words), null),
                List.of(),
                catalogs(words),
                pace(words, false),
                Version.text());
    }

    static Path path(String name, String text) {
        if (text.isBlank()) {
            throw new UsageException(name + " is empty");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException(name + " " + Shown.plain(text)
                    + " cannot be a path here: a locale such as LANG=C.UTF-8 allows every letter");
        }
    }

    static List<Path> catalogs(ParseResult words) {
        List<Path> folders = new ArrayList<>();
        for (String text : words.matchedOptionValue(CATALOG, List.<String>of())) {
            Path folder = path(CATALOG, text);
            if (!Files.isDirectory(folder)) {
                throw new UsageException("--catalog: there is no folder " + Shown.plain(text));
            }
            folders.add(folder);
        }
        return folders;
    }

    static Path templates(ParseResult words) {
        if (!words.hasMatchedOption(TEMPLATES)) {
            return Request.Workbooks.USUAL.templates();
        }
        Path folder = path(TEMPLATES, words.matchedOptionValue(TEMPLATES, ""));
        if (!Files.isDirectory(folder)) {
            throw new UsageException("--templates: there is no folder " + Shown.plain(folder.toString()));
        }
        return folder;
    }

    /** A whole number from 1. */
    static long count(ParseResult words, String name, long otherwise, long most) {
        String text = words.hasMatchedOption(name) ? words.matchedOptionValue(name, "") : null;
        if (text == null) {
            return otherwise;
        }
        if (!isDigits(text) || text.length() > MOST_DIGITS || Long.parseLong(text) < 1) {
            throw new UsageException(name + " must be a whole number from 1, was " + Shown.plain(text));
        } else if (Long.parseLong(text) > most) {
            throw new UsageException(String.format(Locale.ROOT, "%s must be at most %,d, was %s", name, most, text));
        }
        return Long.parseLong(text);
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static Set<Format> formats(ParseResult words) {
        Set<Format> formats = EnumSet.noneOf(Format.class);
        for (String id : list(words, FORMAT, "xlsx")) {
            Format format = Format.of(id).orElse(null);
            if (format == null) {
                throw new UsageException("--format: must be xlsx, csv or parquet, was " + Shown.plain(id)
                        + Nearest.hint(id, List.of("xlsx", "csv", "parquet")));
            }
            formats.add(available(format));
        }
        return formats;
    }

    /** The format, where this build can write it. */
    static Format available(Format format) {
        if (!format.isAvailable()) {
            throw new UsageException("--format " + format.id() + " needs another jar of the same build:"
                    + " mvn -q -Pspark -DskipTests package makes it, java -jar target/sweepbook-spark.jar run is it");
        }
        return format;
    }

    /** One of some words. */
    static String choice(ParseResult words, String name, String otherwise, List<String> known) {
        String word = words.matchedOptionValue(name, otherwise);
        if (!known.contains(word)) {
            throw new UsageException(name + ": must be one of " + String.join(", ", known) + ", was "
                    + Shown.plain(word) + Nearest.hint(word, known));
        }
        return word;
    }

    static int threads(ParseResult words) {
        return (int) count(words, THREADS, Runtime.getRuntime().availableProcessors(), MOST_THREADS);
    }

    /** The calibration an option names; one that nobody knows is wrong usage. */
    static MeasuredFiles.Found calibration(ParseResult words, String option, MeasuredFiles files, @Nullable Path file) {
        MeasuredFiles.Found found = files.calibration(words.matchedOptionValue(option, "default"), file);
        if (!found.unknown().isEmpty()) {
            throw new UsageException(option + ": " + found.unknown());
        }
        return found;
    }

    /** Puts a whole file in its place, or says why it could not. */
    static boolean write(Path output, byte[] bytes, Terminal terminal) {
        try {
            OneOutput.write(output, bytes);
            return true;
        } catch (IOException e) {
            terminal.error(Shown.escaped(output + " could not be written: " + e.getMessage()));
            return false;
        }
    }

    /** Names between commas. */
    static List<String> list(ParseResult words, String name, String otherwise) {
        String text = words.matchedOptionValue(name, otherwise);
        List<String> items = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            if (item.isBlank()) {
                throw new UsageException(name + " has an empty name between its commas");
            }
            items.add(item.strip());
        }
        return items;
    }
}
