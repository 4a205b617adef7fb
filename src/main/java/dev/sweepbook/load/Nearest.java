package dev.sweepbook.load;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name a misspelt one was probably meant to be. */
public final class Nearest {
    private static final int LONGEST = 80;

    private Nearest() {}

    /** The nearest of the names, or null where none is near. */
    static @Nullable String of(String written, Collection<String> names) {
        if (written.length() > LONGEST) {
            return null;
        }
        String wanted = fold(written);
        int most = Math.max(1, Math.min(4, (wanted.length() + 1) / 3));
        String nearest = null;
        int least = most + 1;
        for (String name : names) {
            if (!name.equals(written) && Math.abs(name.length() - wanted.length()) < least) {
                int distance = distance(wanted, fold(name));
                if (distance < least) {
                    least = distance;
                    nearest = name;
                }
            }
        }
        return nearest;
    }

    /**
     * {@code "; did you mean x?"}, or nothing where no name is near.
     *
     * @param written what somebody wrote
     * @param names what there is
     * @return the end of a message
     */
    public static String hint(String written, Collection<String> names) {
        String nearest = of(written, names);
        return nearest == null ? "" : "; did you mean " + nearest + "?";
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }

    /** Insertions, deletions, replacements and swaps of neighbours. */
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            int[] spare = before;
            before = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }
}
