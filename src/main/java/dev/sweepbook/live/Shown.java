package dev.sweepbook.live;

import dev.sweepbook.report.Column;
import dev.sweepbook.report.Columns;
import dev.sweepbook.scenario.Formulas;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How one column of the workbook is shown. */
final class Shown {
    private final Column column;
    private final boolean isMark;
    private final boolean isCopied;
    private final boolean isPrice;
    private final Map<Formulas, LivePlan.Compiled> steps = new EnumMap<>(Formulas.class);

    private Shown(Column column) {
        this.column = column;
        this.isMark = column.id().equals(Columns.RUN_AGAIN.id());
        this.isCopied = !isMark && !BookColumns.isWorkedOut(column);
        this.isPrice = Columns.isDevicePrice(column);
    }

    static Shown of(Column column, boolean isLive, LivePlan plan) {
        Shown shown = new Shown(column);
        for (Formulas formulas : Formulas.values()) {
            LivePlan.Compiled step = isLive ? plan.output(formulas, column.id()) : null;
            if (step != null) {
                shown.steps.put(formulas, step);
            }
        }
        return shown;
    }

    Column column() {
        return column;
    }

    /** Whether it tells what is out of date. */
    boolean isMark() {
        return isMark;
    }

    /** Whether it is what tells scenarios apart, by which the others are found. */
    boolean isNumber() {
        return column.id().equals(ByNumber.SCENARIO);
    }

    /** Whether it repeats what was asked. */
    boolean isCopied() {
        return isCopied;
    }

    /** Whether it may be a formula on a sheet of results, or on that of scenarios. */
    boolean isFormula(boolean onResults) {
        return isMark || onResults || !(isCopied || isPrice);
    }

    /** The step it shows, or null where none does. */
    LivePlan.@Nullable Compiled step(Formulas formulas) {
        return steps.get(formulas);
    }

    /** A formula in base units, in the unit of the column. */
    String inUnit(String text) {
        double per = column.unit().perShown();
        if (per == 1 || !(column.value() instanceof Column.Measure)) {
            return text;
        }
        long digits = Math.round(Math.abs(Math.log10(per)));
        return text + (per > 1 ? "/1E+" : "*1E+") + digits;
    }
}
