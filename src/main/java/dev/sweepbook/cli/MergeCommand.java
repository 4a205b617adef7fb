package dev.sweepbook.cli;

import dev.sweepbook.job.Division;
import dev.sweepbook.job.Format;
import dev.sweepbook.job.Inputs;
import dev.sweepbook.job.Request;
import dev.sweepbook.job.ShardFiles;
import dev.sweepbook.load.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code merge}: shards to outputs. */
final class MergeCommand implements Command {
    private static final String SCENARIOS = "--scenarios";

    private static final List<String> HELP = List.of(
            "",
            "Joins what run --shard 1/N … N/N wrote, to the same outputs as one run gives: CSV and Parquet by copying",
            "their rows, the workbook from the scenario files, which must be the ones the shards were made from. A shard",
            "that is missing, or of other files, options or another version, is named and its file is not written.",
            "",
            "Examples:",
            "  sweepbook merge                        output/shard-1-of-8 … to output",
            "  sweepbook merge /mnt/a/shard-1-of-2 /mnt/b/shard-2-of-2 --scenarios big.yaml");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        Options.usage(spec, "Joins the outputs of run --shard.", HELP, ExitCode.HELP);
        spec.addPositional(Options.words("DIR", "Folders of shards, or folders that hold them. Default: output."));
        spec.addOption(OptionSpec.builder(SCENARIOS)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel("PATH")
                .description("The scenario files; may be repeated. Default: scenarios.")
                .build());
        spec.addOption(Options.value(Options.OUTPUT, "DIR", "Folder of the outputs. Default: output."));
        spec.addOption(RunOptions.rowsOption());
        RunOptions.addRunning(spec);
        RunOptions.addLocking(spec);
        RunOptions.addTalking(spec);
        return spec;
    }

    @Override
    public int run(ParseResult words, Terminal terminal) throws InterruptedException {
        List<Path> named = Options.paths(words);
        List<Path> folders = named.isEmpty() ? List.of(Path.of(Options.DEFAULT_OUTPUT)) : named;
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new UsageException("there is no folder " + Shown.plain(folder.toString())
                        + "; name the folders that run --shard wrote");
            }
        }
        ShardFiles shards;
        try {
            shards = ShardFiles.find(folders);
        } catch (IOException e) {
            terminal.error("the shards cannot be read: " + Shown.escaped(String.valueOf(e.getMessage())));
            return ExitCode.IO;
        }
        if (shards.isEmpty()) {
            throw new UsageException("there are no shards in "
                    + String.join(
                            ", ",
                            folders.stream()
                                    .map(Path::toString)
                                    .map(Shown::plain)
                                    .toList())
                    + ": run --shard 1/N writes the first");
        }
        Set<Format> formats = EnumSet.noneOf(Format.class);
        for (String id : shards.formats()) {
            formats.add(Options.available(Format.of(id)
                    .orElseThrow(() -> new UsageException("a shard has the unknown format " + Shown.plain(id)))));
        }
        Request request = RunOptions.request(words, formats, shards.columns(), Division.joined(shards));
        RunSession session = new RunSession(words, request, terminal, Clock.systemUTC());
        return session.run(inputs(words, request.output())).code();
    }

    private static Inputs inputs(ParseResult words, Path output) {
        List<Path> paths = words.matchedOptionValue(SCENARIOS, List.of("scenarios")).stream()
                .map(text -> Options.path(SCENARIOS, text))
                .toList();
        Inputs inputs = Inputs.find(paths, output);
        if (!inputs.missing().isEmpty()) {
            throw new UsageException("there is no scenario file or folder "
                    + Shown.plain(inputs.missing().get(0).toString()) + "; name it with --scenarios");
        }
        return inputs;
    }
}
