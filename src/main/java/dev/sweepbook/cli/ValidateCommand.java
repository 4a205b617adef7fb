package dev.sweepbook.cli;

import dev.sweepbook.job.FileNames;
import dev.sweepbook.job.Inputs;
import dev.sweepbook.job.Request;
import dev.sweepbook.job.SweepRun;
import dev.sweepbook.job.TemplateCheck;
import dev.sweepbook.load.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code validate}: everything {@code run} would find wrong, and nothing written. */
final class ValidateCommand implements Command {
    private static final String TEMPLATE = "--template";

    private static final List<String> HELP = List.of(
            "",
            "Examples:",
            "  sweepbook validate                     every file of scenarios/",
            "  sweepbook validate team/x.yaml",
            "  sweepbook validate --template templates/report.xlsx");

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        String says = "Reads and checks everything that run would; prints every problem and writes nothing.";
        Options.usage(spec, says, HELP, ExitCode.HELP);
        Options.addPaths(spec, Options.PATHS);
        spec.addOption(Options.value(TEMPLATE, "FILE", "Check a workbook that reports are to be made from."));
        Options.addReading(spec);
        Options.addTalking(spec);
        return spec;
    }

    @Override
    public int run(ParseResult words, Terminal terminal) throws InterruptedException {
        if (words.hasMatchedOption(TEMPLATE)) {
            int code = template(Options.path(TEMPLATE, words.matchedOptionValue(TEMPLATE, "")), words, terminal);
            if (code != ExitCode.OK || Options.paths(words).isEmpty()) {
                return code;
            }
        }
        Request request = Options.checkOnly(words);
        Inputs inputs = Options.inputs(words, request.output());
        OutcomePrinter printer = new OutcomePrinter(
                terminal, words.hasMatchedOption(Options.QUIET), words.hasMatchedOption(Options.VERBOSE));
        if (printer.begin(inputs)) {
            new SweepRun(request, inputs.files()).check(printer::print, () -> {});
        }
        return printer.end();
    }

    private static int template(Path file, ParseResult words, Terminal terminal) {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("--template: there is no file " + Shown.plain(file.toString()));
        }
        TemplateCheck check = TemplateCheck.of(file);
        terminal.problems(check.problems().first(), check.problems().count());
        if (!check.problems().isEmpty()) {
            return ExitCode.SOME_FAILED;
        }
        if (!words.hasMatchedOption(Options.QUIET)) {
            terminal.line(FileNames.shown(file) + ": good" + check.summary());
        }
        return ExitCode.OK;
    }
}
