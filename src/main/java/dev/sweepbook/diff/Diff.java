package dev.sweepbook.diff;

import dev.sweepbook.load.Recorded;
import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.report.Sheet;
import dev.sweepbook.sweep.Axis;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares two reports scenario by scenario. Scenarios go together by their inputs ({@link Matching}). Where a result
 * changed, the inputs are changed one cause at a time from old to new and worked out anew by this version; what the
 * recorded results differ from what this version makes of their inputs is the tool's.
 */
public final class Diff {
    /** The results people look at first. */
    public static final List<String> HEADLINES = List.of(
            "decode_step_seconds",
            "ttft_seconds",
            "tpot_seconds",
            "request_seconds",
            "output_tokens_per_second_per_device",
            "usd_per_million_output_tokens_with_prompt",
            "usd_per_million_output_tokens",
            "fits",
            "meets_slo",
            "bound",
            "status");

    private static final String NOTES = "notes";

    private final Side old;
    private final Side now;
    private final List<Column> columns;
    private final Steps steps;
    private final Cause rest;
    private final Recommendations recommendations;
    private final List<Lane> lanes = new ArrayList<>();

    private Diff(Side old, Side now, String version) {
        this.old = old;
        this.now = now;
        this.columns = compared(old.recorded(), now.recorded());
        this.recommendations = new Recommendations(columns);
        this.steps = new Steps(old, now);
        this.rest = Remainder.of(old, now, version);
    }

    /**
     * Compares.
     *
     * @param old what was
     * @param now what is
     * @param version version of this program
     * @param taker takes what is found
     * @return the counts and what they come from
     */
    public static Totals run(Side old, Side now, String version, Taker taker) {
        return new Diff(old, now, version).compare(taker);
    }

    /**
     * Ids of the results that are read from reports: all but the notes, which only explain the others.
     *
     * @return the ids
     */
    public static Set<String> resultIds() {
        Set<String> ids = new LinkedHashSet<>();
        Columns.results().forEach(column -> ids.add(column.id()));
        ids.remove(NOTES);
        return ids;
    }

    /**
     * Names of the sheets that hold results.
     *
     * @return the names
     */
    public static List<String> resultSheets() {
        return Sheet.perScenario().stream().map(Sheet::title).toList();
    }

    /** A result that one of the reports does not show cannot be compared. */
    private static List<Column> compared(@Nullable Recorded old, @Nullable Recorded now) {
        return Columns.results().stream()
                .filter(column -> !column.id().equals(NOTES))
                .filter(column -> isShown(old, column) && isShown(now, column))
                .toList();
    }

    private static boolean isShown(@Nullable Recorded recorded, Column column) {
        return recorded == null || recorded.has(column.id());
    }

    private Totals compare(Taker taker) {
        List<Entry> before = Entry.of(old.file());
        List<Entry> after = Entry.of(now.file());
        Matching matching = new Matching(before, after);
        Totals totals = new Totals(columns.size(), matching.paired());
        for (int i = 0; i < after.size(); i++) {
            int partner = matching.partner(i);
            if (partner < 0) {
                Entry added = after.get(i);
                totals.countAdded();
                taker.added(added);
                recommendations.is(added, Values.of(now.recorded(), added.number(), columns, lane(1).ofNew(added)));
            } else {
                compare(before.get(partner), after.get(i), totals, taker);
            }
        }
        for (int i = 0; i < before.size(); i++) {
            if (!matching.isTaken(i)) {
                Entry removed = before.get(i);
                totals.countRemoved();
                taker.removed(removed);
                recommendations.was(
                        removed, Values.of(old.recorded(), removed.number(), columns, lane(0).ofOld(removed)));
            }
        }
        totals.recommend(recommendations.told(before, after));
        return totals;
    }

    private void compare(Entry before, Entry after, Totals totals, Taker taker) {
        Values oldNow = lane(0).ofOld(before);
        Values newNow = lane(1).ofNew(after);
        Values oldShown = Values.of(old.recorded(), before.number(), columns, oldNow);
        Values newShown = Values.of(now.recorded(), after.number(), columns, newNow);
        recommendations.was(before, oldShown);
        recommendations.is(after, newShown);
        List<Integer> changed = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!oldShown.isSame(newShown, i)) {
                changed.add(i);
            }
        }
        if (changed.isEmpty()) {
            totals.countUnchanged();
            return;
        }
        Waterfall waterfall = new Waterfall(oldShown);
        waterfall.then(rest, oldNow);
        fall(waterfall, before, after, newNow);
        waterfall.then(rest, newShown);
        List<Change> changes = new ArrayList<>();
        changed.forEach(i -> changes.add(waterfall.change(columns.get(i), i)));
        ScenarioChange change = new ScenarioChange(
                before,
                after,
                changes,
                recommendations.verdict(before, oldShown),
                recommendations.verdict(after, newShown));
        totals.countChanged(change);
        taker.changed(change);
    }

    private void fall(Waterfall waterfall, Entry before, Entry after, Values end) {
        List<Steps.Step> between = steps.between(before, after);
        Set<Axis> taken = EnumSet.noneOf(Axis.class);
        boolean promised = false;
        for (int i = 0; i < between.size(); i++) {
            Axis axis = between.get(i).axis();
            if (axis == null) {
                promised = true;
            } else {
                taken.add(axis);
            }
            boolean isLast = i == between.size() - 1;
            Values level = isLast ? end : lane(i + 2).between(before, after, taken, promised);
            waterfall.then(between.get(i).cause(), level);
        }
    }

    private Lane lane(int distance) {
        while (lanes.size() <= distance) {
            lanes.add(new Lane(old.file().calibrations(), now.file().calibrations(), columns));
        }
        return lanes.get(distance);
    }
}
