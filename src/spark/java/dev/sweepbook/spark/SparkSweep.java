package dev.sweepbook.spark;

import dev.sweepbook.cli.Main;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What {@code spark-submit} starts: the command {@code sweepbook}, whose {@code run} works on the Spark it was submitted
 * to.
 */
public final class SparkSweep {
    private static final String ENGINE = "--engine";

    private SparkSweep() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param args the words after {@code sweepbook}
     */
    public static void main(String[] args) {
        Main.main(words(args));
    }

    /** {@code run} works on Spark unless it says otherwise. */
    static String[] words(String... args) {
        List<String> words = new ArrayList<>(Arrays.asList(args));
        boolean says = words.stream().anyMatch(word -> word.equals(ENGINE) || word.startsWith(ENGINE + "="));
        if (!words.isEmpty() && words.get(0).equals("run") && !says) {
            words.add(1, ENGINE + "=spark");
        }
        return words.toArray(String[]::new);
    }
}
