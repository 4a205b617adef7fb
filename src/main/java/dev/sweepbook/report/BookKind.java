package dev.sweepbook.report;

/** What the sheets of a workbook hold, and so what an edit changes before the workbook is run again. */
public enum BookKind {
    /** Formulas: results follow an edit of their inputs. */
    LIVING,
    /** Values: the sheet of one free estimate alone follows an edit. */
    VALUES
}
