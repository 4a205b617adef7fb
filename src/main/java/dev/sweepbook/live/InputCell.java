package dev.sweepbook.live;

import org.jspecify.annotations.Nullable;

/**
 * The cell of steps that repeats an input in base units.
 *
 * @param place of its column
 * @param input the input
 * @param mayBeBlank whether a blank stays blank
 * @param text the formula in any row, or null where it holds the row's own value
 */
record InputCell(
        int place,
        BookColumns.Input input,
        boolean mayBeBlank,
        @Nullable RowText text) {
    static InputCell of(String name, LiveBook book, LiveInputs inputs) {
        BookColumns.Input input = book.columns().input(name);
        boolean mayBeBlank = name.startsWith("asked.");
        String pattern = inputs.pattern(input.id(), RowReference.BESIDE);
        RowText text = pattern == null ? null : RowText.whole(formula(pattern, input, mayBeBlank));
        return new InputCell(book.steps().place(Section.INPUTS, name), input, mayBeBlank, text);
    }

    private static String formula(String cell, BookColumns.Input input, boolean mayBeBlank) {
        String base = HardwareColumns.base(input.unit(), cell);
        return mayBeBlank ? "IF(" + cell + "=\"\",\"\"," + base + ")" : base;
    }

    /** The formula in a row. */
    String in(int row, LiveInputs inputs) {
        return text == null
                ? formula(inputs.reference(input.id(), RowReference.BESIDE), input, mayBeBlank)
                : text.in(row);
    }
}
