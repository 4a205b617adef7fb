package dev.sweepbook.cli;

import dev.sweepbook.job.FileOutcome;
import dev.sweepbook.job.Inputs;
import dev.sweepbook.job.Request;
import dev.sweepbook.job.SweepRun;
import dev.sweepbook.sweep.Row;
import dev.sweepbook.sweep.RowCursor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code explain}: one scenario worked step by step. */
final class ExplainCommand implements Command {
    private static final String SCENARIO = "--scenario";

    private static final List<String> HELP = List.of(
            "",
            "N is the number in the first column of the workbook and the CSV.",
            "",
            "Example:",
            "  sweepbook explain scenarios/everyday.yaml --scenario 1");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        String says = "Works one scenario step by step: each equation, its numbers, its unit, its source.";
        Options.usage(spec, says, HELP, List.of());
        Options.addPaths(spec, "A scenario file.");
        spec.addOption(Options.value(SCENARIO, "N", "The scenario's number."));
        spec.addOption(Options.catalogFolders());
        spec.addOption(Options.limit());
        spec.addOption(Options.flag(Options.VERBOSE, "Print where the program itself failed."));
        spec.addOption(Options.help());
        return spec;
    }

    @Override
    public int run(ParseResult words, Terminal terminal) throws InterruptedException {
        List<Path> paths = Options.paths(words);
        if (paths.size() != 1 || Files.isDirectory(paths.get(0))) {
            throw new UsageException("explain takes one scenario file");
        } else if (!words.hasMatchedOption(SCENARIO)) {
            throw new UsageException("--scenario N is missing: the number of the scenario to explain");
        }
        long number = Options.count(words, SCENARIO, 1, Long.MAX_VALUE);
        Request request = Options.checkOnly(words);
        Inputs inputs = Options.inputs(words, request.output());
        OutcomePrinter printer = new OutcomePrinter(terminal, true, words.hasMatchedOption(Options.VERBOSE));
        if (printer.begin(inputs)) {
            new SweepRun(request, inputs.files())
                    .check(
                            outcome -> {
                                printer.print(outcome);
                                if (outcome instanceof FileOutcome.Good good) {
                                    explain(good, number, terminal);
                                }
                            },
                            () -> {});
        }
        return printer.end();
    }

    private static void explain(FileOutcome.Good good, long number, Terminal terminal) {
        Optional<Row> row = new RowCursor(good.sweep()).row(number);
        if (row.isEmpty()) {
            throw new UsageException(absent(good, number));
        }
        new ExplanationText(terminal).print(row.get(), good.sweep());
    }

    private static String absent(FileOutcome.Good good, long number) {
        long last = new RowCursor(good.sweep()).last();
        String file = good.file().shown();
        return number > last
                ? String.format(Locale.ROOT, "--scenario must be from 1 to %,d in %s, was %,d", last, file, number)
                : String.format(Locale.ROOT, "scenario %,d of %s is excluded", number, file);
    }
}
