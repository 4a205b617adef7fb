package dev.sweepbook.cli;

import dev.sweepbook.job.RunProgress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Puts how far a run is into words: share, rate and time left. The rate is that of the last seconds, so that it follows
 * a machine that becomes slower.
 */
final class ProgressMeter {
    /** A run that ends before this is not spoken of where nobody watches. */
    static final long QUIET_SECONDS = 10;

    private static final int BAR = 20;
    private static final long WINDOW_NANOS = 10_000_000_000L;
    private static final double NANOS = 1e9;
    private static final int STEP_PERCENT = 10;

    private final long begun;
    private final Deque<Look> looks = new ArrayDeque<>();
    private int told;

    /** How far it was at a time. */
    private record Look(long nanos, long scenarios, long done) {}

    ProgressMeter(long nanos) {
        begun = nanos;
        looks.add(new Look(nanos, 0, 0));
    }

    /** Takes a look. */
    void look(RunProgress progress, long nanos) {
        while (looks.size() > 1 && nanos - looks.peekFirst().nanos() > WINDOW_NANOS) {
            looks.removeFirst();
        }
        looks.addLast(new Look(nanos, progress.scenarios(), progress.done()));
    }

    /** One line for somebody who watches; without share and time left while files are still to be read. */
    String bar(RunProgress progress, int files, int filesDone) {
        String counted = files == 1 ? "" : String.format(Locale.ROOT, ", %,d of %,d files", filesDone, files);
        if (!progress.complete() || progress.total() == 0) {
            return String.format(Locale.ROOT, "%,d scenarios", progress.scenarios()) + rate() + counted;
        }
        int filled = (int) (progress.done() * BAR / progress.total());
        return "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + percent(progress) + " %"
                + String.format(Locale.ROOT, ", %,d scenarios", progress.scenarios())
                + rate() + left(progress) + counted;
    }

    /** A line for each further tenth of a run that lasts, and nothing between. */
    String line(RunProgress progress, long nanos) {
        int tenth = progress.complete() && progress.total() > 0 ? percent(progress) / STEP_PERCENT : 0;
        boolean lasts = nanos - begun >= QUIET_SECONDS * (long) NANOS;
        if (tenth <= told || !lasts || progress.done() == progress.total()) {
            return "";
        }
        told = tenth;
        return tenth * STEP_PERCENT + " %" + String.format(Locale.ROOT, ", %,d scenarios", progress.scenarios())
                + rate() + left(progress);
    }

    private static int percent(RunProgress progress) {
        return (int) Math.floor(100.0 * progress.done() / progress.total());
    }

    private String rate() {
        double rate = perSecond(looks.getLast().scenarios() - looks.getFirst().scenarios());
        return rate < 1 ? "" : String.format(Locale.ROOT, ", %,d/s", Math.round(rate));
    }

    private String left(RunProgress progress) {
        if (progress.done() == progress.total()) {
            return ", finishing";
        }
        double rate = perSecond(looks.getLast().done() - looks.getFirst().done());
        return rate <= 0 ? "" : ", " + duration((progress.total() - progress.done()) / rate) + " left";
    }

    private double perSecond(long count) {
        double seconds = (looks.getLast().nanos() - looks.getFirst().nanos()) / NANOS;
        return seconds <= 0 ? 0 : count / seconds;
    }

    /** Seconds below two minutes, minutes below two hours, then hours and minutes. */
    static String duration(double seconds) {
        long whole = Math.max(1, (long) Math.ceil(seconds));
        if (whole < 120) {
            return whole + " s";
        }
        long minutes = (whole + 59) / 60;
        return minutes < 120 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
