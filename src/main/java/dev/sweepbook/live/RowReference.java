package dev.sweepbook.live;

/** How a formula finds the row it reads. */
enum RowReference {
    /** By the row's place beside its own: it reads another once it is moved. */
    BESIDE,
    /** By the row's place in the sheet: it reads the same wherever it stands. */
    FIXED,
    /**
     * By the number of the scenario in the first column of its own row, which is sorted along with it: the same text in
     * every row.
     */
    BY_NUMBER
}
