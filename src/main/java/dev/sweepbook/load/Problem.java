package dev.sweepbook.load;

/**
 * Something wrong with an input file.
 *
 * @param file the file as the user named it
 * @param line physical line, from 1; 0 where the whole file is meant
 * @param column column, from 1; 0 where the whole line is meant
 * @param message field, rule, value found, remedy; free of control characters
 */
public record Problem(String file, int line, int column, String message) {
    @Override
    public String toString() {
        String place = line == 0 ? "" : ":" + line + (column == 0 ? "" : ":" + column);
        return file + place + ": " + message;
    }
}
