package dev.sweepbook.load;

/**
 * Where something stands in a file.
 *
 * @param line physical line, from 1; 0 for the whole file
 * @param column column in characters, from 1; 0 for the whole line
 */
record Place(int line, int column) {
    static final Place FILE = new Place(0, 0);
    static final Place START = new Place(1, 1);

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
