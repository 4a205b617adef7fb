package dev.sweepbook.job;

import dev.sweepbook.load.Loaded;
import dev.sweepbook.load.Problem;
import dev.sweepbook.report.RunFacts;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes one scenario file from its text to its outputs. */
final class FileWork {
    private final Request request;
    private final OutputPlan plan;
    private final FileReader reader;
    private final Temporaries temporaries;
    private final @Nullable Path spill;

    FileWork(Request request, OutputPlan plan, FileReader reader, Temporaries temporaries, @Nullable Path spill) {
        this.request = request;
        this.plan = plan;
        this.reader = reader;
        this.temporaries = temporaries;
        this.spill = spill;
    }

    /** Reads the file and, unless it is only to be checked, writes its outputs. */
    FileOutcome run(InputFile file, Tally tally, boolean checkOnly) {
        try {
            String refusal = plan.refusals().get(file);
            if (refusal != null) {
                return refused(file, List.of(new Problem(file.shown(), 0, 0, refusal)), 1);
            }
            Loaded loaded = reader.read(file);
            SweepFile sweep = loaded.sweep();
            if (sweep == null) {
                List<Problem> named = FileReader.named(file, loaded.problems());
                return refused(file, named, loaded.problems().count());
            }
            if (checkOnly) {
                return new FileOutcome.Good(file, sweep, kept(sweep));
            }
            return write(file, loaded, sweep, tally);
        } catch (RuntimeException | StackOverflowError e) {
            return new FileOutcome.Failed(file, "the program failed on this file, which is a defect: " + e, e);
        } catch (OutOfMemoryError e) {
            String remedy = "needs more memory than Java was given: raise it with java -Xmx, or use fewer --threads";
            return new FileOutcome.Failed(file, remedy, e);
        }
    }

    private static long kept(SweepFile sweep) {
        long[] kept = new long[1];
        new RowCursor(sweep).forEach(row -> kept[0]++);
        return kept[0];
    }

    private FileOutcome refused(InputFile file, List<Problem> first, long count) {
        List<Path> kept = new ArrayList<>();
        for (Format format : request.formats()) {
            Path target = plan.target(file, format);
            if (Files.exists(target)) {
                kept.add(target);
            }
        }
        return new FileOutcome.Refused(file, first, count, kept);
    }

    private FileOutcome write(InputFile file, Loaded loaded, SweepFile sweep, Tally tally) {
        Publication publication = new Publication(temporaries);
        RunFacts facts = new RunFacts(request.toolVersion(), reader.catalogVersion(), inputs(loaded));
        OutputSet.Task task = new OutputSet.Task(request, plan, file, loaded, sweep, facts);
        try (publication;
                OutputSet outputs = new OutputSet(task, publication)) {
            outputs.open(spill);
            new RowCursor(sweep).forEach(row -> {
                outputs.row(row);
                tally.accept(row);
            });
            outputs.finish(tally);
            publication.publish();
            List<String> remarks = new ArrayList<>(sweep.remarks());
            remarks.addAll(outputs.remarks());
            return new FileOutcome.Delivered(file, outputs.targets(), tally, remarks);
        } catch (Temporaries.StoppedException e) {
            return new FileOutcome.NotStarted(file);
        } catch (IOException | RuntimeException e) {
            return notWritten(file, publication, e);
        }
    }

    private static List<RunFacts.InputFile> inputs(Loaded loaded) {
        return loaded.inputs().stream()
                .map(input -> new RunFacts.InputFile(input.path(), input.sha256()))
                .toList();
    }

    /** A library in between may wrap what the system said; the publication remembers. */
    private FileOutcome notWritten(InputFile file, Publication publication, Exception thrown) {
        IOException fault = publication.fault();
        if (fault == null && thrown instanceof IOException outside) {
            fault = outside;
        }
        if (fault == null) {
            String said = "the program failed on this file, which is a defect: " + thrown;
            return new FileOutcome.Failed(file, said, thrown);
        }
        Path place = publication.faultPlace();
        String where = place == null ? "rows kept in the temporary folder" : OutputPlan.shown(place);
        String remedy =
                place == null ? "make room there, or name another with java -Djava.io.tmpdir" : Faults.remedy(fault);
        String message =
                String.format(Locale.ROOT, "%s: cannot be written: %s; %s", where, Faults.reason(fault), remedy);
        return new FileOutcome.NotWritten(file, message, thrown);
    }
}
