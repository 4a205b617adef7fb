package dev.sweepbook.cli;

import dev.sweepbook.job.Inputs;
import dev.sweepbook.job.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code run}: scenario files to outputs. */
final class RunCommand implements Command {
    static final String DEFAULT_OUTPUT = "output";
    private static final String DRY_RUN = "--dry-run";
    private static final String FAIL_FAST = "--fail-fast";

    private static final String[] HELP = {
        "%nA folder is read with its sub-folders, except catalog/, links, hidden and unfinished files. The file",
        "scenarios/team/x.yaml gives output/team/x.xlsx and, written last, output/team/x.manifest.json. A file with",
        "problems keeps the outputs of the run before; the others are written.",
        "%nExamples:",
        "  sweepbook run                                  scenarios/ to output/",
        "  sweepbook run plans/h100.yaml --output /tmp/h100",
        "  sweepbook run --format csv --columns scenario,model,hardware,decode_step_seconds",
        "  sweepbook run --dry-run                        the size of each grid, axis by axis",
        "%nExit codes:",
    };

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        Options.usage(spec, "Reads scenario files and writes a workbook for each.")
                .footer(Options.lines(HELP, ExitCode.TEXT));
        Options.addPaths(spec, "Scenario files (.yaml, .yml, .csv) and folders of them (default: scenarios)");
        spec.addOption(Options.value(Options.OUTPUT, "DIR", "Folder of the outputs (default: output)"));
        spec.addOption(Options.value(Options.FORMAT, "LIST", "xlsx, csv, or both between commas (default: xlsx)"));
        spec.addOption(Options.value(Options.COLUMNS, "ID,…", "Columns of a CSV, in this order (default: all)"));
        Options.addReading(spec);
        spec.addOption(Options.flag(DRY_RUN, "Only count the scenarios, axis by axis; write nothing")
                .build());
        spec.addOption(Options.flag(FAIL_FAST, "Begin no further file after one failed")
                .build());
        Options.addTalking(spec);
        Options.addLater(
                spec,
                "X",
                "--templates",
                "--rows",
                "--engine",
                "--master",
                "--shard",
                "--fail-on",
                "--keep",
                "--notify");
        Options.addLater(spec, "", "--force", "--wait", "--force-unlock");
        return spec;
    }

    @Override
    public int run(ParseResult words, Screen screen) throws InterruptedException {
        Path output = Options.path(Options.OUTPUT, words.matchedOptionValue(Options.OUTPUT, DEFAULT_OUTPUT));
        boolean quiet = words.hasMatchedOption(Options.QUIET);
        Batch batch = new Batch(screen, quiet, words.hasMatchedOption(Options.VERBOSE));
        Request request = request(words, output);
        List<Path> paths = Batch.pathsOrDefault(words);
        Inputs inputs = Batch.find(paths, output);
        if (words.hasMatchedOption(DRY_RUN)) {
            return batch.check(request, inputs, paths, new GridSizeLines());
        }
        return batch.write(request, inputs, paths, !words.hasMatchedOption(Options.NO_PROGRESS));
    }

    private static Request request(ParseResult words, Path output) {
        Set<dev.sweepbook.job.Format> formats = Options.formats(words);
        return new Request(
                output,
                formats,
                ChosenColumns.of(words, formats),
                Options.existingFolders(words, Options.CATALOG),
                Batch.pace(words, words.hasMatchedOption(FAIL_FAST)),
                Version.text());
    }
}
