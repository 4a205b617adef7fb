package dev.sweepbook.report;

import dev.sweepbook.estimate.Calibration;
import dev.sweepbook.sweep.SweepFile;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What besides its scenarios a report depends on, as the report itself says it in defined names.
 *
 * @param tool version of the program, empty where unknown
 * @param catalog edition of the shipped catalogue, empty where unknown
 * @param inputSha256 of the scenario file, empty where unknown
 * @param calibrations the first digits of the SHA-256 over the values of each calibration, by name
 */
public record Edition(String tool, String catalog, String inputSha256, Map<String, String> calibrations) {
    private static final String TOOL = "sb_tool";
    private static final String CATALOG = "sb_catalog";
    private static final String INPUT = "sb_input";
    private static final String CALIBRATIONS = "sb_calibrations";
    private static final int DIGITS = 12;

    /** The longest text Excel takes as the constant of a name. */
    private static final int LONGEST = 250;

    /** Copies the map. */
    public Edition {
        calibrations = new TreeMap<>(calibrations);
    }

    /**
     * What a report will say.
     *
     * @param facts what produces it
     * @param file what is asked
     * @return the edition
     */
    public static Edition of(RunFacts facts, SweepFile file) {
        Map<String, String> digests = new TreeMap<>();
        file.calibrations().forEach((name, calibration) -> digests.put(name, digest(calibration)));
        String input = facts.inputs().isEmpty() ? "" : facts.inputs().get(0).sha256();
        return new Edition(facts.toolVersion(), facts.catalogVersion(), input, digests);
    }

    /**
     * What a report says.
     *
     * @param fact the text of a defined name, empty where there is none
     * @return the edition
     */
    public static Edition read(Function<String, String> fact) {
        Map<String, String> digests = new TreeMap<>();
        for (String entry : fact.apply(CALIBRATIONS).split("; ", -1)) {
            int at = entry.lastIndexOf(' ');
            if (at > 0) {
                digests.put(entry.substring(0, at), entry.substring(at + 1));
            }
        }
        return new Edition(fact.apply(TOOL), fact.apply(CATALOG), fact.apply(INPUT), digests);
    }

    /**
     * The defined names that say it.
     *
     * @return name to text
     */
    public Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(TOOL, tool);
        names.put(CATALOG, catalog);
        names.put(INPUT, inputSha256);
        StringBuilder all = new StringBuilder();
        calibrations.forEach((name, digest) -> {
            String entry = (all.length() == 0 ? "" : "; ") + name + " " + digest;
            all.append(all.length() + entry.length() <= LONGEST ? entry : "");
        });
        names.put(CALIBRATIONS, all.toString());
        names.values().removeIf(String::isEmpty);
        return names;
    }

    /** Two bytes a character: what is hashed is ASCII but for names, and no encoding is needed. */
    private static byte[] bytes(String text) {
        byte[] bytes = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            bytes[2 * i] = (byte) (text.charAt(i) >> 8);
            bytes[2 * i + 1] = (byte) text.charAt(i);
        }
        return bytes;
    }

    private static String digest(Calibration calibration) {
        String values = calibration.isIdeal()
                + " " + calibration.engines() + " "
                + calibration.bands().lines();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes(values));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
