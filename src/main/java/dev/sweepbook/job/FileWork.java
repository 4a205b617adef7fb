package dev.sweepbook.job;

import dev.sweepbook.job.ledger.FileRow;
import dev.sweepbook.job.ledger.FileStatus;
import dev.sweepbook.job.ledger.Ledger;
import dev.sweepbook.load.Loaded;
import dev.sweepbook.load.Problem;
import dev.sweepbook.load.ShardManifest;
import dev.sweepbook.report.Columns;
import dev.sweepbook.report.Overview;
import dev.sweepbook.report.RunFacts;
import dev.sweepbook.sweep.IndexRange;
import dev.sweepbook.sweep.RowCursor;
import dev.sweepbook.sweep.SweepFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes one scenario file from its text to its outputs. */
final class FileWork {
    private static final int ATTEMPTS = 3;
    private static final Duration YOUNG = Duration.ofSeconds(2);
    private static final long SETTLE_MILLISECONDS = 250;

    private final Setting setting;
    private final FileReader reader;
    private final PastOutputs past;
    private final @Nullable Path spill;

    /** What all files of a run share. */
    record Setting(
            Request request,
            Policy policy,
            OutputPlan plan,
            Journal journal,
            Temporaries temporaries,
            Mover mover,
            RoomCheck room,
            Clock clock,
            int threads) {}

    FileWork(Setting setting, FileReader reader, @Nullable Path spill) {
        this.setting = setting;
        this.reader = reader;
        this.past = new PastOutputs(setting.plan(), setting.request().written());
        this.spill = spill;
    }

    /** Reads the file and says what is wrong; writes nothing. */
    FileOutcome check(InputFile file) {
        return guarded(file, () -> {
            Optional<FileOutcome> refused = refusedByPlan(file);
            if (refused.isPresent()) {
                return refused.get();
            }
            Loaded loaded = reader.read(file);
            SweepFile sweep = loaded.sweep();
            return sweep == null
                    ? refused(file, loaded)
                    : new FileOutcome.Good(file, sweep, new RowCursor(sweep).count());
        });
    }

    /** Reads the file and writes its outputs, unless they stand already. */
    FileOutcome run(InputFile file, Tally tally, Gauge gauge) {
        return guarded(file, () -> {
            Optional<FileOutcome> refused = refusedByPlan(file);
            return refused.isPresent() ? refused.get() : deliver(file, tally, gauge);
        });
    }

    private interface Step {
        FileOutcome take();
    }

    private static FileOutcome guarded(InputFile file, Step step) {
        try {
            return step.take();
        } catch (RuntimeException | StackOverflowError e) {
            return new FileOutcome.Failed(file, "the program failed on this file, which is a defect: " + e, e);
        } catch (OutOfMemoryError e) {
            String remedy = "needs more memory than Java was given: raise it with java -Xmx, or use fewer --threads";
            return new FileOutcome.Failed(file, remedy, e);
        }
    }

    private Optional<FileOutcome> refusedByPlan(InputFile file) {
        String refusal = setting.plan().refusals().get(file);
        return refusal == null
                ? Optional.empty()
                : Optional.of(refused(file, List.of(new Problem(file.shown(), 0, 0, refusal)), 1));
    }

    private FileOutcome refused(InputFile file, Loaded loaded) {
        return refused(
                file,
                FileReader.named(file, loaded.problems()),
                loaded.problems().count());
    }

    private FileOutcome refused(InputFile file, List<Problem> first, long count) {
        List<Path> kept = new ArrayList<>();
        for (Format format : setting.request().written()) {
            Path target = setting.plan().target(file, format);
            if (Files.exists(target)) {
                kept.add(target);
            }
        }
        return new FileOutcome.Refused(file, first, count, kept);
    }

