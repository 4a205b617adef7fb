package dev.sweepbook.job;

import dev.sweepbook.job.ledger.FileRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The outputs of an earlier run: whether they stand as they were written, and which of them stand under a number. */
final class PastOutputs {
    private final OutputPlan plan;
    private final Collection<Format> formats;
    private final OpenOutputs open = new OpenOutputs();

    PastOutputs(OutputPlan plan, Collection<Format> formats) {
        this.plan = plan;
        this.formats = formats;
    }

    /** Remembers that another program holds an output. */
    void hold(@Nullable Path target) {
        if (target != null) {
            open.hold(target);
        }
    }

    /** The place for an output: never that of a file somebody else made or another scenario file asks for. */
    Path place(Path target, @Nullable FileRow earlier) {
        return open.place(
                target,
                numbered -> !plan.isTarget(numbered)
                        && (!Files.exists(numbered, LinkOption.NOFOLLOW_LINKS) || isOurs(numbered, earlier)));
    }

    private boolean isOurs(Path file, @Nullable FileRow earlier) {
        String sha256 = earlier == null ? null : earlier.outputs().get(plan.below(file));
        return sha256 != null && Hashes.isOf(file, sha256);
    }

    /** Whether every output is there byte for byte, under its own name unless that one is open. */
    boolean stand(InputFile file, FileRow earlier) {
        for (Format format : formats) {
            Path output = output(file, format, earlier);
            if (output == null || !isOurs(output, earlier)) {
                return false;
            }
        }
        return isOurs(plan.manifest(file), earlier);
    }

    /** Where the workbook before stands: as the ledger has it, else under its own name. */
    Path workbook(InputFile file, @Nullable FileRow earlier) {
        Path known = earlier == null ? null : output(file, Format.XLSX, earlier);
        return known == null ? plan.target(file, Format.XLSX) : known;
    }

    /** Removes what says how an earlier report changed, unless somebody else made or opened it. */
    void removeChanges(InputFile file, @Nullable FileRow earlier) throws IOException {
        Path changes = plan.changes(file);
        if (!open.isOpen(changes) && isOurs(changes, earlier)) {
            Files.deleteIfExists(changes);
        }
    }

    /** Where the outputs stand. */
    List<Path> outputs(InputFile file, FileRow earlier) {
        List<Path> outputs = new ArrayList<>();
        for (Format format : formats) {
            Path output = output(file, format, earlier);
            if (output != null) {
                outputs.add(output);
            }
        }
        return outputs;
    }

    private @Nullable Path output(InputFile file, Format format, FileRow earlier) {
        Path target = plan.target(file, format);
        if (earlier.outputs().containsKey(plan.below(target))) {
            return target;
        }
        for (int number = 2; open.isOpen(target) && number <= OpenOutputs.MOST; number++) {
            Path numbered = OpenOutputs.numbered(target, number);
            if (earlier.outputs().containsKey(plan.below(numbered))) {
                return numbered;
            }
        }
        return null;
    }

    /** A numbered output is removed once its successor has its own name again, unless somebody changed or opened it. */
    void removeNumbered(InputFile file, @Nullable FileRow earlier, Map<String, String> written) throws IOException {
        if (earlier == null) {
            return;
        }
        List<Path> targets = new ArrayList<>();
        formats.forEach(format -> targets.add(plan.target(file, format)));
        if (written.containsKey(plan.below(plan.changes(file)))) {
            targets.add(plan.changes(file));
        }
        for (Path target : targets) {
            for (int number = 2; number <= OpenOutputs.MOST; number++) {
                Path numbered = OpenOutputs.numbered(target, number);
                boolean ours = earlier.outputs().containsKey(plan.below(numbered));
                if (ours
                        && !written.containsKey(plan.below(numbered))
                        && !open.isOpen(numbered)
                        && isOurs(numbered, earlier)) {
                    Files.deleteIfExists(numbered);
                }
            }
        }
    }
}
