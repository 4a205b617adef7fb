package dev.sweepbook.catalog;

import java.io.InputStream;
import java.util.List;
import java.util.Set;

/** The public measurements that ship: a file a source, in the format of any measured file. */
public final class Measurements {
    private static final String FOLDER = "/dev/sweepbook/measured/";

    private Measurements() {}

    /**
     * Where measurements come from.
     *
     * @param id what the column {@code source} says; also the name of its file
     * @param title its name
     * @param where it is published
     * @param edition which state of it was read
     * @param licence it is published under
     * @param fitted tiers the shipped calibration is fitted to
     * @param note what to know before using it
     */
    public record Source(
            String id, String title, String where, String edition, String licence, Set<String> fitted, String note) {}

    /**
     * Every source with measurements of whole requests or of their phases.
     *
     * @return the sources, in file order
     */
    public static List<Source> sources() {
        return Table.read(FOLDER + "sources.csv").stream()
                .filter(row -> !row.cell("file").isEmpty())
                .map(row -> new Source(
                        row.cell("source"),
                        row.cell("title"),
                        row.cell("where"),
                        row.cell("edition"),
                        row.cell("licence"),
                        row.cell("fitted").isEmpty()
                                ? Set.of()
                                : Set.of(row.cell("fitted").split(" ", -1)),
                        row.cell("note")))
                .toList();
    }

    /**
     * The measurements of a source.
     *
     * @param source one of {@link #sources()}
     * @return the bytes of its file; the caller closes it
     */
    public static InputStream open(Source source) {
        InputStream file = Measurements.class.getResourceAsStream(FOLDER + source.id() + ".csv");
        if (file == null) {
            throw new IllegalArgumentException("there is no file of the source " + source.id());
        }
        return file;
    }
}
