package dev.sweepbook.live;

/** The formula of a cell that shows a column of a scenario. */
public final class LiveFormula {
    private final String pattern;
    private final int row;
    private final boolean isShared;

    LiveFormula(RowText alike, int row) {
        this.pattern = alike.pattern();
        this.row = row;
        this.isShared = alike.isShared();
    }

    /** A formula that no other row has. */
    LiveFormula(String pattern, int row) {
        this.pattern = pattern;
        this.row = row;
        this.isShared = false;
    }

    /**
     * Its text in its own row.
     *
     * @return the formula without the equals sign
     */
    public String text() {
        return RowText.in(pattern, row);
    }

    /**
     * Whether rows can share it.
     *
     * @return whether it reads its own row and names alone
     */
    public boolean isShared() {
        return isShared;
    }

    /**
     * Its text without the number of its row.
     *
     * @return the same in every row that shares it
     */
    public String pattern() {
        return pattern;
    }

    @Override
    public String toString() {
        return text();
    }
}