    /** Again where an input changed meanwhile, or an output turned out to be held by another program. */
    private FileOutcome deliver(InputFile file, Tally tally, Gauge gauge) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long start = System.nanoTime();
            tally.clear();
            Stamp before = Stamp.of(file.path());
            Loaded loaded = reader.read(file);
            SweepFile sweep = loaded.sweep();
            if (sweep == null) {
                return isSettled(file, before) ? refused(file, loaded) : new FileOutcome.StillChanging(file);
            }
            String key = WorkKey.of(setting.request(), reader.catalogVersion(), loaded, sweep.remarks());
            Ledger.Delivery last = setting.journal().last(file).orElse(null);
            if (last != null && !setting.policy().force() && stands(file, last, key)) {
                FileRow row = last.file().unchanged(setting.policy().failOn() != null, seconds(start));
                return new FileOutcome.Unchanged(file, past.outputs(file, last.file()), row);
            }
            FileOutcome outcome = write(new Attempt(file, loaded, sweep, key, last, start), tally, gauge);
            if (outcome != null) {
                return outcome;
            }
            reader.forget();
        }
        return new FileOutcome.StillChanging(file);
    }

    private boolean stands(InputFile file, Ledger.Delivery last, String key) {
        String asked = setting.policy().failOn() == null
                ? ""
                : setting.policy().failOn().text();
        FileRow row = last.file();
        boolean answered = asked.isEmpty() || asked.equals(row.gate().expression());
        return row.work().key().equals(key) && answered && past.stand(file, row);
    }

    /** A file that was just written may be half of what it is going to be. */
    private boolean isSettled(InputFile file, @Nullable Stamp before) {
        Stamp after = Stamp.of(file.path());
        if (before == null || after == null) {
            return before == null && after == null;
        } else if (before.equals(after) && after.isWithin(YOUNG, setting.clock().instant())) {
            try {
                Thread.sleep(SETTLE_MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            after = Stamp.of(file.path());
        }
        return before.equals(after);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** A file as it was read. */
    private record Attempt(
            InputFile file, Loaded loaded, SweepFile sweep, String key, Ledger.@Nullable Delivery last, long start) {
        LocalDate day(Clock clock) {
            return LocalDate.ofInstant(
                    last == null ? clock.instant() : last.run().started(), ZoneOffset.UTC);
        }
    }

    /** Null where it has to be done again. */
    private @Nullable FileOutcome write(Attempt attempt, Tally tally, Gauge gauge) {
        InputFile file = attempt.file();
        Publication publication = new Publication(setting.temporaries(), setting.mover());
        RunFacts facts =
                new RunFacts(setting.request().toolVersion(), reader.catalogVersion(), inputs(attempt.loaded()));
        OutputSet.Task task = new OutputSet.Task(
                setting.request(),
                setting.plan(),
                file,
                attempt.loaded(),
                attempt.sweep(),
                facts,
                reader.plan(attempt.loaded()));
        Seen seen = new Seen(tally, () -> new GateCount(setting.policy().failOn(), Columns.of(attempt.sweep())));
        FileRow earlier = attempt.last() == null ? null : attempt.last().file();
        try (publication;
                OutputSet outputs = new OutputSet(task, publication)) {
            RowSource rows = rows(attempt);
            setting.room().check(task, rows, spill);
            outputs.open(spill, target -> past.place(target, earlier));
            if (!writeRows(attempt, task, rows, outputs, seen, gauge)) {
                return null;
            }
            outputs.finish(tally);
            if (!FileReader.isAsRead(attempt.loaded())) {
                return null;
            }
            FileRow.Changes changes = new ChangesOutput(task, reader, publication)
                    .add(past.workbook(file, earlier), past.place(setting.plan().changes(file), earlier), outputs);
            KeptReports reports =
                    new KeptReports(setting.request().output(), setting.policy().keep());
            publication.publish(new Replacement.Keeping(reports, attempt.day(setting.clock())));
            past.removeNumbered(file, earlier, outputs.hashes());
            if (changes == null) {
                past.removeChanges(file, earlier);
            }
            List<String> remarks = new ArrayList<>(attempt.sweep().remarks());
            remarks.addAll(outputs.remarks());
            FileRow row = row(attempt, seen, outputs.hashes(), changes);
            return new FileOutcome.Delivered(file, outputs.targets(), tally, remarks, row);
        } catch (Temporaries.StoppedException e) {
            return new FileOutcome.NotStarted(file);
        } catch (RoomCheck.NoRoomException e) {
            return new FileOutcome.NotWritten(file, e.getMessage(), e);
        } catch (ShardFiles.NotJoinedException e) {
            return refused(file, List.of(new Problem(file.shown(), 0, 0, e.getMessage())), 1);
        } catch (Replacement.HeldException e) {
            past.hold(publication.faultPlace());
            return null;
        } catch (EngineException e) {
            return setting.temporaries().isStopped()
                    ? new FileOutcome.NotStarted(file)
                    : new FileOutcome.NotWritten(file, e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            return notWritten(file, publication, e);
        }
    }

    /** False where what is sent to an engine is no longer what was read. */
    private boolean writeRows(
            Attempt attempt, OutputSet.Task task, RowSource rows, OutputSet outputs, Seen seen, Gauge gauge)
            throws IOException {
        Request request = setting.request();
        Engine engine = request.division().engine();
        if (engine == null) {
            outputs.write(rows, seen, gauge);
            return true;
        }
        ShippedFile shipped = ShippedFile.of(request, attempt.file(), attempt.loaded());
        if (shipped == null) {
            return false;
        }
        SweepFile sweep = attempt.sweep();
        int parts = EngineRows.parts(sweep.indexes(), IndexRange.CHUNK);
        Path folder = setting.temporaries().createFolder(PartFolder.of(request.output()));
        PartWork.Asked asked = new PartWork.Asked(
                request, task.facts(), sweep, setting.policy().failOn());
        PartWork work = new PartWork(asked, shipped, parts, folder);
        Overview overview = asked.gathers() ? new Overview(sweep, Columns.of(sweep)) : null;
        EngineRows.Gathered gathered = new EngineRows.Gathered(seen, overview);
        try (EngineRows elsewhere = new EngineRows(engine, work, rows.range(), parts, folder, gathered)) {
            outputs.write(rows.workedOut(elsewhere), seen, gauge);
        }
        return true;
    }

    private RowSource rows(Attempt attempt) throws ShardFiles.NotJoinedException {
        Request request = setting.request();
        SweepFile sweep = attempt.sweep();
        Division division = request.division();
        IndexRange range = IndexRange.of(sweep).part(division.part(), division.count(), IndexRange.CHUNK);
        RowSource walked = RowSource.walked(new RowCursor(sweep), range, setting.threads());
        ShardFiles shards = division.shards();
        if (shards == null) {
            return walked;
        }
        List<ShardManifest> found = shards.of(new ShardFiles.Wanted(
                setting.plan().below(setting.plan().manifest(attempt.file())),
                attempt.key(),
                "sweepbook " + request.toolVersion(),
                attempt.loaded()));
        Map<Format, List<Path>> finished = new EnumMap<>(Format.class);
        for (Format format : request.formats()) {
            if (format.isDivided()) {
                finished.put(format, ShardFiles.files(found, format.ending()));
            }
        }
        return new RowSource(walked.cursor(), range, setting.threads(), finished, null);
    }

    private static FileRow row(
            Attempt attempt, Seen seen, Map<String, String> outputs, FileRow.@Nullable Changes changes) {
        Tally tally = seen.tally();
        Map<String, String> inputs = new LinkedHashMap<>();
        attempt.loaded().inputs().forEach(input -> inputs.put(input.path(), input.sha256()));
        FileRow.Size size =
                new FileRow.Size(tally.scenarios(), tally.misfits(), tally.unsupported(), 0, seconds(attempt.start()));
        return new FileRow(
                attempt.file().mirrorText(),
                FileStatus.DELIVERED,
                new FileRow.Work(attempt.key(), inputs),
                outputs,
                size,
                "",
                seen.gate(),
                seen.figures().figures(),
                changes);
    }

    private static List<RunFacts.InputFile> inputs(Loaded loaded) {
        return loaded.inputs().stream()
                .map(input -> new RunFacts.InputFile(input.path(), input.sha256()))
                .toList();
    }

    /** A library in between may wrap what the system said; the publication remembers. */
    private static FileOutcome notWritten(InputFile file, Publication publication, Exception thrown) {
        IOException fault = publication.fault();
        if (fault == null && thrown instanceof IOException outside) {
            fault = outside;
        }
        if (fault == null) {
            String said = "the program failed on this file, which is a defect: " + thrown;
            return new FileOutcome.Failed(file, said, thrown);
        }
        Path place = publication.faultPlace();
        String message = place == null
                ? "rows kept in the temporary folder: cannot be written: " + Faults.reason(fault)
                        + "; make room there, or name another with java -Djava.io.tmpdir"
                : publication.hasLostItsFolder() ? Faults.folderRemoved(place) : Faults.cannotBeWritten(place, fault);
        return new FileOutcome.NotWritten(file, message, thrown);
    }
}
