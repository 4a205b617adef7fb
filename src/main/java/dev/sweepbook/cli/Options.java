package dev.sweepbook.cli;

import dev.sweepbook.job.Format;
import dev.sweepbook.load.Nearest;
import dev.sweepbook.load.ScenarioFiles;
import dev.sweepbook.load.Shown;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
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
    static final String THREADS = "--threads";
    static final String LIMIT = "--limit";
    static final String QUIET = "--quiet";
    static final String VERBOSE = "--verbose";
    static final String NO_PROGRESS = "--no-progress";
    static final String HELP = "--help";
    private static final int WIDTH = 110;

    private Options() {}

    static UsageMessageSpec usage(CommandSpec spec, String says) {
        return spec.usageMessage()
                .width(WIDTH)
                .sortOptions(false)
                .adjustLineBreaksForWideCJKCharacters(false)
                .description(says)
                .synopsisHeading("Usage: ")
                .optionListHeading("%nOptions:%n")
                .parameterListHeading("%n");
    }

    static String[] lines(String[] first, String[] second) {
        List<String> lines = new ArrayList<>(List.of(first));
        lines.addAll(List.of(second));
        return lines.toArray(String[]::new);
    }

    static CommandLine commandLine(CommandSpec spec) {
        return new CommandLine(spec)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    }

    static OptionSpec.Builder flag(String name, String says) {
        return OptionSpec.builder(name).type(boolean.class).description(says);
    }

    static OptionSpec value(String name, String label, String says) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(says)
                .build();
    }

    static OptionSpec folders(String name, String says) {
        return OptionSpec.builder(name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel("DIR")
                .description(says)
                .build();
    }

    static OptionSpec help() {
        return OptionSpec.builder("-h", HELP)
                .type(boolean.class)
                .usageHelp(true)
                .description("Show this help")
                .build();
    }

    /** An option of the contract that this version refuses. */
    static void addLater(CommandSpec spec, String label, String... names) {
        for (String name : names) {
            OptionSpec.Builder option = OptionSpec.builder(name).hidden(true);
            spec.addOption(
                    label.isEmpty()
                            ? option.type(boolean.class).build()
                            : option.type(String.class).paramLabel(label).build());
        }
    }

    static void refuseLater(ParseResult words) {
        for (OptionSpec option : words.matchedOptions()) {
            if (option.hidden()) {
                throw UsageException.notYet(option.longestName());
            }
        }
    }

    static void addPaths(CommandSpec spec, String says) {
        spec.addPositional(PositionalParamSpec.builder()
                .index("0..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("PATH")
                .description(says)
                .build());
    }

    static void addReading(CommandSpec spec) {
        spec.addOption(folders(CATALOG, "A folder of definitions besides catalog/ beside the files; may be repeated"));
        spec.addOption(value(
                LIMIT,
                "N",
                "Most grid points a file may ask for (default " + Shown.count(ScenarioFiles.DEFAULT_LIMIT) + ")"));
        spec.addOption(value(THREADS, "N", "Files worked on at a time (default: the processors there are)"));
    }

    static void addTalking(CommandSpec spec) {
        spec.addOption(flag(NO_PROGRESS, "No progress line on a terminal").build());
        spec.addOption(flag(QUIET, "Only problems").build());
        spec.addOption(flag(VERBOSE, "Stack traces of what should not happen").build());
        spec.addOption(help());
    }

    static List<Path> paths(ParseResult words) {
        List<String> texts = words.matchedPositionalValue(0, List.<String>of());
        List<Path> paths = new ArrayList<>();
        for (String text : texts) {
            paths.add(path("PATH", text));
        }
        return paths;
    }

    static Path path(String name, String text) {
        if (text.isBlank()) {
            throw new UsageException(name + " is empty");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new UsageException(name + " " + Shown.quoted(text)
                    + " cannot be a path here: a locale such as LANG=C.UTF-8 allows every letter");
        }
    }

    static List<Path> existingFolders(ParseResult words, String name) {
        List<Path> folders = new ArrayList<>();
        for (String text : words.matchedOptionValue(name, List.<String>of())) {
            Path folder = path(name, text);
            if (!Files.isDirectory(folder)) {
                throw new UsageException(name + " " + Shown.quoted(text) + ": no such folder");
            }
            folders.add(folder);
        }
        return folders;
    }

    static long count(ParseResult words, String name, long otherwise, long most) {
        String text = words.matchedOptionValue(name, (String) null);
        if (text == null) {
            return otherwise;
        }
        if (!isDigits(text) || text.length() > 18 || Long.parseLong(text) < 1 || Long.parseLong(text) > most) {
            throw new UsageException(
                    name + " must be a whole number from 1 to " + Shown.count(most) + ", was " + Shown.quoted(text));
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
            if (id.equals("parquet")) {
                throw UsageException.notYet("--format parquet");
            }
            Format format = Format.of(id).orElse(null);
            if (format == null) {
                throw new UsageException(FORMAT + ": unknown format " + Shown.quoted(id)
                        + Nearest.hint(id, List.of("xlsx", "csv")) + " Formats are xlsx and csv");
            }
            formats.add(format);
        }
        return formats;
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
